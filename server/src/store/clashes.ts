import { randomUUID } from 'node:crypto';
import type { ClashKind, ClashVerdict, Party } from '@openhaven/domain/clash';
import type { ClashId, ReferralId } from '@openhaven/domain/ids';
import { type AnyBulkWriteOperation, type ClientSession, Schema, model, trusted } from 'mongoose';
import { blindIndex, blindIndexes } from '../crypto/blind-index.ts';
import type { Keys } from '../crypto/keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';

/** Two households that may be in each other's way. Ids and codes only: the names stay sealed with their stories. */
export interface KeptClash {
  readonly id: ClashId;
  readonly referralIds: readonly [ReferralId, ReferralId];
  readonly kind: ClashKind;
  readonly notedAt: Date;
  /** Left out: no coordinator has looked yet. */
  readonly verdict?: ClashVerdict;
  readonly rev: number;
}

interface ClashRecord extends Nulled<Omit<KeptClash, 'id' | 'referralIds'>> {
  readonly _id: ClashId;
  readonly referralIds: readonly ReferralId[];
  /** Both ids in one order: two households have one clash. */
  readonly pair: string;
  readonly waiting: boolean;
}

/** The referrals of which a grown-up, or somebody they flee from, has a name of this mark. */
interface MarkRecord {
  readonly _id: string;
  readonly own: readonly ReferralId[];
  readonly feared: readonly ReferralId[];
}

const text = { type: String, required: true } as const;
const texts = { type: [String], required: true } as const;

const MarkModel = model<MarkRecord>(
  'PeopleMark',
  new Schema<MarkRecord>(
    { _id: text, own: texts, feared: texts },
    { collection: 'people-marks', strict: 'throw', versionKey: false },
  )
    .index({ own: 1 })
    .index({ feared: 1 }),
);

const ClashModel = model<ClashRecord>(
  'Clash',
  new Schema<ClashRecord>(
    {
      _id: text,
      referralIds: texts,
      pair: text,
      kind: text,
      notedAt: { type: Date, required: true },
      verdict: String,
      waiting: { type: Boolean, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'clashes', strict: 'throw', versionKey: false },
  )
    .index({ pair: 1 }, { unique: true })
    .index({ referralIds: 1 })
    .index({ waiting: 1, notedAt: 1 }),
);

const OF_A_NAME = 'clash.name';
const SIDES = ['own', 'feared'] as const;

const pairOf = (ids: readonly ReferralId[]): string => [...ids].sort().join(' ');

function toClash({ _id, pair: _pair, waiting: _waiting, referralIds, ...rest }: ClashRecord): KeptClash {
  const [one, other] = referralIds;
  if (one === undefined || other === undefined) throw new Error(`clash ${_id} is not of two referrals`);
  return { ...withoutNulls(rest), id: _id, referralIds: [one, other] };
}

/** Households that may be in each other's way, and the marks by which they are found without reading a name. */
export function clashes(session: ClientSession | null, keys: Pick<Keys, 'index'>) {
  return { ...marking(session, keys), ...keeping(session) };
}

function marking(session: ClientSession | null, { index }: Pick<Keys, 'index'>) {
  const marksOf = (names: readonly string[]): readonly string[] =>
    names.map((name) => blindIndex(OF_A_NAME, name, index));
  const everyMarkOf = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => blindIndexes(OF_A_NAME, name, index));
  return {
    /**
     * Writes down under which marks a referral is found, and returns the others that may share a name with it: whether
     * they do is compared after opening. Two that come at once write the same mark, so that one of them sees the other.
     */
    async mark(referralId: ReferralId, party: Party): Promise<readonly ReferralId[]> {
      const [own, feared] = [everyMarkOf(party.own), everyMarkOf(party.feared)];
      const wanted = { _id: trusted({ $in: [...own, ...feared] }) };
      const records = await MarkModel.find(trusted({ $or: [wanted, { own: referralId }, { feared: referralId }] }))
        .session(session)
        .lean<MarkRecord[]>();
      const known = new Map(records.map((record) => [record._id, record]));
      await rewrite(referralId, known, { own: marksOf(party.own), feared: marksOf(party.feared) }, session);
      const under = (marks: readonly string[], side: (typeof SIDES)[number]) =>
        marks.flatMap((mark) => known.get(mark)?.[side] ?? []);
      const others = new Set([...under(own, 'feared'), ...under(feared, 'own'), ...under(feared, 'feared')]);
      others.delete(referralId);
      return [...others];
    },

    /** Forgets a referral's marks, and what was found by them: its story is erased. */
    async forget(referralId: ReferralId): Promise<void> {
      const records = await MarkModel.find(trusted({ $or: [{ own: referralId }, { feared: referralId }] }))
        .session(session)
        .lean<MarkRecord[]>();
      await rewrite(referralId, new Map(records.map((record) => [record._id, record])), NOTHING, session);
      await ClashModel.deleteMany({ referralIds: referralId }).session(session);
    },
  };
}

const NOTHING = { own: [], feared: [] };

/** Brings the marks that are known, and those that are new, to where a referral is under the given ones and no others. */
async function rewrite(
  referralId: ReferralId,
  known: ReadonlyMap<string, MarkRecord>,
  wanted: Readonly<Record<(typeof SIDES)[number], readonly string[]>>,
  session: ClientSession | null,
): Promise<void> {
  const marks = [...new Set([...known.keys(), ...wanted.own, ...wanted.feared])];
  const writes = marks.flatMap((mark): AnyBulkWriteOperation<MarkRecord>[] => {
    const before = known.get(mark);
    const side = (name: (typeof SIDES)[number]): readonly ReferralId[] => {
      const others = (before?.[name] ?? []).filter((id) => id !== referralId);
      return wanted[name].includes(mark) ? [...others, referralId] : others;
    };
    const after = { own: side('own'), feared: side('feared') };
    if (before === undefined) return [{ insertOne: { document: { _id: mark, ...after } } }];
    const isSame = SIDES.every((name) => after[name].length === before[name].length);
    if (isSame) return [];
    const filter = { _id: mark };
    const isEmpty = after.own.length + after.feared.length === 0;
    return isEmpty ? [{ deleteOne: { filter } }] : [{ updateOne: { filter, update: { $set: after } } }];
  });
  if (writes.length > 0) await MarkModel.bulkWrite(writes, session ? { session } : {});
}

function keeping(session: ClientSession | null) {
  return {
    async get(id: ClashId): Promise<KeptClash | null> {
      const record = await ClashModel.findById(id).session(session).lean<ClashRecord>();
      return record && toClash(record);
    },

    async ofReferral(referralId: ReferralId): Promise<readonly KeptClash[]> {
      const records = await ClashModel.find({ referralIds: referralId }).session(session).lean<ClashRecord[]>();
      return records.map(toClash);
    },

    /** The latest, those that wait for a coordinator first. */
    async latest(limit: number): Promise<readonly KeptClash[]> {
      const records = await ClashModel.find({})
        .sort({ waiting: -1, notedAt: -1 })
        .limit(limit)
        .session(session)
        .lean<ClashRecord[]>();
      return records.map(toClash);
    },

    /** Those that wait for a coordinator, longest first. */
    async waiting(limit: number): Promise<readonly KeptClash[]> {
      const records = await ClashModel.find({ waiting: true })
        .sort({ notedAt: 1 })
        .limit(limit)
        .session(session)
        .lean<ClashRecord[]>();
      return records.map(toClash);
    },

    async add(clash: Pick<KeptClash, 'referralIds' | 'kind' | 'notedAt'>): Promise<void> {
      const row = { ...clash, verdict: null, waiting: true, pair: pairOf(clash.referralIds), rev: 1 };
      await ClashModel.create([{ _id: randomUUID() as ClashId, ...row }], { session });
    },

    /** Saves what was decided on `clash.rev`, unless somebody was quicker. Says whether it was saved. */
    async save(clash: KeptClash): Promise<boolean> {
      const { id, rev, kind, notedAt, verdict } = clash;
      const $set = { kind, notedAt, ...nulled(clash, ['verdict']), waiting: verdict === undefined };
      const { modifiedCount } = await ClashModel.updateOne({ _id: id, rev }, { $set, $inc: { rev: 1 } }).session(
        session,
      );
      return modifiedCount === 1;
    },

    /**
     * Notes that a place is being taken for one of two. The same write by both at once is a conflict: the second is
     * decided again, and sees where the first is.
     */
    async claim(referralId: ReferralId): Promise<void> {
      await ClashModel.updateMany({ referralIds: referralId }, { $inc: { rev: 1 } }).session(session);
    },

    async remove(ids: readonly ClashId[]): Promise<void> {
      if (ids.length > 0) await ClashModel.deleteMany({ _id: trusted({ $in: [...ids] }) }).session(session);
    },
  };
}
