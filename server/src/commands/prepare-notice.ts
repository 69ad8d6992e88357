import type { NoticeId, UserId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, Notice, Outlook, Told, User } from '../context.ts';
import { nextMailAt, windowStart } from './storm-cap.ts';

/** What is to be done for one person who is told of something: an e-mail, the same later, or nothing any more. */
export type PreparedNotice =
  | {
      readonly is: 'MAIL';
      /** The same at every attempt, so that a reader's mail server can tell a repetition. */
      readonly mailId: NoticeId;
      readonly to: string;
      readonly taskCount: number;
      readonly isUrgent: boolean;
      /** How often it has been handed over, this time included. */
      readonly attempts: number;
      /** The telling says more to this person than the e-mail carries: it has to be looked at again. */
      readonly isAll: boolean;
    }
  | { readonly is: 'LATER'; readonly at: Date }
  /** Nobody knows whether it went out, or it could not be sent for a day: it is not tried again. */
  | { readonly is: 'GIVE_UP'; readonly mailId: NoticeId; readonly isAll: boolean }
  | { readonly is: 'NOTHING' };

const NOTHING = { is: 'NOTHING' } as const;
// After this many silences of the post office it stays unknown, and is shown to the operator.
const MOST_ATTEMPTS = 3;
const MINUTE_MS = 60_000;
const OLDEST_MS = 24 * 60 * MINUTE_MS;

/**
 * Decides for each of the people who are told of something, and each alone: all that waits for a person becomes one
 * e-mail, unless they have had enough of them lately, and is noted to be leaving. Whatever happens next, the record says
 * that it may have gone out. Those who have had their e-mail are passed over.
 *
 * No transaction: each notice is claimed by its own conditional write, so no two e-mails carry it.
 */
export async function prepareNotices(context: Context, told: Told): Promise<readonly PreparedNotice[]> {
  requirePermission(context.actor, 'notice.send', {}, 'Notice');
  const { store, now } = context;
  const outlooks = await store.notices.outlooks(told, windowStart(now));
  const users = new Map((await store.users.getMany(told.userIds)).map((user) => [user.id, user]));
  return Promise.all([...outlooks].map(([id, outlook]) => prepare(context, { ...outlook, to: addressOf(users, id) })));
}

/** What is known of one person. */
interface Reader extends Outlook {
  /** Where they read e-mails; null if they have left: then nothing is ever sent there. */
  readonly to: string | null;
}

function addressOf(users: ReadonlyMap<UserId, User>, id: UserId): string | null {
  const user = users.get(id);
  return user !== undefined && user.disabledAt === undefined ? user.email : null;
}

/** What may have left comes first: it is settled before anything new begins. */
async function prepare(context: Context, reader: Reader): Promise<PreparedNotice> {
  const open = reader.told.filter(isOpen);
  const leader = open.find(({ id, state, mailId }) => state === 'UNKNOWN' && mailId === id);
  if (leader) return leader.attempts >= MOST_ATTEMPTS ? giveUp(leader, open) : repeat(context, reader, leader);
  const first = open.find(({ state }) => state === 'QUEUED');
  if (first) return isTooOld(first, context.now) ? giveUp(first, open) : gather(context, reader, first);
  // It left in the e-mail of another telling, and nothing was heard of that: whoever leads it sees to it.
  return open.some(({ attempts }) => attempts < MOST_ATTEMPTS) ? inAMinute(context.now) : NOTHING;
}

/** Whether anything is still to happen to a notice. */
function isOpen({ state, givenUp }: Notice): boolean {
  return state === 'QUEUED' || (state === 'UNKNOWN' && givenUp === undefined);
}

/** A day of refusals: what it was about has been seen on the work list, or passed on. */
function isTooOld({ attempts, createdAt }: Notice, now: Date): boolean {
  return attempts > 0 && now.getTime() - createdAt.getTime() > OLDEST_MS;
}

const inAMinute = (now: Date): PreparedNotice => ({ is: 'LATER', at: new Date(now.getTime() + MINUTE_MS) });

function giveUp({ id: mailId }: Notice, open: readonly Notice[]): PreparedNotice {
  return { is: 'GIVE_UP', mailId, isAll: open.length === 1 };
}

/** Everything that waits for one person leaves together. */
async function gather(context: Context, reader: Reader, notice: Notice): Promise<PreparedNotice> {
  const { waiting, mails } = reader;
  const isPressing = waiting.some(({ urgent }) => urgent);
  const at = nextMailAt(mails, isPressing, context.now);
  if (at > context.now && reader.to !== null) return { is: 'LATER', at };
  return leave(context, reader, { notice, carried: waiting, from: 'QUEUED' });
}

/** Once more exactly what may have gone out already, under the same message id; no more often than is needed. */
async function repeat(context: Context, reader: Reader, notice: Notice): Promise<PreparedNotice> {
  return leave(context, reader, { notice, carried: await context.store.notices.ofMail(notice.id), from: 'UNKNOWN' });
}

interface Leaving {
  /** The one that gives the e-mail its id. */
  readonly notice: Notice;
  readonly carried: readonly Notice[];
  readonly from: Notice['state'];
}

/** Claims what the e-mail carries. If another e-mail was quicker with some of it, it is looked at again. */
async function leave(
  { store, now }: Context,
  { to, told }: Reader,
  { notice, carried, from }: Leaving,
): Promise<PreparedNotice> {
  const { id: mailId, attempts } = notice;
  const ids = carried.map(({ id }) => id);
  if (to === null) {
    await store.notices.fail(ids, 'RECIPIENT_GONE');
    return NOTHING;
  }
  const taken = await store.notices.handOver(ids, { from, mailId, now });
  if (taken === 0) return inAMinute(now);
  const ours = taken === ids.length ? carried : await store.notices.ofMail(mailId);
  const isAll = told.filter(isOpen).every(({ id }) => ours.some((one) => one.id === id));
  const isUrgent = ours.some(({ urgent }) => urgent);
  return { is: 'MAIL', mailId, to, taskCount: countTasks(ours), isUrgent, attempts: attempts + 1, isAll };
}

/** Several notices about one thing are one task. */
function countTasks(notices: readonly Notice[]): number {
  return new Set(notices.map(({ id, requestId, referralId, serviceId }) => requestId ?? referralId ?? serviceId ?? id))
    .size;
}
