import type { PriorityCode, ReferralSource, WithdrawalReason } from './codes.ts';
import type { OrganisationId, ReferralId, UserId } from './ids.ts';
import type { TonightPlan } from './story.ts';

/** The states of a referral, the household's episode (DOMAIN 2.3). */
export const REFERRAL_STATUSES = [
  'DRAFT', 'SUBMITTED', 'SEEKING', 'INFO_NEEDED', 'PAUSED_SAFE_CONTACT', 'OFFERED', 'AGREED', 'ARRIVED', 'NO_SHOW',
  'PLACED', 'TRANSFERRED', 'UNMET', 'WITHDRAWN', 'MERGED',
] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

/** The acts that move a referral from one state to another. */
export const REFERRAL_ACTIONS = [
  'SUBMIT', 'ASK_SERVICES', 'NEED_INFORMATION', 'GIVE_INFORMATION', 'PAUSE', 'RESUME', 'RECEIVE_OFFER', 'LOSE_OFFER',
  'AGREE', 'ARRIVE', 'MISS_ARRIVAL', 'SEEK_AGAIN', 'CLOSE_PLACED', 'WITHDRAW', 'CLOSE_UNMET', 'REOPEN',
] as const;
export type ReferralAction = (typeof REFERRAL_ACTIONS)[number];

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
