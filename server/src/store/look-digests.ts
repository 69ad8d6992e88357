import { randomUUID } from 'node:crypto';
import type { CivilDate } from '@openhaven/domain/calendar';
import type { LookDigestId, OrganisationId, UserId } from '@openhaven/domain/ids';
import type { LooksOfOne } from '@openhaven/domain/look-digest';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** What the people of one organisation were shown in one week: ids and counts only. */
export interface LookDigest {
  readonly id: LookDigestId;
  readonly organisationId: OrganisationId;
  readonly monday: CivilDate;
  readonly people: readonly LooksOfOne[];
  readonly readBy: UserId | null;
}

type DigestRecord = Omit<LookDigest, 'id'> & { readonly _id: LookDigestId };

const text = { type: String, required: true } as const;
const count = { type: Number, required: true } as const;
const DigestModel = model<DigestRecord>(
  'LookDigest',
  new Schema<DigestRecord>(
    {
      _id: text,
      organisationId: text,
      monday: text,
      people: [{ _id: false, userId: text, stories: count, places: count, emergencies: count }],
      readBy: String,
    },
    { collection: 'look-digests', strict: 'throw', versionKey: false },
  )
    .index({ organisationId: 1, monday: -1 }, { unique: true })
    .index({ monday: 1 }),
);

const toDigest = ({ _id, ...rest }: DigestRecord): LookDigest => ({ id: _id, ...rest });

/** The weekly lists of looks. */
export function lookDigests(session: ClientSession | null) {
  return {
    async isMade(monday: CivilDate): Promise<boolean> {
      return (await DigestModel.exists({ monday }).session(session)) !== null;
    },

    /** One for an organisation and a week: of two at once the second is run again and finds it. */
    async add(digest: Omit<LookDigest, 'id' | 'readBy'>): Promise<void> {
      await DigestModel.create([{ _id: randomUUID() as LookDigestId, ...digest, readBy: null }], { session });
    },

    async latestOf(organisationId: OrganisationId): Promise<LookDigest | null> {
      const found = DigestModel.findOne({ organisationId }).sort({ monday: -1 }).session(session);
      const record = await found.lean<DigestRecord>();
      return record && toDigest(record);
    },

    async get(id: LookDigestId): Promise<LookDigest | null> {
      const record = await DigestModel.findById(id).session(session).lean<DigestRecord>();
      return record && toDigest(record);
    },

    /** Keeps who read it first. */
    async read(id: LookDigestId, readBy: UserId): Promise<void> {
      await DigestModel.updateOne({ _id: id, readBy: null }, { $set: { readBy } }).session(session);
    },

    /** Throws away the weeks before a Monday, whether anybody has gone through them or not. Returns how many. */
    async purge(before: CivilDate): Promise<number> {
      return (await DigestModel.deleteMany({ monday: trusted({ $lt: before }) }).session(session)).deletedCount;
    },
  };
}
