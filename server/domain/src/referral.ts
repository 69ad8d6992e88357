import type { PriorityCode, ReferralSource, WithdrawalReason } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { OrganisationId, ReferralId, UserId } from './ids.ts';
import type { TonightPlan } from './story.ts';
import { isPressing } from './target-times.ts';

/** The states of a referral, the household's episode (DOMAIN 2.3). */
export const REFERRAL_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'SEEKING',
  'INFO_NEEDED',
  'PAUSED_SAFE_CONTACT',
  'OFFERED',
  'AGREED',
  'ARRIVED',
  'NO_SHOW',
  'PLACED',
  'TRANSFERRED',
  'UNMET',
  'WITHDRAWN',
  'MERGED',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** Nothing more happens to these, unless they are reopened. */
export const CLOSED_STATUSES = ['PLACED', 'TRANSFERRED', 'UNMET', 'WITHDRAWN', 'MERGED'] as const;

/** The household has been referred and has no roof from us yet. "Declined by all" is one of these, not an end. */
export const UNPLACED_STATUSES = [
  'SUBMITTED',
  'SEEKING',
  'INFO_NEEDED',
  'PAUSED_SAFE_CONTACT',
  'OFFERED',
  'AGREED',
  'NO_SHOW',
] as const satisfies readonly ReferralStatus[];

/** A place is looked for, and none is in sight. */
export const LOOKING_STATUSES = ['SUBMITTED', 'SEEKING', 'INFO_NEEDED'] as const satisfies readonly ReferralStatus[];

/** Somebody still has something to do: every status that is not closed, drafts included. */
export const OPEN_STATUSES = ['DRAFT', ...UNPLACED_STATUSES, 'ARRIVED'] as const satisfies readonly ReferralStatus[];

type Moves = Partial<Record<ReferralStatus, ReferralStatus>>;

/** The acts that move a referral, from which state to which. Whatever is not in this table cannot happen. */
export const REFERRAL_TRANSITIONS = {
  SUBMIT: { DRAFT: 'SUBMITTED' },
  ASK_SERVICES: { SUBMITTED: 'SEEKING', SEEKING: 'SEEKING', INFO_NEEDED: 'INFO_NEEDED', OFFERED: 'OFFERED' },
  NEED_INFORMATION: {
    SUBMITTED: 'INFO_NEEDED',
    SEEKING: 'INFO_NEEDED',
    INFO_NEEDED: 'INFO_NEEDED',
    OFFERED: 'OFFERED',
    PAUSED_SAFE_CONTACT: 'PAUSED_SAFE_CONTACT',
  },
  GIVE_INFORMATION: {
    INFO_NEEDED: 'SEEKING',
    SEEKING: 'SEEKING',
    OFFERED: 'OFFERED',
    PAUSED_SAFE_CONTACT: 'PAUSED_SAFE_CONTACT',
  },
  PAUSE: {
    SUBMITTED: 'PAUSED_SAFE_CONTACT',
    SEEKING: 'PAUSED_SAFE_CONTACT',
    INFO_NEEDED: 'PAUSED_SAFE_CONTACT',
    OFFERED: 'PAUSED_SAFE_CONTACT',
    NO_SHOW: 'PAUSED_SAFE_CONTACT',
  },
  RESUME: { PAUSED_SAFE_CONTACT: 'SEEKING' },
  RECEIVE_OFFER: {
    SUBMITTED: 'OFFERED',
    SEEKING: 'OFFERED',
    INFO_NEEDED: 'OFFERED',
    OFFERED: 'OFFERED',
    // Nobody can ask them: it stays paused, and the place is kept beside it as long as it is kept.
    PAUSED_SAFE_CONTACT: 'PAUSED_SAFE_CONTACT',
  },
  // A hold that the service has not offered yet may lapse while the referral is still seeking.
  LOSE_OFFER: {
    OFFERED: 'SEEKING',
    AGREED: 'SEEKING',
    SUBMITTED: 'SUBMITTED',
    SEEKING: 'SEEKING',
    INFO_NEEDED: 'INFO_NEEDED',
    PAUSED_SAFE_CONTACT: 'PAUSED_SAFE_CONTACT',
  },
  // She rings back while the referral is paused: her yes counts at once.
  AGREE: { OFFERED: 'AGREED', PAUSED_SAFE_CONTACT: 'AGREED' },
  ARRIVE: { AGREED: 'ARRIVED' },
  MISS_ARRIVAL: { AGREED: 'NO_SHOW' },
  SEEK_AGAIN: { NO_SHOW: 'SEEKING' },
  CLOSE_PLACED: { ARRIVED: 'PLACED' },
  WITHDRAW: {
    DRAFT: 'WITHDRAWN',
    SUBMITTED: 'WITHDRAWN',
    SEEKING: 'WITHDRAWN',
    INFO_NEEDED: 'WITHDRAWN',
    PAUSED_SAFE_CONTACT: 'WITHDRAWN',
    OFFERED: 'WITHDRAWN',
    AGREED: 'WITHDRAWN',
    NO_SHOW: 'WITHDRAWN',
  },
  CLOSE_UNMET: {
    SUBMITTED: 'UNMET',
    SEEKING: 'UNMET',
    INFO_NEEDED: 'UNMET',
    PAUSED_SAFE_CONTACT: 'UNMET',
    NO_SHOW: 'UNMET',
  },
  // Two referrals are about one household, a coordinator has found; and was wrong.
  MERGE: {
    SUBMITTED: 'MERGED',
    SEEKING: 'MERGED',
    INFO_NEEDED: 'MERGED',
    PAUSED_SAFE_CONTACT: 'MERGED',
    OFFERED: 'MERGED',
    NO_SHOW: 'MERGED',
  },
  UNMERGE: { MERGED: 'SUBMITTED' },
  REOPEN: { PLACED: 'SUBMITTED', TRANSFERRED: 'SUBMITTED', UNMET: 'SUBMITTED', WITHDRAWN: 'SUBMITTED' },
} as const satisfies Record<string, Moves>;

export type ReferralAction = keyof typeof REFERRAL_TRANSITIONS;
export const REFERRAL_ACTIONS = Object.keys(REFERRAL_TRANSITIONS) as readonly ReferralAction[];

/** A referral as the rules see it. Its story is sealed and kept apart. */
export interface Referral {
  readonly id: ReferralId;
  /** Short reference to say on the phone, for example "WOR-7K2M". Says nothing about anybody. */
  readonly reference: string;
  readonly referrerOrganisationId: OrganisationId;
  readonly createdBy: UserId;
  readonly source: ReferralSource;
  readonly priority: PriorityCode;
  readonly status: ReferralStatus;
  readonly tonight: TonightPlan;
  readonly submittedAt?: Date;
  /** By when a place or an interim plan must be found; stored with the rule that made it. */
  readonly placeBy?: Date;
  readonly withdrawal?: WithdrawalReason;
  readonly rev: number;
}

function nextStatus(status: ReferralStatus, action: ReferralAction): ReferralStatus | undefined {
  const moves: Moves = REFERRAL_TRANSITIONS[action];
  return moves[status];
}

/** The acts that a state allows, whoever acts. */
export function referralActions(status: ReferralStatus): readonly ReferralAction[] {
  return REFERRAL_ACTIONS.filter((action) => nextStatus(status, action) !== undefined);
}

/** Moves a referral by one act, or refuses because its state does not allow it. Reopening also has a time limit: `reopen`. */
export function applyToReferral(referral: Referral, action: ReferralAction): Decision<Referral, 'REFERRAL_STATE'> {
  const status = nextStatus(referral.status, action);
  return status === undefined ? refuse('REFERRAL_STATE') : allow({ ...referral, status });
}

/** How long a closed referral may be taken up again, in days of 24 hours (DOMAIN 2.3). */
export const REOPEN_WITHIN_DAYS = 28;
const DAY = 86_400_000;

/** Takes up a closed referral within 28 days of closing, to the instant: same story, new round. A merged one never. */
export function reopen(referral: Referral, closedAt: Date, now: Date): Decision<Referral, 'REFERRAL_STATE'> {
  if (now.getTime() - closedAt.getTime() > REOPEN_WITHIN_DAYS * DAY) return refuse('REFERRAL_STATE');
  return applyToReferral(referral, 'REOPEN');
}

function isOneOf(statuses: readonly ReferralStatus[], status: ReferralStatus): boolean {
  return statuses.includes(status);
}

/** Whether somebody still has something to do. */
export function isOpen(status: ReferralStatus): boolean {
  return isOneOf(OPEN_STATUSES, status);
}

/** Whether the household has been referred and is still without a place: whom the coordinator watches over. */
export function isUnplaced(status: ReferralStatus): boolean {
  return isOneOf(UNPLACED_STATUSES, status);
}

/** Whether the survivor cannot be reached: services are not chased for them, and nothing closes by itself. */
export function isPaused(status: ReferralStatus): boolean {
  return status === 'PAUSED_SAFE_CONTACT';
}

/** Whether the clock by which a place must be found stands still. Only a planned move waits for an answer (DOMAIN 2.3). */
export function isClockPaused(status: ReferralStatus, priority: PriorityCode): boolean {
  return status === 'INFO_NEEDED' && priority === 'P4_PLANNED';
}

/**
 * Whether those who refer want to hear that a place has come free: nothing is kept or offered, and no service is deciding;
 * tonight and tomorrow also while one is.
 */
export function wantsFreePlace(
  { status, priority }: Pick<Referral, 'status' | 'priority'>,
  underWay: { readonly isKept: boolean; readonly isAsked: boolean },
): boolean {
  return (
    (LOOKING_STATUSES as readonly ReferralStatus[]).includes(status) &&
    !underWay.isKept &&
    (!underWay.isAsked || isPressing(priority))
  );
}
