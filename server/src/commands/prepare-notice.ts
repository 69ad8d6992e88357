import type { NoticeId } from '@openhaven/domain/ids';
import { hiddenAmong } from '../access/exclusions.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, Notice } from '../context.ts';
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
 *
 * No transaction: each notice is claimed by its own conditional write, so no two e-mails carry it.
 */
export async function prepareNotice(context: Context, { noticeId }: { noticeId: NoticeId }): Promise<PreparedNotice> {
  requirePermission(context.actor, 'notice.send', {}, 'Notice');
  const notice = await context.store.notices.get(noticeId);
  if (notice?.state === 'QUEUED') return isTooOld(notice, context.now) ? giveUp(notice) : gather(context, notice);
  return notice?.state === 'UNKNOWN' ? goOn(context, notice) : NOTHING;
}

/** A day of refusals: what it was about has been seen on the work list, or passed on. */
function isTooOld({ attempts, createdAt }: Notice, now: Date): boolean {
  return attempts > 0 && now.getTime() - createdAt.getTime() > OLDEST_MS;
}

const giveUp = ({ id, mailId = id }: Notice): PreparedNotice => ({ is: 'GIVE_UP', mailId });
const inAMinute = (now: Date): PreparedNotice => ({ is: 'LATER', at: new Date(now.getTime() + MINUTE_MS) });

/** It left, and nothing was heard of it. Whoever led the e-mail sees to it; the others look again in a minute. */
function goOn(context: Context, notice: Notice): PreparedNotice | Promise<PreparedNotice> {
  const isLeader = notice.mailId === notice.id;
  if (notice.attempts >= MOST_ATTEMPTS) return isLeader ? giveUp(notice) : NOTHING;
  return isLeader ? repeat(context, notice) : inAMinute(context.now);
}

/** Everything that waits for one person leaves together. */
async function gather(context: Context, notice: Notice): Promise<PreparedNotice> {
  const { store, now } = context;
  const { waiting: queued, mails } = await store.notices.outlook(notice.userId, windowStart(now));
  const waiting = await withoutHidden(context, queued, notice);
  if (waiting.length === 0) return NOTHING;
  const to = await addressOf(context, waiting, notice);
  if (to === null) return NOTHING;
  const isPressing = waiting.some(({ urgent }) => urgent);
  const at = nextMailAt(mails, isPressing, now);
  return at > now ? { is: 'LATER', at } : leave(context, { notice, carried: waiting, from: 'QUEUED', to });
}

/** Whoever has been shut out of a referral meanwhile is not told of it any more. */
async function withoutHidden(
  { store, now }: Context,
  queued: readonly Notice[],
  { userId }: Notice,
): Promise<readonly Notice[]> {
  const about = queued.map(({ referralId }) => referralId).filter((id) => id !== undefined);
  const hidden = (await hiddenAmong(store, [...new Set(about)], [userId], now)).get(userId);
  const dropped = queued.filter(({ referralId }) => referralId !== undefined && hidden?.has(referralId));
  if (dropped.length === 0) return queued;
  await store.notices.fail(
    dropped.map(({ id }) => id),
    'NOT_FOR_THEM',
  );
  return queued.filter((one) => !dropped.includes(one));
}

/** Once more exactly what may have gone out already, under the same message id; no more often than is needed. */
async function repeat(context: Context, notice: Notice): Promise<PreparedNotice> {
  const carried = await context.store.notices.ofMail(notice.id);
  const to = await addressOf(context, carried, notice);
  return to === null ? NOTHING : leave(context, { notice, carried, from: 'UNKNOWN', to });
}

interface Leaving {
  /** The one that gives the e-mail its id. */
  readonly notice: Notice;
  readonly carried: readonly Notice[];
  readonly from: Notice['state'];
  readonly to: string;
}

/** Claims what the e-mail carries. If another e-mail was quicker with some of it, it is looked at again. */
async function leave({ store, now }: Context, { notice, carried, from, to }: Leaving): Promise<PreparedNotice> {
  const { id: mailId } = notice;
  const ids = carried.map(({ id }) => id);
  const taken = await store.notices.handOver(ids, { from, mailId, now });
  if (taken === 0) return inAMinute(now);
  const ours = taken === ids.length ? carried : await store.notices.ofMail(mailId);
  return { is: 'MAIL', mailId, to, taskCount: countTasks(ours), isUrgent: ours.some(({ urgent }) => urgent) };
}

/** Where the person reads e-mails; null if they have left: then nothing is ever sent there. */
async function addressOf({ store }: Context, notices: readonly Notice[], { userId }: Notice): Promise<string | null> {
  const user = await store.users.get(userId);
  if (user !== null && user.disabledAt === undefined) return user.email;
  await store.notices.fail(
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
