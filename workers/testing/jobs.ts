import { randomUUID } from 'node:crypto';
import type { NoticeId, TellingId, UserId } from '@openhaven/domain/ids';
import type { NoticeKind } from '@openhaven/domain/notice';
import type { Store } from '@openhaven/server/context';
import type { JobRequest } from '@openhaven/server/jobs';

/** Asks for a job, and gives the id of its row. */
export async function aJob(store: Store, wish: JobRequest): Promise<string> {
  const [job] = await store.outbox.add(wish);
  if (!job) throw new Error('the job is not there');
  return job.id;
}

export interface NoticeWish {
  readonly userId: UserId;
  readonly now: Date;
  readonly kind?: NoticeKind;
  readonly urgent?: boolean;
}

export interface TellingWish extends Omit<NoticeWish, 'userId'> {
  readonly userIds: readonly UserId[];
}

/** What several people have been told at once. */
export interface TestTelling {
  /** The job that sends it. */
  readonly jobId: string;
  /** One for each person, in the order of the wish. */
  readonly noticeIds: readonly NoticeId[];
}

/** Queues a notice to each of several people and asks for them to be sent. */
export async function aTelling(
  store: Store,
  { userIds, now, kind = 'NEW_REQUEST', urgent = true }: TellingWish,
): Promise<TestTelling> {
  const tellingId = randomUUID() as TellingId;
  const queued = userIds.map((userId) => ({ userId, kind, urgent, requestId: randomUUID() as never }));
  const noticeIds = await store.notices.addMany(tellingId, queued, now);
  const data = { tellingId, userIds: [...userIds] };
  const [job] = await store.outbox.add({ name: 'notice.send', data, dueAt: now });
  if (!job) throw new Error('the job is not there');
  return { jobId: job.id, noticeIds };
}

/** Queues a notice to somebody and asks for it to be sent. */
export async function aNotice(store: Store, { userId, ...wish }: NoticeWish): Promise<NoticeId> {
  const { noticeIds } = await aTelling(store, { ...wish, userIds: [userId] });
  const [noticeId] = noticeIds;
  if (!noticeId) throw new Error('the notice is not there');
  return noticeId;
}
