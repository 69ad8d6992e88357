import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import { type ErasedBy, type LegalHold, erasing } from '@openhaven/domain/retention';
import { type Referral, type ReferralStatus, UNPLACED_STATUSES, isOpen, isUnplaced } from '@openhaven/domain/referral';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type CountedPage, type List, type PageWish, readPage } from './page.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';

/** A referral as it is kept. */
export interface KeptReferral extends Referral {
  /** Its own id again: everything that hangs on a referral names it so, and who may see it is asked by that name. */
  readonly referralId: ReferralId;
  /** Counts the searches for one household: 1, and one more each time it is taken up again. */
  readonly round: number;
  readonly createdAt: Date;
  /** Since when the household has been waiting in this round. */
  readonly unplacedSince?: Date;
  /** When it was passed to the county coordinator. */
  readonly escalatedAt?: Date;
  /** The coordinator who said "I have it". */
  readonly inHandOf?: UserId;
  /** By when somebody should have looked after a household that did not arrive. */
  readonly welfareCheckBy?: Date;
  readonly closedAt?: Date;
  /** When it was last saved while it was a draft. */
  readonly draftSavedAt?: Date;
  /** Set while the story is kept whatever its time. */
  readonly legalHold?: LegalHold;
  /** By which rule the story was erased, and when; absent for those erased before this was written down. */
  readonly erasure?: { readonly by: ErasedBy; readonly at: Date };
  /** When the story was erased: what is read in its place is one of which nothing has been told. */
  readonly erasedAt?: Date;
  /** The story, told once. Class C3: sealed with the referral's own data key. */
  readonly story: Sealed<Story>;
}

const OPTIONAL = [
  'submittedAt',
  'placeBy',
  'withdrawal',
  'unplacedSince',
  'escalatedAt',
  'inHandOf',
  'welfareCheckBy',
  'closedAt',
  'draftSavedAt',
  'legalHold',
  'erasure',
] as const;

interface ReferralRecord extends Nulled<Omit<KeptReferral, 'id' | 'referralId' | 'story' | 'erasedAt'>> {
  _id: ReferralId;
  story: SealedBytes;
  open: boolean;
  unplaced: boolean;
  eraseFrom: Date | null;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const count = { type: Number, required: true } as const;
const schema = new Schema<ReferralRecord>(
  {
    _id: text,
    reference: text,
    referrerOrganisationId: text,
    createdBy: text,
    source: text,
    priority: text,
    status: text,
    tonight: text,
    round: count,
    createdAt: date,
    submittedAt: Date,
    placeBy: Date,
    withdrawal: String,
    unplacedSince: Date,
    escalatedAt: Date,
    inHandOf: String,
    welfareCheckBy: Date,
    closedAt: Date,
    draftSavedAt: Date,
    legalHold: new Schema({ reason: text, placedBy: text, placedAt: date, reviewOn: text }, { _id: false }),
    erasure: new Schema({ by: text, at: date }, { _id: false }),
    eraseFrom: Date,
    story: { type: Buffer, required: true },
    open: flag,
    unplaced: flag,
    rev: count,
  },
  { collection: 'referrals', strict: 'throw', versionKey: false },
)
  .index({ reference: 1 }, { unique: true })
  .index({ referrerOrganisationId: 1, open: 1, priority: 1, createdAt: 1, _id: 1 })
  .index({ referrerOrganisationId: 1, status: 1, createdAt: -1 })
  .index({ unplaced: 1, placeBy: 1, _id: 1 })
  .index({ eraseFrom: 1 })
  .index({ 'legalHold.reviewOn': 1 })
  .index({ 'erasure.at': 1 });

const ReferralModel = model<ReferralRecord>('Referral', schema);

const AT_WORK: ReferralStatus[] = ['DRAFT', ...UNPLACED_STATUSES];

const storyPlace = (id: string): SealPlace => ({ collection: 'referrals', id, field: 'story' });

/** One organisation's referrals, without those that do not exist for the reader. */
interface Own {
  readonly organisationId: OrganisationId;
  readonly except: readonly ReferralId[];
}

const BY_URGENCY = { fields: ['priority', 'createdAt', '_id'], direction: 'asc' } as const;
const BY_TIME_LEFT = { fields: ['placeBy', '_id'], direction: 'asc' } as const;

/** Leaves out of a list, and of its count, what does not exist for the reader. */
const without = (ids: readonly ReferralId[]): object => (ids.length === 0 ? {} : { _id: trusted({ $nin: [...ids] }) });

type Derived = Pick<ReferralRecord, 'open' | 'unplaced' | 'eraseFrom'>;

/** What lists are chosen by: derived from the rest at every write, so that it cannot disagree with it. */
const derived = (referral: Parameters<typeof erasing>[0] & Pick<KeptReferral, 'erasure'>): Derived => ({
  open: isOpen(referral.status),
  unplaced: isUnplaced(referral.status),
  eraseFrom: referral.erasure ? null : (erasing(referral)?.from ?? null),
});

/** What a save writes of a referral, its story apart. Whose it is and when it began never change. */
function changeable(referral: KeptReferral): object {
  const { source, priority, status, tonight, round } = referral;
  return { source, priority, status, tonight, round, ...nulled(referral, OPTIONAL), ...derived(referral) };
}

function toReferral(
  { _id, story, open: _open, unplaced: _unplaced, eraseFrom: _eraseFrom, ...rest }: ReferralRecord,
  { erasedAt, case: key }: OwnKeys,
): KeptReferral {
  return {
    ...withoutNulls(rest),
    id: _id,
    referralId: _id,
    ...(erasedAt && { erasedAt }),
    story: erasedAt ? insteadOf(EMPTY_STORY, storyPlace(_id)) : sealedFrom<Story>(story, key, storyPlace(_id)),
  };
}

function sealed(id: ReferralId, story: Story, own: OwnKeys): Buffer {
  return seal(story, own.case(), storyPlace(id));
}

/** Records with their data keys, which are read at once for all. */
async function toReferrals(records: readonly ReferralRecord[], dataKeys: DataKeys): Promise<readonly KeptReferral[]> {
  const ownKeys = await dataKeys.ofReferrals(records.map(({ _id }) => _id));
  return records.map((record) => toReferral(record, ownKeys(record._id)));
}

async function toPage(page: CountedPage<ReferralRecord>, dataKeys: DataKeys): Promise<CountedPage<KeptReferral>> {
  const ownKeys = await dataKeys.ofReferrals(page.edges.map(({ node }) => node._id));
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toReferral(node, ownKeys(node._id)) }));
  return { ...page, edges };
}

/** Stories and their times, for those who see to it that none is kept too long. Nothing sealed is read. */
function keepingTimes(session: ClientSession | null, dataKeys: DataKeys) {
  const read = async (filter: object, order: object, limit: number): Promise<readonly KeptReferral[]> => {
    const found = ReferralModel.find(filter)
      .sort(order as Record<string, 1>)
      .limit(limit)
      .session(session);
    return toReferrals(await found.lean<ReferralRecord[]>(), dataKeys);
  };
  return {
    /** Those whose time is over at an instant and that no hold keeps, the longest over first. */
    toErase: (until: Date, limit: number): Promise<readonly KeptReferral[]> =>
      read({ eraseFrom: trusted({ $lte: until }), legalHold: null }, { eraseFrom: 1 }, limit),

    /** How many those are. */
    countToErase: (until: Date): Promise<number> =>
      ReferralModel.countDocuments({ eraseFrom: trusted({ $lte: until }), legalHold: null }).session(session),

    /** Those that a hold keeps, the earliest review first. */
    onLegalHold: (limit: number): Promise<readonly KeptReferral[]> =>
      read({ 'legalHold.reviewOn': trusted({ $gt: '' }) }, { 'legalHold.reviewOn': 1 }, limit),

    /** By which rule and when stories have been erased since an instant. */
    async erasuresSince(since: Date): Promise<readonly NonNullable<KeptReferral['erasure']>[]> {
      const filter = { 'erasure.at': trusted({ $gte: since }) };
      const records = await ReferralModel.find(filter)
        .select(['-_id', 'erasure'])
        .session(session)
        .lean<Pick<ReferralRecord, 'erasure'>[]>();
      return records.flatMap(({ erasure }) => (erasure ? [erasure] : []));
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

    /** One organisation's referrals that somebody has to work on: drafts, and households without a place. */
    async atWork({ organisationId, except }: Own, limit: number): Promise<readonly KeptReferral[]> {
      const status = trusted({ $in: AT_WORK });
      const records = await ReferralModel.find({ referrerOrganisationId: organisationId, status, ...without(except) })
        .sort({ createdAt: -1 })
        .limit(limit)
        .session(session)
        .lean<ReferralRecord[]>();
      return asReferrals(records);
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
      { id, ...referral }: Omit<KeptReferral, 'referralId' | 'story' | 'erasedAt'>,
      story: Story,
    ): Promise<void> {
      const own = await dataKeys.makeForReferral(id);
      const row = { ...referral, ...nulled(referral, OPTIONAL), ...derived(referral) };
      await ReferralModel.create([{ ...row, _id: id, story: sealed(id, story, own) }], { session });
    },
  };
}
