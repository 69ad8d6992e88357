import type { PriorityCode } from '@openhaven/domain/codes';
import type { NoticeId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, Notice, Store } from '../context.ts';
import { runStep } from './run-command.ts';
import { nextMailAt, windowStart } from './storm-cap.ts';

/** What is to be done about a notice: an e-mail to one person, the same later, or nothing any more. */
export type PreparedNotice =
  | {
      readonly is: 'MAIL';
      /** The same at every attempt, so that a reader's mail server can tell a repetition. */
      readonly mailId: NoticeId;
      readonly to: string;
      readonly taskCount: number;
      readonly isUrgent: boolean;
    }
  | { readonly is: 'LATER'; readonly at: Date }
  /** Nobody knows whether it went out, or it could not be sent for a day: it is not tried again. */
  | { readonly is: 'GIVE_UP'; readonly mailId: NoticeId }
  | { readonly is: 'NOTHING' };

const NOTHING = { is: 'NOTHING' } as const;
// After this many silences of the post office it stays unknown, and is shown to the operator.
const MOST_ATTEMPTS = 3;
const MINUTE_MS = 60_000;
const OLDEST_MS = 24 * 60 * MINUTE_MS;

/**
 * Gathers all that waits for the person of a notice into one e-mail, unless they have had enough of them lately, and
 * notes that it is leaving. Whatever happens next, the record says that it may have gone out.
 */
export function prepareNotice(context: Context, { noticeId }: { noticeId: NoticeId }): Promise<PreparedNotice> {
  requirePermission(context.actor, 'notice.send', {}, 'Notice');
  return runStep(context, async (tx) => {
    const notice = await tx.notices.get(noticeId);
    if (notice?.state === 'QUEUED') return isTooOld(notice, context.now) ? giveUp(notice) : gather(tx, context, notice);
    return notice?.state === 'UNKNOWN' ? goOn(tx, context, notice) : NOTHING;
  });
}

/** A day of refusals: what it was about has been seen on the work list, or passed on. */
function isTooOld({ attempts, createdAt }: Notice, now: Date): boolean {
  return attempts > 0 && now.getTime() - createdAt.getTime() > OLDEST_MS;
}

const giveUp = ({ id, mailId = id }: Notice): PreparedNotice => ({ is: 'GIVE_UP', mailId });

/** It left, and nothing was heard of it. Whoever led the e-mail sees to it; the others look again in a minute. */
function goOn(tx: Store, context: Context, notice: Notice): PreparedNotice | Promise<PreparedNotice> {
  const isLeader = notice.mailId === notice.id;
  if (notice.attempts >= MOST_ATTEMPTS) return isLeader ? giveUp(notice) : NOTHING;
  return isLeader ? repeat(tx, context, notice) : { is: 'LATER', at: new Date(context.now.getTime() + MINUTE_MS) };
}

/** Everything that waits for one person leaves together. */
async function gather(tx: Store, { now }: Context, { id: mailId, userId }: Notice): Promise<PreparedNotice> {
  const waiting = await tx.notices.queuedFor(userId);
  const to = await addressOf(tx, waiting, userId);
  if (to === null) return NOTHING;
  const isUrgent = await isAnyPressing(tx, waiting);
  const at = nextMailAt(await tx.notices.mailsSince(userId, windowStart(now)), isUrgent, now);
  if (at > now) return { is: 'LATER', at };
  await tx.notices.handOver(
    waiting.map(({ id }) => id),
    mailId,
    now,
  );
  return { is: 'MAIL', mailId, to, taskCount: countTasks(waiting), isUrgent };
}

/** Once more exactly what may have gone out already, under the same message id; no more often than is needed. */
async function repeat(tx: Store, { now }: Context, { id: mailId, userId }: Notice): Promise<PreparedNotice> {
  const carried = await tx.notices.ofMail(mailId);
  const to = await addressOf(tx, carried, userId);
  if (to === null) return NOTHING;
  await tx.notices.handOver(
    carried.map(({ id }) => id),
    mailId,
    now,
  );
  return { is: 'MAIL', mailId, to, taskCount: countTasks(carried), isUrgent: await isAnyPressing(tx, carried) };
}

/** Where the person reads e-mails; null if they have left: then nothing is ever sent there. */
async function addressOf(tx: Store, notices: readonly Notice[], userId: Notice['userId']): Promise<string | null> {
  const user = await tx.users.get(userId);
  if (user !== null && user.disabledAt === undefined) return user.email;
  await tx.notices.fail(
    notices.map(({ id }) => id),
    'RECIPIENT_GONE',
  );
  return null;
}

/** Several notices about one thing are one task. */
function countTasks(notices: readonly Notice[]): number {
  return new Set(notices.map(({ id, requestId, referralId, serviceId }) => requestId ?? referralId ?? serviceId ?? id))
    .size;
}

const PRESSING: readonly (PriorityCode | undefined)[] = ['P1_TONIGHT', 'P2_24H'];

/** Whether one of them is about somebody who needs a place tonight or tomorrow. */
async function isAnyPressing(tx: Store, notices: readonly Notice[]): Promise<boolean> {
  for (const notice of notices) if (notice.urgent && (await isPressing(tx, notice))) return true;
  return false;
}

async function isPressing(tx: Store, { requestId, referralId }: Notice): Promise<boolean> {
  if (requestId) return PRESSING.includes((await tx.requests.get(requestId))?.priority);
  return !referralId || PRESSING.includes((await tx.referrals.get(referralId))?.priority);
}
