import { describe, expect, it } from '@jest/globals';
import type { ServiceId } from '@openhaven/domain/ids';
import { aDraft, aRequest, aSentReferral, allowed, anAgreement, referralOf } from '../../testing/builders/cases.ts';
import { aKey, asActor, minutesAfter } from '../../testing/builders/people.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { aPerson } from '../../testing/people.ts';
import { sendRequests } from './send-requests.ts';

const desk = aDesk();

describe('sendRequests', () => {
  it('asks three services at once, each with its own clock and everybody on call told', async () => {
    const refuges = [await desk.refuge(), await desk.refuge(), await desk.refuge()];
    const referralId = await aSentReferral(desk.officer, { priority: 'P1_TONIGHT' });
    const serviceIds = refuges.map(({ serviceId }) => serviceId);
    const { requestIds } = allowed(
      await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds }),
    );
    expect(requestIds).toHaveLength(3);
    const clocks = { acknowledgeBy: new Date('2026-11-20T12:15:00Z'), decideBy: new Date('2026-11-20T13:00:00Z') };
    for (const request of await desk.store.requests.ofReferral(referralId)) {
      expect(request).toMatchObject({ status: 'SENT', round: 1, ...clocks });
    }
    expect((await referralOf(desk.officer, referralId)).status).toBe('SEEKING');
    for (const { manager, worker } of refuges) {
      expect(await toldTo(desk.store, manager)).toEqual(['NEW_REQUEST']);
      expect(await toldTo(desk.store, worker)).toEqual(['NEW_REQUEST']);
    }
  });

  it('asks to be woken for every rung of the ladder and for the silence at the end', async () => {
    const { serviceId } = await desk.refuge();
    const referralId = await aSentReferral(desk.officer, { priority: 'P1_TONIGHT' });
    const sent = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds: [serviceId] });
    const [requestId] = allowed(sent).requestIds;
    const jobs = (await desk.store.outbox.due(new Date('2026-11-20T16:00:00Z'), 1_000)).filter(
      ({ data }) => data['requestId'] === requestId,
    );
    expect(jobs.map(({ name, data, dueAt }) => [dueAt.toISOString().slice(11, 16), data['step'] ?? name])).toEqual([
      ['12:15', 'REFUGE_MANAGER'],
      ['12:30', 'WIDEN'],
      ['13:00', expect.any(String)],
      ['13:00', expect.any(String)],
      ['16:00', 'COMMISSIONER'],
    ]);
  });

  it('changes nothing for a service that was asked already', async () => {
    const [one, two] = [await desk.refuge(), await desk.refuge()];
    const referralId = await aSentReferral(desk.officer);
    const first = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds: [one.serviceId] });
    const serviceIds = [two.serviceId, one.serviceId, one.serviceId];
    const both = await sendRequests(desk.later(desk.officer, 3), { idempotencyKey: aKey(), referralId, serviceIds });
    expect(allowed(both).requestIds).toEqual([expect.any(String), allowed(first).requestIds[0]]);
    expect(await toldTo(desk.store, one.manager)).toEqual(['NEW_REQUEST']);
  });

  it('calls a service once more that has been silent, and leaves its request as it is', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge, { priority: 'P1_TONIGHT' });
    await runDueJobs(desk.store, minutesAfter(NOON, 70));
    const count = async (): Promise<number> =>
      (await toldTo(desk.store, refuge.worker)).filter((kind) => kind === 'REQUEST_STILL_WAITING').length;
    const before = await count();
    const again = { idempotencyKey: aKey(), referralId, serviceIds: [refuge.serviceId] };
    expect(allowed(await sendRequests(desk.coordinator, again)).requestIds).toEqual([requestId]);
    expect(await count()).toBe(before + 1);
    expect(await desk.store.requests.get(requestId)).toMatchObject({ status: 'NO_RESPONSE' });
  });

  it('asks nobody if one of them is unknown or not safe, and says the same of both', async () => {
    const [safe, unsafe] = [await desk.refuge(), await desk.refuge({ area: 'E07000236' })];
    const unsafeAreas = [{ kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME' }] as const;
    const referralId = await aSentReferral(desk.officer, { story: { unsafeAreas } });
    const unknown = '00000000-0000-4000-8000-0000000000ff' as ServiceId;
    for (const other of [unsafe.serviceId, unknown]) {
      const serviceIds = [safe.serviceId, other];
      const refused = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds });
      expect(refused).toEqual({ allowed: false, reason: 'SERVICE_NOT_AVAILABLE', field: 'serviceIds.1' });
    }
    expect(await desk.store.requests.ofReferral(referralId)).toEqual([]);
    expect((await referralOf(desk.officer, referralId)).status).toBe('SUBMITTED');
  });

  it('refuses to ask nobody, or more than ten', async () => {
    const referralId = await aSentReferral(desk.officer);
    const nobody = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds: [] });
    expect(nobody).toMatchObject({ reason: 'NO_SERVICE_CHOSEN' });
    const serviceIds = Array.from({ length: 11 }, () => aKey() as ServiceId);
    const many = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds });
    expect(many).toMatchObject({ reason: 'TOO_MANY_SERVICES' });
  });

  it('refuses for a draft, and for a household that has a place', async () => {
    const { serviceId } = await desk.refuge();
    const placed = await anAgreement(desk.officer, await desk.refuge());
    for (const referralId of [await aDraft(desk.officer), placed.referralId]) {
      const refused = await sendRequests(desk.officer, { idempotencyKey: aKey(), referralId, serviceIds: [serviceId] });
      expect(refused).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
    }
  });

  it('is for the county: an agency from outside refers in, and the coordinator asks for it', async () => {
    const agency = asActor(await aPerson(desk.store, { role: 'OUT_OF_AREA_REFERRER' }), desk.store, desk.officer.now);
    const referralId = await aSentReferral(agency);
    const { serviceId } = await desk.refuge();
    const input = { idempotencyKey: aKey(), referralId, serviceIds: [serviceId] };
    await expect(sendRequests(agency, input)).rejects.toThrow('Referral not found');
    allowed(await sendRequests(desk.coordinator, input));
  });
});
