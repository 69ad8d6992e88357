import type { Arrangement } from '@openhaven/domain/arrangement';
import type { Conference } from '@openhaven/domain/challenge';
import type { ContactAttempt, ContactLog, WelfareCheck } from '@openhaven/domain/contact-log';
import type { Consent, Consents } from '@openhaven/domain/consent';
import type { ReferralId, UserId } from '@openhaven/domain/ids';
import type { Journey } from '@openhaven/domain/journey';
import { type ErasedBy, type LegalHold, erasing } from '@openhaven/domain/retention';
import { type Referral, isOpen, isPaused, isUnplaced } from '@openhaven/domain/referral';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import type { WatchDate } from '@openhaven/domain/watch-dates';
import { Schema, model } from 'mongoose';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';

/** What the figures say of a story that is gone: why, and in which month, `YYYY-MM`. */
export interface Erasure {
  readonly by: ErasedBy;
  readonly month: string;
}

/** An arrangement as it is sealed: instants as text. */
export type WrittenArrangement = Omit<Arrangement, 'from' | 'settledAt' | 'journey'> & {
  readonly from: string;
  readonly settledAt?: string;
  readonly journey?: Omit<Journey, 'setsOffAt'> & { readonly setsOffAt: string };
};

/** What was done to reach a household, as it is sealed: instants as text. */
export interface WrittenContactLog {
  readonly attempts: readonly (Omit<ContactAttempt, 'at'> & { readonly at: string })[];
  readonly checks: readonly (Omit<WelfareCheck, 'at' | 'notedAt'> & {
    readonly at: string;
    readonly notedAt?: string;
  })[];
  readonly heardAt?: string;
}

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
  /** Since when the search has been paused, because the survivor cannot be reached; set while it is. */
  readonly pausedAt?: Date;
  /** When somebody should try again to reach them; set while it is paused. */
  readonly tryAgainAt?: Date;
  /** By when the police should have been asked to look in, or heard from; set while somebody has to see to it. */
  readonly welfarePoliceBy?: Date;
  /** By when those who know the household sit down together; set while nobody has. */
  readonly conferenceBy?: Date;
  /** The last case conference. */
  readonly conference?: Conference;
  /** What the household agreed to share, the last word last. */
  readonly consents?: Consents;
  /** When the clock next asks whether they are safe where they are, because of a date that is watched. */
  readonly checkSafetyAt?: Date;
  /** By when somebody has to have looked; set while nobody has. */
  readonly safetyCheckBy?: Date;
  /** From when something beside the search has to be seen to; the next reminder, where nothing has to be now. */
  readonly arrangeFrom?: Date;
  readonly closedAt?: Date;
  /** When it was last saved while it was a draft. */
  readonly draftSavedAt?: Date;
  /** Set while the story is kept whatever its time. */
  readonly legalHold?: LegalHold;
  /** By which rule the story was erased, and in which month; absent for those erased before this was written down. */
  readonly erasure?: Erasure;
  /** When the story was erased: what is read in its place is one of which nothing has been told. */
  readonly erasedAt?: Date;
  /** Dates on which their safety is looked at again. Class C3: sealed as the story is; absent if nobody gave any. */
  readonly watchDates?: Sealed<readonly WatchDate[]>;
  /** What has to be arranged beside the search. Class C3, and C4 for the way to a place: it tells of immigration and of children. */
  readonly arrangements?: Sealed<readonly WrittenArrangement[]>;
  /** What was done to reach them. Class C3: sealed; absent while nobody has tried. */
  readonly contactLog?: Sealed<WrittenContactLog>;
  /** The story, told once. Class C3: sealed with the referral's own data key. */
  readonly story: Sealed<Story>;
}

export const OPTIONAL = [
  'submittedAt',
  'placeBy',
  'withdrawal',
  'unplacedSince',
  'escalatedAt',
  'inHandOf',
  'welfareCheckBy',
  'pausedAt',
  'tryAgainAt',
  'welfarePoliceBy',
  'consents',
  'conferenceBy',
  'conference',
  'checkSafetyAt',
  'safetyCheckBy',
  'arrangeFrom',
  'closedAt',
  'draftSavedAt',
  'legalHold',
  'erasure',
] as const;

export interface ReferralRecord
  extends Nulled<
    Omit<KeptReferral, 'id' | 'referralId' | 'story' | 'watchDates' | 'arrangements' | 'contactLog' | 'erasedAt'>
  > {
  _id: ReferralId;
  story: SealedBytes;
  watchDates?: SealedBytes;
  arrangements?: SealedBytes;
  contactLog?: SealedBytes;
  open: boolean;
  unplaced: boolean;
  eraseFrom: Date | null;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const count = { type: Number, required: true } as const;
const consent = new Schema<Consent>(
  { parts: [String], how: text, givenAt: date, until: date, recordedBy: text, withdrawnAt: Date },
  { _id: false },
);
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
    pausedAt: Date,
    tryAgainAt: Date,
    welfarePoliceBy: Date,
    conferenceBy: Date,
    conference: new Schema<Conference>({ heldAt: date, outcome: text }, { _id: false }),
    consents: { type: [consent], default: undefined },
    checkSafetyAt: Date,
    safetyCheckBy: Date,
    watchDates: Buffer,
    arrangeFrom: Date,
    arrangements: Buffer,
    contactLog: Buffer,
    closedAt: Date,
    draftSavedAt: Date,
    legalHold: new Schema({ reason: text, placedBy: text, placedAt: date, reviewOn: text }, { _id: false }),
    erasure: new Schema({ by: text, month: text }, { _id: false }),
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
  .index({ safetyCheckBy: 1 })
  .index({ arrangeFrom: 1 })
  .index({ eraseFrom: 1 })
  .index({ 'legalHold.reviewOn': 1 })
  .index({ 'erasure.month': 1 });

export const ReferralModel = model<ReferralRecord>('Referral', schema);

const storyPlace = (id: string): SealPlace => ({ collection: 'referrals', id, field: 'story' });

type Derived = Pick<ReferralRecord, 'open' | 'unplaced' | 'eraseFrom'>;

/** What lists are chosen by: derived from the rest at every write, so that it cannot disagree with it. */
export const derived = (referral: Parameters<typeof erasing>[0] & Pick<KeptReferral, 'erasure'>): Derived => ({
  open: isOpen(referral.status),
  unplaced: isUnplaced(referral.status),
  eraseFrom: referral.erasure ? null : (erasing(referral)?.from ?? null),
});

/** A referral that goes on, or is over, is not paused any more, whichever way it came to that. */
const sincePause = ({ status }: KeptReferral): object => (isPaused(status) ? {} : { pausedAt: null, tryAgainAt: null });

/** What a save writes of a referral, its story apart. Whose it is and when it began never change. */
export function changeable(referral: KeptReferral): object {
  const { source, priority, status, tonight, round } = referral;
  const rest = { ...nulled(referral, OPTIONAL), ...sincePause(referral), ...derived(referral) };
  return { source, priority, status, tonight, round, ...rest };
}

/** What is sealed of a referral beside its story, each in a field of its own, as it is given to be sealed. */
export interface SealedParts {
  readonly watchDates: readonly WatchDate[];
  readonly arrangements: readonly Arrangement[];
  readonly contactLog: ContactLog;
}

export const partPlace = (id: string, field: keyof SealedParts): SealPlace => ({ collection: 'referrals', id, field });

/** A referral as it is read: what seals it is opened when its story is, not before. */
export function toReferral(
  {
    _id,
    story,
    watchDates,
    arrangements,
    contactLog,
    open: _open,
    unplaced: _unplaced,
    eraseFrom: _eraseFrom,
    ...rest
  }: ReferralRecord,
  { erasedAt, case: key }: OwnKeys,
): KeptReferral {
  const part = <T>(field: keyof SealedParts, bytes: SealedBytes | undefined): Record<string, Sealed<T>> =>
    bytes && !erasedAt ? { [field]: sealedFrom<T>(bytes, key, partPlace(_id, field)) } : {};
  return {
    ...withoutNulls(rest),
    id: _id,
    referralId: _id,
    ...(erasedAt && { erasedAt }),
    ...part<readonly WatchDate[]>('watchDates', watchDates),
    ...part<readonly WrittenArrangement[]>('arrangements', arrangements),
    ...part<WrittenContactLog>('contactLog', contactLog),
    story: erasedAt ? insteadOf(EMPTY_STORY, storyPlace(_id)) : sealedFrom<Story>(story, key, storyPlace(_id)),
  };
}

/** A story as it is kept. */
export function sealed(id: ReferralId, story: Story, own: OwnKeys): Buffer {
  return seal(story, own.case(), storyPlace(id));
}

/** Records with their data keys, which are read at once for all. */
export async function toReferrals(
  records: readonly ReferralRecord[],
  dataKeys: DataKeys,
): Promise<readonly KeptReferral[]> {
  const ownKeys = await dataKeys.ofReferrals(records.map(({ _id }) => _id));
  return records.map((record) => toReferral(record, ownKeys(record._id)));
}
