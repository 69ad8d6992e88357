import type { OrganisationId, ReferralId } from '@openhaven/domain/ids';
import { type ReferralStatus, UNPLACED_STATUSES, LOOKING_STATUSES } from '@openhaven/domain/referral';
import type { Story } from '@openhaven/domain/story';
import { type ClientSession, trusted } from 'mongoose';
import { seal } from '../crypto/seal.ts';
import type { DataKeys } from './data-keys.ts';
import { nulled } from './optional.ts';
import { type CountedPage, type List, type PageWish, readPage } from './page.ts';
import {
  type Erasure,
  type KeptReferral,
  OPTIONAL,
  ReferralModel,
  type ReferralRecord,
  changeable,
  partPlace,
  type SealedParts,
  derived,
  sealed,
  toReferral,
  toReferrals,
} from './referral-record.ts';

export type { KeptReferral } from './referral-record.ts';

const AT_WORK: ReferralStatus[] = ['DRAFT', ...UNPLACED_STATUSES];

/** One organisation's referrals, without those that do not exist for the reader. */
interface Own {
  readonly organisationId: OrganisationId;
  readonly except: readonly ReferralId[];
}

const BY_URGENCY = { fields: ['priority', 'createdAt', '_id'], direction: 'asc' } as const;
const BY_TIME_LEFT = { fields: ['placeBy', '_id'], direction: 'asc' } as const;

/** Leaves out of a list, and of its count, what does not exist for the reader. */
const without = (ids: readonly ReferralId[]): object => (ids.length === 0 ? {} : { _id: trusted({ $nin: [...ids] }) });

async function toPage(page: CountedPage<ReferralRecord>, dataKeys: DataKeys): Promise<CountedPage<KeptReferral>> {
  const ownKeys = await dataKeys.ofReferrals(page.edges.map(({ node }) => node._id));
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toReferral(node, ownKeys(node._id)) }));
  return { ...page, edges };
}

/** Stories and their times, for those who see to it that none is kept too long. Nothing sealed is opened. */
function keepingTimes(session: ClientSession | null, dataKeys: DataKeys) {
  const read = async (filter: object, order: object, limit: number): Promise<readonly KeptReferral[]> => {
    const found = ReferralModel.find(filter)
      .sort(order as Record<string, 1>)
      .limit(limit)
      .session(session);
    return toReferrals(await found.lean<ReferralRecord[]>(), dataKeys);
  };
  return {
    /** The ids of all, in their order, after `after`. */
    async idsAfter(after: string, limit: number): Promise<readonly ReferralId[]> {
      const filter = { _id: trusted({ $gt: after as ReferralId }) };
      const records = await ReferralModel.find(filter)
        .select(['_id'])
        .sort({ _id: 1 })
        .limit(limit)
        .session(session)
        .lean<Pick<ReferralRecord, '_id'>[]>();
      return records.map(({ _id }) => _id);
    },

    /** Those whose time is over at an instant and that no hold keeps, the longest over first. */
    toErase: (until: Date, limit: number): Promise<readonly KeptReferral[]> =>
      read({ eraseFrom: trusted({ $lte: until }), legalHold: null }, { eraseFrom: 1 }, limit),

    /** How many those are. */
    countToErase: (until: Date): Promise<number> =>
      ReferralModel.countDocuments({ eraseFrom: trusted({ $lte: until }), legalHold: null }).session(session),

    /** Those that a hold keeps, the earliest review first. */
    onLegalHold: (limit: number): Promise<readonly KeptReferral[]> =>
      read({ 'legalHold.reviewOn': trusted({ $gt: '' }) }, { 'legalHold.reviewOn': 1 }, limit),

    /** How many stories have been erased since a month, by month and rule. Counted where they are kept. */
    erasuresSince: (month: string): Promise<readonly (Erasure & { readonly count: number })[]> =>
      ReferralModel.aggregate<Erasure & { readonly count: number }>([
        { $match: { 'erasure.month': { $gte: month } } },
        { $group: { _id: { month: '$erasure.month', by: '$erasure.by' }, count: { $sum: 1 } } },
        { $project: { _id: 0, month: '$_id.month', by: '$_id.by', count: 1 } },
      ]).session(session),
  };
}

/** Whose safety is asked for. Left out: everybody's in the county. */
interface ToCheck {
  readonly organisationId?: OrganisationId;
  readonly ids?: readonly ReferralId[];
  readonly except: readonly ReferralId[];
}

/** The dates that are watched, and whose safety is to be looked at. */
function watching(session: ClientSession | null, dataKeys: DataKeys) {
  return {
    /** Saves one of the parts that are sealed beside the story, and what hangs on it, as `save` does. */
    async savePart<Field extends keyof SealedParts>(
      referral: KeptReferral,
      field: Field,
      value: SealedParts[Field],
    ): Promise<boolean> {
      const { id, rev } = referral;
      const own = (await dataKeys.ofReferrals([id]))(id);
      const part = { [field]: seal(value, own.case(), partPlace(id, field)) };
      const { modifiedCount } = await ReferralModel.updateOne(
        { _id: id, rev },
        { $set: { ...changeable(referral), ...part }, $inc: { rev: 1 } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** An organisation's open referrals for which something beside the search has to be seen to by now, the oldest first. */
    async toArrange(
      { organisationId, except }: Pick<ToCheck, 'except'> & { readonly organisationId: OrganisationId },
      now: Date,
      limit: number,
    ): Promise<readonly KeptReferral[]> {
      const due = { arrangeFrom: trusted({ $lte: now }), open: true, referrerOrganisationId: organisationId };
      const records = await ReferralModel.find({ ...due, ...without(except) })
        .sort({ arrangeFrom: 1 })
        .limit(limit)
        .session(session)
        .lean<ReferralRecord[]>();
      return toReferrals(records, dataKeys);
    },

    /** Open referrals whose safety somebody has to look at, the earliest due first: all, one organisation's, or some. */
    async toCheckSafety({ organisationId, ids, except }: ToCheck, limit: number): Promise<readonly KeptReferral[]> {
      const filter = {
        safetyCheckBy: trusted({ $gt: new Date(0) }),
        open: true,
        ...(organisationId && { referrerOrganisationId: organisationId }),
        ...(ids ? { _id: trusted({ $in: ids.filter((id) => !except.includes(id)) }) } : without(except)),
      };
      const records = await ReferralModel.find(filter)
        .sort({ safetyCheckBy: 1 })
        .limit(limit)
        .session(session)
        .lean<ReferralRecord[]>();
      return toReferrals(records, dataKeys);
    },
  };
}

/** Referrals that wait for somebody. */
function working(session: ClientSession | null, dataKeys: DataKeys) {
  return {
    /** One organisation's referrals that somebody has to work on: drafts, and households without a place. */
    async atWork({ organisationId, except }: Own, limit: number): Promise<readonly KeptReferral[]> {
      const status = trusted({ $in: AT_WORK });
      const records = await ReferralModel.find({ referrerOrganisationId: organisationId, status, ...without(except) })
        .sort({ createdAt: -1 })
        .limit(limit)
        .session(session)
        .lean<ReferralRecord[]>();
      return toReferrals(records, dataKeys);
    },

    /** Some of those for whom a place is looked for and none is in sight, the one that should have had one first on top. */
    async looking(limit: number): Promise<readonly KeptReferral[]> {
      const filter = { unplaced: true, status: trusted({ $in: [...LOOKING_STATUSES] }) };
      const found = ReferralModel.find(filter).sort({ placeBy: 1, _id: 1 }).limit(limit);
      return toReferrals(await found.session(session).lean<ReferralRecord[]>(), dataKeys);
    },
  };
}

/** Referrals. In the clear are only ids, codes and times; the story is one sealed value. */
export function referrals(session: ClientSession | null, dataKeys: DataKeys) {
  const asReferrals = (records: readonly ReferralRecord[]): Promise<readonly KeptReferral[]> =>
    toReferrals(records, dataKeys);
  const pageOf = async (list: List<ReferralRecord>, wish: PageWish): Promise<CountedPage<KeptReferral>> =>
    toPage(await readPage(ReferralModel, list, wish, session), dataKeys);

  return {
    ...keepingTimes(session, dataKeys),
    ...watching(session, dataKeys),
    ...working(session, dataKeys),

    async get(id: ReferralId): Promise<KeptReferral | null> {
      const record = await ReferralModel.findById(id).session(session).lean<ReferralRecord>();
      return record && toReferral(record, (await dataKeys.ofReferrals([id]))(id));
    },

    /** The id behind a reference that somebody read out. */
    async idOf(reference: string): Promise<ReferralId | null> {
      const record = await ReferralModel.findOne({ reference }).session(session).lean<ReferralRecord>();
      return record?._id ?? null;
    },

    async getMany(ids: readonly ReferralId[]): Promise<readonly KeptReferral[]> {
      const filter = { _id: trusted({ $in: [...ids] }) };
      return asReferrals(await ReferralModel.find(filter).session(session).lean<ReferralRecord[]>());
    },

    /** One organisation's referrals, most urgent first. */
    async ofOrganisation(
      { organisationId, open, except }: Own & { readonly open: boolean },
      wish: PageWish,
    ): Promise<CountedPage<KeptReferral>> {
      const filter = { referrerOrganisationId: organisationId, open, ...without(except) };
      return pageOf({ name: open ? 'referrals' : 'referrals-closed', filter, order: BY_URGENCY }, wish);
    },

    /** Everyone who waits for a place, the one that should have had one first on top. */
    unplaced: ({ except }: Pick<Own, 'except'>, wish: PageWish): Promise<CountedPage<KeptReferral>> =>
      pageOf({ name: 'board', filter: { unplaced: true, ...without(except) }, order: BY_TIME_LEFT }, wish),

    /** Saves what was decided on `referral.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(referral: KeptReferral, story?: Story): Promise<boolean> {
      const { id } = referral;
      const told = story && { story: sealed(id, story, (await dataKeys.ofReferrals([id]))(id)) };
      const { modifiedCount } = await ReferralModel.updateOne(
        { _id: id, rev: referral.rev },
        { $set: { ...changeable(referral), ...told }, $inc: { rev: 1 } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Begins a referral, and makes the data keys of all that will hang on it. */
    async add(
      {
        id,
        ...referral
      }: Omit<KeptReferral, 'referralId' | 'story' | 'watchDates' | 'arrangements' | 'contactLog' | 'erasedAt'>,
      story: Story,
    ): Promise<void> {
      const own = await dataKeys.makeForReferral(id);
      const row = { ...referral, ...nulled(referral, OPTIONAL), ...derived(referral) };
      await ReferralModel.create([{ ...row, _id: id, story: sealed(id, story, own) }], { session });
    },
  };
}
