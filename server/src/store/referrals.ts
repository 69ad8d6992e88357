import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import { type Referral, type ReferralStatus, UNPLACED_STATUSES, isOpen, isUnplaced } from '@openhaven/domain/referral';
import type { Story } from '@openhaven/domain/story';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import type { Keys } from '../crypto/keys.ts';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type CountedPage, type List, type PageWish, readPage } from './page.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

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
  /** The story, told once. Class C3: sealed with the case key. */
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
] as const;

interface ReferralRecord extends Nulled<Omit<KeptReferral, 'id' | 'referralId' | 'story'>> {
  _id: ReferralId;
  story: SealedBytes;
  open: boolean;
  unplaced: boolean;
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
  .index({ unplaced: 1, placeBy: 1, _id: 1 });

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

/** What lists are chosen by: derived from the status at every write, so that it cannot disagree with it. */
const derived = ({ status }: Pick<KeptReferral, 'status'>): { open: boolean; unplaced: boolean } => ({
  open: isOpen(status),
  unplaced: isUnplaced(status),
});

/** What a save writes of a referral, its story apart. Whose it is and when it began never change. */
function changeable(referral: Omit<KeptReferral, 'story'>): object {
  const { source, priority, status, tonight, round } = referral;
  return { source, priority, status, tonight, round, ...nulled(referral, OPTIONAL), ...derived(referral) };
}

/** Referrals. In the clear are only ids, codes and times; the story is one sealed value. */
export function referrals(session: ClientSession | null, keys: Keys) {
  const toReferral = ({ _id, story, open: _open, unplaced: _unplaced, ...rest }: ReferralRecord): KeptReferral => ({
    ...withoutNulls(rest),
    id: _id,
    referralId: _id,
    story: sealedFrom<Story>(story, keys.case, storyPlace(_id)),
  });
  const sealed = (id: ReferralId, story: Story): Buffer => seal(story, keys.case, storyPlace(id));
  const pageOf = async (list: List<ReferralRecord>, wish: PageWish): Promise<CountedPage<KeptReferral>> => {
    const page = await readPage(ReferralModel, list, wish, session);
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toReferral(node) })) };
  };

  return {
    async get(id: ReferralId): Promise<KeptReferral | null> {
      const record = await ReferralModel.findById(id).session(session).lean<ReferralRecord>();
      return record && toReferral(record);
    },

    async getMany(ids: readonly ReferralId[]): Promise<readonly KeptReferral[]> {
      const filter = { _id: trusted({ $in: [...ids] }) };
      return (await ReferralModel.find(filter).session(session).lean<ReferralRecord[]>()).map(toReferral);
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
      return records.map(toReferral);
    },

    /** Everyone who waits for a place, the one that should have had one first on top. */
    unplaced: ({ except }: Pick<Own, 'except'>, wish: PageWish): Promise<CountedPage<KeptReferral>> =>
      pageOf({ name: 'board', filter: { unplaced: true, ...without(except) }, order: BY_TIME_LEFT }, wish),

    /** Saves what was decided on `referral.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(referral: KeptReferral, story?: Story): Promise<boolean> {
      const { modifiedCount } = await ReferralModel.updateOne(
        { _id: referral.id, rev: referral.rev },
        { $set: { ...changeable(referral), ...(story && { story: sealed(referral.id, story) }) }, $inc: { rev: 1 } },
      ).session(session);
      return modifiedCount === 1;
    },

    async add({ id, ...referral }: Omit<KeptReferral, 'referralId' | 'story'>, story: Story): Promise<void> {
      const row = { ...referral, ...nulled(referral, OPTIONAL), ...derived(referral) };
      await ReferralModel.create([{ ...row, _id: id, story: sealed(id, story) }], { session });
    },
  };
}
