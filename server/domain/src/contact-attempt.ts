import { civilDateAt } from './calendar.ts';
import { type PriorityCode, isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { UserId } from './ids.ts';
import { type ContactChannel, type SafeContact, isSafeNow, isUsable, mayLeaveMessage } from './safe-contact.ts';
import { CONTACT_OUTCOMES, type ContactAttempt, type ContactLog } from './contact-log.ts';

type WayRefusal = 'CARD_NOT_READ' | 'WAY_UNKNOWN' | 'WAY_NOT_SAFE_NOW';

/** Which way somebody wants to use, by its place on the card, and whether they have read the card. */
export interface WayWish {
  readonly way: number;
  readonly cardRead: boolean;
}

/**
 * The way that may be shown now: the card has been read, and it is safe at this moment. What is not safe is shown to
 * nobody, whatever they say.
 */
export function openWay(
  contact: SafeContact | undefined,
  { way, cardRead }: WayWish,
  now: Date,
): Decision<ContactChannel, WayRefusal> {
  if (!cardRead) return refuse('CARD_NOT_READ', 'cardRead');
  const channel = contact?.channels[way];
  if (channel === undefined) return refuse('WAY_UNKNOWN', 'way');
  return isSafeNow(channel, now) ? allow(channel) : refuse('WAY_NOT_SAFE_NOW', 'way');
}

// Enough to see what was tried for weeks; a household that is looked for longer has a coordinator who knows it.
const MOST_ATTEMPTS = 100;

const isOpenOf =
  (who: UserId) =>
  ({ by, outcome }: ContactAttempt): boolean =>
    by === who && outcome === undefined;

/** With an attempt begun. Whoever is shown a second way, or the same again, before they say what came of it, makes one attempt. */
export function beginAttempt(log: ContactLog, channel: ContactChannel, by: UserId, now: Date): ContactLog {
  const attempt = { at: now, by, kind: channel.kind, mayLeaveMessage: mayLeaveMessage(channel, now) };
  const others = log.attempts.filter((one) => !isOpenOf(by)(one));
  return { ...log, attempts: [...others, attempt].slice(-MOST_ATTEMPTS) };
}

/** The attempt of which somebody has yet to say what came of it. */
export function openAttempt(log: ContactLog, by: UserId): ContactAttempt | undefined {
  return log.attempts.find(isOpenOf(by));
}

type NoteRefusal = 'NO_ATTEMPT_OPEN' | 'REASON_NEEDED' | 'NO_MESSAGE_ALLOWED';

/** With what came of somebody's attempt. A message may have been left only where the survivor said so, at that hour. */
export function noteAttempt(
  log: ContactLog,
  by: UserId,
  outcome: string,
  now: Date,
): Decision<ContactLog, NoteRefusal> {
  const meant = openAttempt(log, by);
  if (meant === undefined) return refuse('NO_ATTEMPT_OPEN');
  if (!isCodeOf(CONTACT_OUTCOMES, outcome, civilDateAt(now))) return refuse('REASON_NEEDED', 'outcome');
  if (outcome === 'MESSAGE_LEFT' && !meant.mayLeaveMessage) return refuse('NO_MESSAGE_ALLOWED', 'outcome');
  const attempts = log.attempts.map((one) => (one === meant ? { ...meant, outcome } : one));
  return allow({ ...log, attempts, ...(outcome === 'REACHED' && { heardAt: now }) });
}

/** How often nobody was reached since they were last heard of. */
export function unansweredIn({ attempts, heardAt }: ContactLog): number {
  return attempts.filter(
    ({ at, outcome }) => outcome !== undefined && outcome !== 'REACHED' && (heardAt === undefined || at > heardAt),
  ).length;
}

/** Whether a referral may be paused: nobody was reached, or there is no way at all that may be used. */
export function mayPause(contact: SafeContact | undefined, log: ContactLog): Decision<void, 'NOT_TRIED'> {
  const hasWay = contact?.channels.some(isUsable) ?? false;
  return hasWay && unansweredIn(log) === 0 ? refuse('NOT_TRIED') : allow(undefined);
}

/** How long to wait before one tries again, in minutes, while a referral is paused. PROPOSAL: at the latest after a day. */
const TRY_AGAIN_MINUTES = { P1_TONIGHT: 120, P2_24H: 240, P3_72H: 720, P4_PLANNED: 1440 } as const satisfies Record<
  PriorityCode,
  number
>;
const SOONEST_MINUTES = 30;
const LATEST_MINUTES = 1440;
const STEP_MINUTES = 5;

/**
 * When to try again: after a while that depends on how soon a place is needed, at the first time at which a way is safe,
 * and never more than a day from now. If no way is safe within a day, in a day: somebody has to find another.
 */
export function tryAgainAt(contact: SafeContact | undefined, priority: PriorityCode, now: Date): Date {
  const channels = contact?.channels ?? [];
  const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
  const firstSafe = (from: number, until: number): Date | undefined => {
    for (let minutes = from; minutes <= until; minutes += STEP_MINUTES) {
      if (channels.some((channel) => isSafeNow(channel, after(minutes)))) return after(minutes);
    }
    return undefined;
  };
  const wait = TRY_AGAIN_MINUTES[priority];
  return firstSafe(wait, LATEST_MINUTES) ?? firstSafe(SOONEST_MINUTES, wait) ?? after(LATEST_MINUTES);
}

/** What stands when they are back, as far as a new round depends on it. */
export interface Pause {
  readonly pausedAt: Date;
  /** A place is still kept for them. */
  readonly isKept: boolean;
  /** A service that was asked is still deciding. */
  readonly isAsked: boolean;
}

/**
 * Whether a new round begins when they are back: unless a place is still kept, or it was less than a day and services
 * that were asked are still deciding. In a new round everybody can be asked again.
 */
export function beginsNewRound({ pausedAt, isKept, isAsked }: Pause, now: Date): boolean {
  const isLong = now.getTime() - pausedAt.getTime() >= LATEST_MINUTES * 60_000;
  return !isKept && (isLong || !isAsked);
}

/** How long a page shows a number, in seconds: long enough to ring it, too short to be forgotten on a desk. */
export const WAY_SHOWN_SECONDS = 120;
