import type { ServiceId } from '@openhaven/domain/ids';
import type { Rota } from '@openhaven/domain/rota';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** The rota of one service as it is kept: ids, days and times, and no telephone number. */
export interface KeptRota extends Rota {
  readonly serviceId: ServiceId;
  /** 0 as long as none has been kept. */
  readonly rev: number;
}

interface RotaRecord extends Omit<KeptRota, 'serviceId'> {
  readonly _id: ServiceId;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const RotaModel = model<RotaRecord>(
  'Rota',
  new Schema<RotaRecord>(
    {
      _id: text,
      shifts: [{ _id: false, days: { type: [String], required: true }, from: text, until: text, userId: text }],
      covers: [{ _id: false, id: text, from: date, until: date, userId: text, insteadOf: String }],
      rev: { type: Number, required: true },
    },
    { collection: 'rotas', strict: 'throw', versionKey: false },
  ),
);

const toRota = ({ _id, ...rest }: RotaRecord): KeptRota => ({ serviceId: _id, ...rest });

/** The rota of a service that has never kept one. */
const none = (serviceId: ServiceId): KeptRota => ({ serviceId, shifts: [], covers: [], rev: 0 });

/** Who of each service is on call when. */
export function rotas(session: ClientSession | null) {
  return {
    async get(serviceId: ServiceId): Promise<KeptRota> {
      const record = await RotaModel.findById(serviceId).session(session).lean<RotaRecord>();
      return record ? toRota(record) : none(serviceId);
    },

    /** Those of some services that have ever kept one. */
    async getMany(ids: readonly ServiceId[]): Promise<readonly KeptRota[]> {
      const records = await RotaModel.find({ _id: trusted({ $in: [...ids] }) })
        .session(session)
        .lean<RotaRecord[]>();
      return records.map(toRota);
    },

    /** The services that have ever kept one. */
    async serviceIds(): Promise<readonly ServiceId[]> {
      const records = await RotaModel.find({}, { _id: 1 }).session(session).lean<Pick<RotaRecord, '_id'>[]>();
      return records.map(({ _id }) => _id);
    },

    /**
     * Saves a rota, unless somebody has saved a change since `rota.rev`. Says whether it was saved; of two first ones at
     * once the second is run again.
     */
    async save({ serviceId, rev, ...rota }: KeptRota): Promise<boolean> {
      if (rev === 0) {
        await RotaModel.create([{ _id: serviceId, ...rota, rev: 1 }], { session });
        return true;
      }
      const change = { $set: rota, $inc: { rev: 1 } };
      return (await RotaModel.updateOne({ _id: serviceId, rev }, change).session(session)).modifiedCount === 1;
    },
  };
}
