import { civilDateAt } from '@openhaven/domain/calendar';
import { type ServiceAnswer, answerKeys } from '@openhaven/domain/service-answers';
import type { Story } from '@openhaven/domain/story';
import type { Context, KeptRequest, Store } from '../context.ts';

/** Counts how a service has answered a request, for the figures: the first time, and not when it answers anew. */
export async function countAnswer(
  tx: Store,
  { now, byPhone }: Context,
  { decidedAt, serviceId }: KeptRequest,
  { story, ...answer }: { readonly story: Story; readonly answer: ServiceAnswer; readonly reason?: string },
): Promise<void> {
  if (decidedAt !== undefined) return;
  await tx.answerCounts.add(
    civilDateAt(now).slice(0, 7),
    serviceId,
    answerKeys(story, { ...answer, ...(byPhone && { byPhone }) }, now),
  );
}
