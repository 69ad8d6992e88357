import { OURS, listOf } from './code-list.ts';
import type { UserId } from './ids.ts';
import type { ChannelKind } from './safe-contact.ts';

/** What came of trying to reach the survivor. Source: SCENARIOS A7. */
export const CONTACT_OUTCOMES = listOf(OURS, [
  { code: 'REACHED', label: 'I spoke with them' },
  { code: 'NO_ANSWER', label: 'Nobody answered, and I left nothing' },
  { code: 'MESSAGE_LEFT', label: 'Nobody answered, and I left a message' },
  { code: 'SOMEBODY_ELSE', label: 'Somebody else answered' },
]);
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number]['code'];

/** Somebody was shown a way of reaching the survivor, and tried it. */
export interface ContactAttempt {
  /** When the way was shown. */
  readonly at: Date;
  readonly by: UserId;
  readonly kind: ChannelKind;
  /** Whether a message might be left that way at that instant. */
  readonly mayLeaveMessage: boolean;
  /** Left out while nobody has said what came of it. */
  readonly outcome?: ContactOutcome;
}

/** Why the police are asked against what the survivor said. Source: SCENARIOS A7, our proposal. */
export const SAFEGUARDING_REASONS = listOf(OURS, [
  { code: 'LIFE_IN_DANGER', label: 'There is reason to believe that a life is in danger' },
  { code: 'CHILD_IN_DANGER', label: 'A child may come to serious harm' },
  { code: 'CANNOT_DECIDE', label: 'They may not be able to decide for themselves now' },
]);
export type SafeguardingReason = (typeof SAFEGUARDING_REASONS)[number]['code'];

/** How a welfare check by the police stands. */
export const WELFARE_CHECK_STEPS = listOf(OURS, [
  { code: 'ASKED', label: 'I have asked the police, and wait to hear' },
  { code: 'FOUND_SAFE', label: 'The police found them safe' },
  { code: 'FOUND_IN_DANGER', label: 'The police found them in danger' },
  { code: 'NOT_FOUND', label: 'The police did not find them' },
  { code: 'NOT_DONE', label: 'The police did not go' },
  { code: 'NOT_NEEDED', label: 'It is not needed any more' },
]);
export type WelfareCheckStep = (typeof WELFARE_CHECK_STEPS)[number]['code'];

/** The police are asked to look in on a household that cannot be reached. */
export interface WelfareCheck {
  /** When somebody was asked to see to it. */
  readonly at: Date;
  /** Why against what the survivor said; left out where they agreed to it. */
  readonly override?: SafeguardingReason;
  /** The same in words. */
  readonly words?: string;
  readonly step?: WelfareCheckStep;
  /** When the last step was noted. */
  readonly notedAt?: Date;
  /** The number under which the police know of it. */
  readonly number?: string;
}

/** Everything that was done to reach a household, the last thing last. */
export interface ContactLog {
  readonly attempts: readonly ContactAttempt[];
  readonly checks: readonly WelfareCheck[];
  /** When they were last heard of. What was tried before that counts no more. */
  readonly heardAt?: Date;
}

export const NOTHING_TRIED: ContactLog = { attempts: [], checks: [] };
