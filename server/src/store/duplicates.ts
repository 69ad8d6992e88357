import { randomUUID } from 'node:crypto';
import type { DuplicateVerdict } from '@openhaven/domain/duplicate';
import type { DuplicateId, ReferralId } from '@openhaven/domain/ids';
import { type AnyBulkWriteOperation, type ClientSession, Schema, model, trusted } from 'mongoose';
import { blindIndex, blindIndexes } from '../crypto/blind-index.ts';
import type { Keys } from '../crypto/keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';

/** Two referrals that may be about one household. Ids and codes only. */
export interface KeptDuplicate {
  readonly id: DuplicateId;
  /** The earlier one first. */
  readonly referralIds: readonly [ReferralId, ReferralId];
  readonly notedAt: Date;
  /** Left out: no coordinator has looked yet. */
  readonly verdict?: DuplicateVerdict;
  /** The one that stays, once they are one. */
  readonly keptId?: ReferralId;
  readonly rev: number;
}

interface DuplicateRecord extends Nulled<Omit<KeptDuplicate, 'id' | 'referralIds'>> {
  readonly _id: DuplicateId;
  readonly referralIds: readonly ReferralId[];
  /** Both ids in one order: two referrals are compared once. */
  readonly pair: string;
  readonly waiting: boolean;
}

/** The referrals whose applicant has a name that sounds like this mark. */
interface MarkRecord {
  readonly _id: string;
  readonly referralIds: readonly ReferralId[];
}

const text = { type: String, required: true } as const;
const texts = { type: [String], required: true } as const;

const MarkModel = model<MarkRecord>(
  'ApplicantMark',
  new Schema<MarkRecord>(
    { _id: text, referralIds: texts },
    { collection: 'applicant-marks', strict: 'throw', versionKey: false },
  ).index({ referralIds: 1 }),
);

const DuplicateModel = model<DuplicateRecord>(
  'Duplicate',
  new Schema<DuplicateRecord>(
    {
      _id: text,
      referralIds: texts,
      pair: text,
      notedAt: { type: Date, required: true },
      verdict: String,
      keptId: String,
      waiting: { type: Boolean, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'duplicates', strict: 'throw', versionKey: false },
  )
    .index({ pair: 1 }, { unique: true })
    .index({ referralIds: 1 })
    .index({ waiting: -1, notedAt: -1 }),
);

const OF_A_SOUND = 'applicant.sound';
const OPTIONAL = ['verdict', 'keptId'] as const;
const pairOf = (ids: readonly ReferralId[]): string => [...ids].sort().join(' ');

function toDuplicate({ _id, pair: _pair, waiting: _waiting, referralIds, ...rest }: DuplicateRecord): KeptDuplicate {
  const [one, other] = referralIds;
  if (one === undefined || other === undefined) throw new Error(`duplicate ${_id} is not of two referrals`);
  return { ...withoutNulls(rest), id: _id, referralIds: [one, other] };
}

/** Brings the marks to where a referral is under the wanted ones and no others. */
async function rewrite(
  referralId: ReferralId,
  known: ReadonlyMap<string, readonly ReferralId[]>,
  wanted: readonly string[],
  session: ClientSession | null,
): Promise<void> {
  const writes = [...new Set([...known.keys(), ...wanted])].flatMap((mark): AnyBulkWriteOperation<MarkRecord>[] => {
    const before = known.get(mark);
    const others = (before ?? []).filter((id) => id !== referralId);
    const after = wanted.includes(mark) ? [...others, referralId] : others;
    if (before === undefined) return [{ insertOne: { document: { _id: mark, referralIds: after } } }];
    if (after.length === before.length) return [];
    const filter = { _id: mark };
    return after.length === 0
      ? [{ deleteOne: { filter } }]
      : [{ updateOne: { filter, update: { $set: { referralIds: after } } } }];
  });
  if (writes.length > 0) await MarkModel.bulkWrite(writes, session ? { session } : {});
}

/** Referrals that may be about one household, and the marks by which they are found without reading a name. */
export function duplicates(session: ClientSession | null, { index }: Pick<Keys, 'index'>) {
  const knownUnder = async (referralId: ReferralId, marks: readonly string[]) => {
    const filter = trusted({ $or: [{ _id: trusted({ $in: [...marks] }) }, { referralIds: referralId }] });
    const records = await MarkModel.find(filter).session(session).lean<MarkRecord[]>();
    return new Map(records.map(({ _id, referralIds }) => [_id, referralIds]));
  };
  const find = async (filter: object, limit: number): Promise<readonly KeptDuplicate[]> => {
    const order = { waiting: -1, notedAt: -1 } as const;
    const records = await DuplicateModel.find(filter)
      .sort(order)
      .limit(limit)
      .session(session)
      .lean<DuplicateRecord[]>();
    return records.map(toDuplicate);
  };
  return {
    /** Writes down under which sounds a referral is found, and returns the others under the same. */
    async mark(referralId: ReferralId, sounds: readonly string[]): Promise<readonly ReferralId[]> {
      const every = sounds.flatMap((sound) => blindIndexes(OF_A_SOUND, sound, index));
      const known = await knownUnder(referralId, every);
      const wanted = sounds.map((sound) => blindIndex(OF_A_SOUND, sound, index));
      await rewrite(referralId, known, wanted, session);
      const others = new Set(every.flatMap((mark) => known.get(mark) ?? []));
      others.delete(referralId);
      return [...others];
    },

    /** Forgets a referral's marks, and what was found by them: its story is erased. */
    async forget(referralId: ReferralId): Promise<void> {
      await rewrite(referralId, await knownUnder(referralId, []), [], session);
      await DuplicateModel.deleteMany({ referralIds: referralId }).session(session);
    },

    async get(id: DuplicateId): Promise<KeptDuplicate | null> {
      const record = await DuplicateModel.findById(id).session(session).lean<DuplicateRecord>();
      return record && toDuplicate(record);
    },

    ofReferral: (referralId: ReferralId): Promise<readonly KeptDuplicate[]> => find({ referralIds: referralId }, 0),
    /** The latest, those that wait for a coordinator first. */
    latest: (limit: number): Promise<readonly KeptDuplicate[]> => find({}, limit),
    waiting: (limit: number): Promise<readonly KeptDuplicate[]> => find({ waiting: true }, limit),

    async add(referralIds: readonly [ReferralId, ReferralId], notedAt: Date): Promise<void> {
      const row = { referralIds, pair: pairOf(referralIds), notedAt, verdict: null, keptId: null };
      await DuplicateModel.create([{ _id: randomUUID() as DuplicateId, ...row, waiting: true, rev: 1 }], { session });
    },

    /** Saves what was decided on `duplicate.rev`, unless somebody was quicker. Says whether it was saved. */
    async save(duplicate: KeptDuplicate): Promise<boolean> {
      const { id, rev, verdict } = duplicate;
      const $set = { ...nulled(duplicate, OPTIONAL), waiting: verdict === undefined };
      const { modifiedCount } = await DuplicateModel.updateOne({ _id: id, rev }, { $set, $inc: { rev: 1 } }).session(
        session,
      );
      return modifiedCount === 1;
    },
  };
}
