import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed, anOffer } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { acknowledgeRequest } from './acknowledge-request.ts';

const desk = aDesk();

describe('acknowledgeRequest', () => {
  it('says that somebody is looking, and keeps the second contact from being called', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge, { priority: 'P1_TONIGHT' });
    allowed(await acknowledgeRequest(desk.as(refuge.worker, 4), { idempotencyKey: aKey(), requestId }));
    const at = minutesAfter(NOON, 4);
    expect(await desk.store.requests.get(requestId)).toMatchObject({
      status: 'ACKNOWLEDGED',
      seenAt: at,
      acknowledgedAt: at,
    });
    await runDueJobs(desk.store, minutesAfter(NOON, 40));
    expect(await toldTo(desk.store, refuge.manager)).toEqual(['NEW_REQUEST']);
  });

  it('refuses once the request has been answered', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await anOffer(desk.officer, refuge);
    const late = await acknowledgeRequest(desk.as(refuge.worker), { idempotencyKey: aKey(), requestId });
    expect(late).toEqual({ allowed: false, reason: 'REQUEST_STATE' });
  });
});
