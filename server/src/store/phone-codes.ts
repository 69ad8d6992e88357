import type { ServiceId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model } from 'mongoose';
import { asSpoken } from '../crypto/spoken-code.ts';
import { tokenHash } from '../crypto/token.ts';

/** The list of codes by which a service is known on the telephone. */
export interface PhoneCodes {
  readonly left: number;
  readonly madeAt: Date;
  readonly madeBy: UserId;
}

interface PhoneCodesRecord {
  _id: ServiceId;
  /** Fingerprints, so that what is kept is of no use to whoever reads it. */
  codes: string[];
  madeAt: Date | null;
  madeBy: UserId | null;
  /** When wrong codes were tried of late. */
  wrongAt: Date[];
}

const PhoneCodesModel = model<PhoneCodesRecord>(
  'PhoneCodes',
  new Schema<PhoneCodesRecord>(
    {
      _id: { type: String, required: true },
      codes: { type: [String], required: true },
      madeAt: Date,
      madeBy: String,
      wrongAt: { type: [Date], required: true },
    },
    { collection: 'phone-codes', strict: 'throw', versionKey: false },
  ).index({ madeBy: 1 }),
);

// Sixty bits of chance: a plain hash is enough, and no change of keys makes the codes worthless.
const markOf = (serviceId: ServiceId, code: string): string => tokenHash(`${serviceId}|${asSpoken(code)}`);

/** Codes on paper, one list a service. Each is used up by one conditional write. */
export function phoneCodes(session: ClientSession | null) {
  const read = (serviceId: ServiceId) => PhoneCodesModel.findById(serviceId).session(session).lean<PhoneCodesRecord>();
  return {
    async get(serviceId: ServiceId): Promise<PhoneCodes | null> {
      const record = await read(serviceId);
      if (!record?.madeAt || !record.madeBy) return null;
      return { left: record.codes.length, madeAt: record.madeAt, madeBy: record.madeBy };
    },

    /** When wrong codes were tried of late. */
    wrongAt: async (serviceId: ServiceId): Promise<readonly Date[]> => (await read(serviceId))?.wrongAt ?? [],

    /** Puts new codes in place of all earlier ones. */
    async keep(
      serviceId: ServiceId,
      codes: readonly string[],
      { madeAt, madeBy }: Pick<PhoneCodes, 'madeAt' | 'madeBy'>,
    ): Promise<void> {
      const kept = { codes: codes.map((code) => markOf(serviceId, code)), madeAt, madeBy };
      const change = { $set: kept, $setOnInsert: { wrongAt: [] } };
      await PhoneCodesModel.updateOne({ _id: serviceId }, change, { upsert: true }).session(session);
    },

    /** Whether a code is on the list and not used. */
    async has(serviceId: ServiceId, code: string): Promise<boolean> {
      const filter = { _id: serviceId, codes: markOf(serviceId, code) };
      return (await PhoneCodesModel.exists(filter).session(session)) !== null;
    },

    /** Uses up one code. False: it is none, or has been used. */
    async take(serviceId: ServiceId, code: string): Promise<boolean> {
      const kept = markOf(serviceId, code);
      const filter = { _id: serviceId, codes: kept };
      return (await PhoneCodesModel.updateOne(filter, { $pull: { codes: kept } }).session(session)).modifiedCount === 1;
    },

    /** Notes the wrong tries that still count. */
    async noteWrong(serviceId: ServiceId, wrongAt: readonly Date[]): Promise<void> {
      const change = { $set: { wrongAt: [...wrongAt] }, $setOnInsert: { codes: [], madeAt: null, madeBy: null } };
      await PhoneCodesModel.updateOne({ _id: serviceId }, change, { upsert: true }).session(session);
    },

    /** Makes lists worthless whose maker has left. */
    async forgetOf(madeBy: UserId): Promise<void> {
      await PhoneCodesModel.updateMany({ madeBy }, { $set: { codes: [] } }).session(session);
    },
  };
}
