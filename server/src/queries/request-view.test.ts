import { describe, expect, it } from '@jest/globals';
import { aRequest, allowed, found } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { acknowledgeRequest } from '../commands/acknowledge-request.ts';
import { declineRequest } from '../commands/decline-request.ts';
import { referralById } from './referral.ts';
import { declineNoteOf, declineOf, factsOf } from './request-view.ts';
import { timelineOf } from './timeline.ts';

const desk = aDesk();

describe('factsOf', () => {
  it('shows the background only once the service has said that it is looking', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge, {
      story: { background: 'Needs a quiet room.' },
    });
    const referral = await found(desk.store.referrals.get(referralId));
    const manager = desk.as(refuge.manager);
    const before = await factsOf(manager, await found(desk.store.requests.get(requestId)), referral);
    expect(before).toMatchObject({ adults: 1 });
    expect(before).not.toHaveProperty('background');
    allowed(await acknowledgeRequest(manager, { idempotencyKey: aKey(), requestId }));
    const after = await factsOf(manager, await found(desk.store.requests.get(requestId)), referral);
    expect(after?.background).toBe('Needs a quiet room.');
  });

  it('tells facts to nobody but the service that is asked', async () => {
    const { referralId, requestId } = await aRequest(desk.officer, await desk.refuge());
    const [request, referral] = [
      await found(desk.store.requests.get(requestId)),
      await found(desk.store.referrals.get(referralId)),
    ];
    const other = await desk.refuge();
    for (const context of [desk.officer, desk.coordinator, desk.as(other.manager)]) {
      expect(await factsOf(context, request, referral)).toBeNull();
    }
  });
});

describe('a no that would say where the place lies or who lives there', () => {
  it('reads as "not available" for those who refer, with its note and what would have helped left out', async () => {
    const refuge = await desk.refuge();
    const { referralId, requestId } = await aRequest(desk.officer, refuge);
    const no = {
      requestId,
      reason: 'KNOWN_CONFLICT_IN_HOUSE',
      wouldBeYesIf: 'A_DIFFERENT_AREA',
      note: 'His sister lives here.',
    };
    allowed(await declineRequest(desk.as(refuge.manager), { idempotencyKey: aKey(), ...no }));
    const request = await found(desk.store.requests.get(requestId));
    const hidden = { reason: 'NOT_AVAILABLE', need: null, wouldBeYesIf: null, routesTried: [] };
    expect(await declineOf(desk.officer, request)).toEqual(hidden);
    expect(await declineOf(desk.coordinator, request)).toEqual(hidden);
    expect(await declineNoteOf(desk.officer, request)).toBeNull();
    expect(await declineOf(desk.as(refuge.worker), request)).toMatchObject({ reason: no.reason });
    expect(await declineNoteOf(desk.as(refuge.worker), request)).toBe(no.note);

    const referral = await referralById(desk.officer, referralId);
    const { edges } = await timelineOf(desk.officer, referral, { first: 1 });
    expect(edges[0]?.node).toMatchObject({ action: 'request.declined', reason: 'NOT_AVAILABLE' });
    expect(edges[0]?.node).not.toHaveProperty('wouldBeYesIf');
  });

  it('reads in full where the reason gives nothing away', async () => {
    const refuge = await desk.refuge();
    const { requestId } = await aRequest(desk.officer, refuge);
    const no = { requestId, reason: 'PETS', wouldBeYesIf: 'ANOTHER_HOME_FOR_THE_PET', note: 'We have allergies.' };
    allowed(await declineRequest(desk.as(refuge.manager), { idempotencyKey: aKey(), ...no }));
    const request = await found(desk.store.requests.get(requestId));
    const seen = await declineOf(desk.officer, request);
    expect(seen).toEqual({ reason: no.reason, need: null, wouldBeYesIf: no.wouldBeYesIf, routesTried: [] });
    expect(await declineNoteOf(desk.officer, request)).toBe(no.note);
  });
});
