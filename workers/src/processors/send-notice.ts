import { noticeText } from '@openhaven/domain/notice';
import type { NoticeId } from '@openhaven/domain/ids';
import { finishJob } from '@openhaven/server/commands/finish-job';
import { type PreparedNotice, prepareNotice } from '@openhaven/server/commands/prepare-notice';
import { giveUpNotice, settleNotice } from '@openhaven/server/commands/settle-notice';
import { tryAgainAt } from '../back-off.ts';
import type { Delivery } from '../notices/post-office.ts';
import type { Room } from '../room.ts';
import type { Outcome, TakenJob } from './processor.ts';

type Job = TakenJob<'notice.send'>;
type Mail = Extract<PreparedNotice, { is: 'MAIL' }>;

/** Sends the e-mail that a notice leads to, with all that waits for the same person, and writes down what became of it. */
export async function sendNotice(job: Job, room: Room): Promise<Outcome> {
  const prepared = await prepareNotice(job.context, { noticeId: job.data.noticeId as NoticeId });
  switch (prepared.is) {
    case 'NOTHING':
      await finishJob(job.context, job.id);
      return 'DONE';
    case 'LATER':
      return { againAt: prepared.at, attempts: job.attempts - 1 };
    case 'GIVE_UP':
      await giveUpNotice(job.finishing, { mailId: prepared.mailId });
      return 'DONE';
    case 'MAIL':
      return settle(job, room, prepared, await room.postOffice.deliver(letterOf(prepared, room)));
  }
}

function letterOf(
  { mailId, to, taskCount, isUrgent }: Mail,
  { workListUrl }: Room,
): Parameters<Room['postOffice']['deliver']>[0] {
  return { id: mailId, to, ...noticeText(taskCount, workListUrl, isUrgent) };
}

async function settle(job: Job, room: Room, { mailId }: Mail, delivery: Delivery): Promise<Outcome> {
  const again = { againAt: tryAgainAt(job.attempts, room.now()), attempts: job.attempts };
  switch (delivery.is) {
    case 'SENT':
      // Two writes: whoever dies between them finds the notice sent, and finishes the job.
      await settleNotice(job.context, { mailId, outcome: { is: 'SENT', at: job.context.now } });
      await finishJob(job.context, job.id);
      return 'DONE';
    case 'REFUSED':
      await settleNotice(job.finishing, { mailId, outcome: delivery });
      return 'DONE';
    case 'NOT_SENT':
      await settleNotice(job.context, { mailId, outcome: delivery });
      return again;
    case 'UNKNOWN':
      return again;
  }
}
