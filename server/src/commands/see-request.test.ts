import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { seeRequest } from './see-request.ts';

const desk = aDesk();

describe('seeRequest', () => {
  it('notes the first time it was opened, and nothing the second', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge);
    allowed(await seeRequest(desk.as(refuge.worker, 2), { idempotencyKey: aKey(), requestId }));
    const seen = await desk.store.requests.get(requestId);
    expect(seen).toMatchObject({ status: 'SEEN', seenAt: minutesAfter(NOON, 2) });
    allowed(await seeRequest(desk.as(refuge.manager, 9), { idempotencyKey: aKey(), requestId }));
    expect(await desk.store.requests.get(requestId)).toEqual(seen);
  });

  it('reads as not found for another refuge, and for those who asked', async () => {
    const { requestId } = await aRequest(desk.officer, await desk.refuge());
    const other = await desk.refuge();
    for (const context of [desk.as(other.manager), desk.officer, desk.coordinator]) {
      await expect(seeRequest(context, { idempotencyKey: aKey(), requestId })).rejects.toThrow('not found');
    }
  });
});
