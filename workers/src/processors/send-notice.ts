import { noticeText } from '@openhaven/domain/notice';
import type { TellingId, UserId } from '@openhaven/domain/ids';
import { finishJob } from '@openhaven/server/commands/finish-job';
import { type PreparedNotice, prepareNotices } from '@openhaven/server/commands/prepare-notice';
import { giveUpNotice, settleNotice } from '@openhaven/server/commands/settle-notice';
import type { Context } from '@openhaven/server/context';
import { tryAgainAt } from '../back-off.ts';
import type { Delivery } from '../notices/post-office.ts';
import type { Room } from '../room.ts';
import type { Outcome, TakenJob } from './processor.ts';

type Job = TakenJob<'notice.send'>;
type Mail = Extract<PreparedNotice, { is: 'MAIL' }>;

/** When somebody has to be looked at again; null if all is done for them. */
type NextLook = Date | null;

/**
 * Sends the e-mails that a telling leads to, each with all that waits for the same person, and writes down at once what
 * became of each. Side by side: nobody waits for a mail server that is silent to somebody else. The job is over when
 * nobody of them has to be looked at again; whoever had their e-mail is passed over then.
 */
export async function sendNotice({ id, data, attempts, context }: Job, room: Room): Promise<Outcome> {
  const told = { tellingId: data.tellingId as TellingId, userIds: data.userIds as UserId[] };
  const prepared = await prepareNotices(context, told);
  const looks = await allOver(prepared.map((one) => see(one, context, room)));
  const times = looks.flatMap((look) => (look === null ? [] : [look.getTime()]));
  // Each e-mail counts its own attempts: those of the job are for faults.
  if (times.length > 0) return { againAt: new Date(Math.min(...times)), attempts: attempts - 1 };
  await finishJob(context, id);
  return 'DONE';
}

/** Waits for all, also if one fails: the job may not be taken again while an e-mail is still on its way. */
async function allOver<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** Does what is to be done for one person. */
async function see(prepared: PreparedNotice, context: Context, room: Room): Promise<NextLook> {
  switch (prepared.is) {
    case 'NOTHING':
      return null;
    case 'LATER':
      return prepared.at;
    case 'GIVE_UP':
      await giveUpNotice(context, { mailId: prepared.mailId });
      return prepared.isAll ? null : context.now;
    case 'MAIL':
      return settle(prepared, { context, room, delivery: await room.postOffice.deliver(letterOf(prepared, room)) });
  }
}

function letterOf(
  { mailId, to, taskCount, isUrgent }: Mail,
  { workListUrl }: Room,
): Parameters<Room['postOffice']['deliver']>[0] {
  return { id: mailId, to, ...noticeText(taskCount, workListUrl, isUrgent) };
}

interface Delivered {
  readonly context: Context;
  readonly room: Room;
  readonly delivery: Delivery;
}

async function settle({ mailId, attempts, isAll }: Mail, { context, room, delivery }: Delivered): Promise<NextLook> {
  switch (delivery.is) {
    case 'SENT':
      // Whoever dies before this is written finds it unknown, and repeats it; after it, it is passed over.
      await settleNotice(context, { mailId, outcome: { is: 'SENT', at: context.now } });
      return isAll ? null : context.now;
    case 'REFUSED':
      await settleNotice(context, { mailId, outcome: delivery });
      return isAll ? null : context.now;
    case 'NOT_SENT':
      await settleNotice(context, { mailId, outcome: delivery });
      return tryAgainAt(attempts, room.now());
    case 'UNKNOWN':
      return tryAgainAt(attempts, room.now());
  }
}
