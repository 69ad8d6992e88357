import { randomUUID } from 'node:crypto';
import type { NoticeId, UserId } from '@openhaven/domain/ids';
import type { NoticeKind } from '@openhaven/domain/notice';
import type { Store } from '@openhaven/server/context';
import type { JobRequest } from '@openhaven/server/jobs';

/** Asks for a job, and gives the id of its row. */
export async function aJob(store: Store, job: JobRequest): Promise<string> {
  await store.outbox.add(job);
  const rows = await store.outbox.unrelayed(10_000);
  const row = rows.findLast(({ name, data }) => name === job.name && sameIds(data, job.data));
  if (!row) throw new Error('the job is not there');
  return row.id;
}

const sameIds = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

export interface NoticeWish {
  readonly userId: UserId;
  readonly now: Date;
  readonly kind?: NoticeKind;
  readonly urgent?: boolean;
}

/** Queues a notice to somebody and asks for it to be sent. */
export async function aNotice(
  store: Store,
  { userId, now, kind = 'NEW_REQUEST', urgent = true }: NoticeWish,
): Promise<NoticeId> {
  const [noticeId] = await store.notices.addMany([{ userId, kind, urgent, requestId: randomUUID() as never }], now);
  if (!noticeId) throw new Error('the notice is not there');
  await store.outbox.add({ name: 'notice.send', data: { noticeId }, dueAt: now });
  return noticeId;
}
