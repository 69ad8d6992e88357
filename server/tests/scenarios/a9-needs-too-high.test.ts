import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, aSentReferral, allowed } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { setExclusions } from '../../src/commands/set-exclusions.ts';
import type { TestPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-26T12:00:00Z');
const MINUTE = 60_000;
const STORY = aStory({
  needs: [
    { need: 'MENTAL_HEALTH', severity: 'HIGH' },
    { need: 'ALCOHOL', severity: 'MEDIUM' },
  ],
});
const TOO_HIGH = {
  reason: 'NEED_MENTAL_HEALTH',
  need: 'MENTAL_HEALTH',
  wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
};
const REQUEST = 'request { status acknowledgeBy decideBy declineReason actions challenge { reason decideBy verdict } }';
const REFERRAL = 'referral { conferenceBy conference { outcome } actions }';

let world: World;
beforeAll(async () => {
  world = await aWorld(NOON);
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, NOON);
const refuge = (name: string): Promise<TestRefuge> => aRefuge(world.store, { name, confirmedAt: NOON });
const idOf = (requestId: PlacementRequestId) => ({ requestId: toGlobalId('PlacementRequest', requestId) });

async function decline(by: TestRefuge, requestId: PlacementRequestId, why: object = TOO_HIGH): Promise<Loose> {
  return mutate(await world.as(by.manager), 'declineRequest', { ...idOf(requestId), ...why }, REQUEST);
}

async function challenge(
  requestId: PlacementRequestId,
  reason = 'NEED_CAN_BE_MET',
  by = world.officer,
): Promise<Loose> {
  return mutate(await world.as(by), 'challengeDecline', { ...idOf(requestId), reason }, REQUEST);
}

async function decide(requestId: PlacementRequestId, verdict: string, by = world.coordinator): Promise<Loose> {
  return mutate(await world.as(by), 'decideChallenge', { ...idOf(requestId), verdict }, REQUEST);
}

async function workOf(person: TestPerson, id: ReferralId): Promise<readonly string[]> {
  const query = '{ myWork(first: 50) { edges { node { kind referral { id } } } } }';
  const { edges } = await ask(await world.as(person), query);
  return edges
    .map(({ node }: Loose) => node)
    .filter(({ referral }: Loose) => referral?.id === toGlobalId('Referral', id))
    .map(({ kind }: Loose) => kind);
}

/** A household whom a house has refused because of its needs. */
async function refused(name: string): Promise<{ haven: TestRefuge; id: ReferralId; requestId: PlacementRequestId }> {
  world.at(NOON);
  const haven = await refuge(name);
  const { referralId: id, requestId } = await aRequest(officer(), haven, { story: STORY });
  expect((await decline(haven, requestId)).userErrors).toEqual([]);
  return { haven, id, requestId };
}

const toldOf = async (person: TestPerson, kind: string): Promise<number> =>
  (await world.store.notices.queuedFor(person.actor.userId)).filter((one) => one.kind === kind).length;

describe('A9: refused because the needs are too high', () => {
  it.each([
    ['a reason', { ...TOO_HIGH, reason: '' }, 'DECLINE_NEEDS_REASON'],
    ['the need', { ...TOO_HIGH, need: null }, 'DECLINE_NEEDS_NEED'],
    ['what would have made it a yes', { ...TOO_HIGH, wouldBeYesIf: '' }, 'DECLINE_NEEDS_CHANGE'],
  ])('nobody says no without %s', async (_name, why, code) => {
    world.at(NOON);
    const haven = await refuge('Whole No');
    const { requestId } = await aRequest(officer(), haven, { story: STORY });
    expect((await decline(haven, requestId, why)).userErrors).toMatchObject([{ code }]);
  });

  it('those who refer challenge the no, and the coordinator has it within the clock', async () => {
    const { id, requestId } = await refused('One');
    const { request, userErrors } = await challenge(requestId);
    expect(userErrors).toEqual([]);
    expect(request.challenge).toEqual({
      reason: 'NEED_CAN_BE_MET',
      decideBy: '2026-11-26T13:00:00.000Z',
      verdict: null,
    });
    expect(request.actions).not.toContain('challengeDecline');
    expect(await workOf(world.coordinator, id)).toContain('CHECK_CHALLENGE');
    expect(await toldOf(world.coordinator, 'CHALLENGE_RAISED')).toBe(1);
    expect((await challenge(requestId)).userErrors).toMatchObject([{ code: 'CHALLENGE_NOT_POSSIBLE' }]);
  });

  it('the no stands: nothing changes but that it has been looked at', async () => {
    const { id, requestId } = await refused('Two');
    await challenge(requestId);
    const { request } = await decide(requestId, 'STANDS');
    expect(request).toMatchObject({
      status: 'DECLINED',
      declineReason: TOO_HIGH.reason,
      challenge: { verdict: 'STANDS' },
    });
    expect(await workOf(world.coordinator, id)).not.toContain('CHECK_CHALLENGE');
    expect(await toldOf(world.officer, 'CHALLENGE_DECIDED')).toBe(1);
  });

  it('the service looks again, with clocks of its own, and may say yes or no once more', async () => {
    const { haven, requestId } = await refused('Three');
    await challenge(requestId);
    const later = new Date(NOON.getTime() + 30 * MINUTE);
    world.at(later);
    const { request } = await decide(requestId, 'ASK_AGAIN');
    expect(request).toMatchObject({
      status: 'SENT',
      declineReason: null,
      acknowledgeBy: '2026-11-26T12:45:00.000Z',
      decideBy: '2026-11-26T13:30:00.000Z',
    });
    const inbox = await ask(await world.as(haven.manager), '{ inbox(first: 5) { edges { node { id status } } } }');
    expect(inbox.edges).toMatchObject([{ node: { id: toGlobalId('PlacementRequest', requestId), status: 'SENT' } }]);
    expect(await toldOf(haven.manager, 'NEW_REQUEST')).toBe(2);
    expect((await decline(haven, requestId)).request).toMatchObject({
      status: 'DECLINED',
      challenge: { verdict: 'ASK_AGAIN' },
    });
    expect((await challenge(requestId)).userErrors).toMatchObject([{ code: 'CHALLENGE_NOT_POSSIBLE' }]);
  });

  it('is not asked again if it has become unsafe or is kept out meanwhile: the refusal is that of any other', async () => {
    const { haven, id, requestId } = await refused('Four');
    await challenge(requestId);
    const kept = { people: [], organisationIds: [haven.organisationId], restricted: false, openTo: [] };
    allowed(await setExclusions(officer(), { idempotencyKey: aKey(), referralId: id, rev: 0, ...kept }));
    expect((await decide(requestId, 'ASK_AGAIN')).userErrors).toMatchObject([{ code: 'SERVICE_NOT_AVAILABLE' }]);
  });

  it('a challenge comes too late, and one by somebody else is none', async () => {
    const { haven, requestId } = await refused('Five');
    for (const other of [world.stranger, haven.manager, world.coordinator])
      await expect(challenge(requestId, 'FACTS_MISREAD', other)).rejects.toThrow('NOT_FOUND');
    await challenge(requestId);
    for (const other of [world.stranger, haven.manager, world.officer])
      await expect(decide(requestId, 'STANDS', other)).rejects.toThrow('NOT_FOUND');
    const late = await refused('Six');
    world.at(new Date(NOON.getTime() + 240 * MINUTE + 1));
    expect((await challenge(late.requestId)).userErrors).toMatchObject([{ code: 'CHALLENGE_NOT_POSSIBLE' }]);
  });

  it('of two who decide at once one does, 8 times', async () => {
    for (let round = 0; round < 8; round++) {
      const { requestId } = await refused(`Race ${round}`);
      await challenge(requestId);
      const both = await Promise.all([decide(requestId, 'ASK_AGAIN'), decide(requestId, 'STANDS')]);
      expect(both.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1]);
    }
  });

  it('after three services that said no because of needs a case conference is called, once, until it is held', async () => {
    const { id } = await refused('First');
    expect(await workOf(world.coordinator, id)).not.toContain('CASE_CONFERENCE');
    for (const name of ['Second', 'Third', 'Fourth']) {
      const haven = await refuge(name);
      const { requestId } = await aRequest(officer(), haven, { referralId: id });
      await decline(haven, requestId);
    }
    for (const person of [world.officer, world.coordinator]) {
      expect(await workOf(person, id)).toContain('CASE_CONFERENCE');
      expect(await toldOf(person, 'CASE_CONFERENCE')).toBe(1);
    }
    const input = { referralId: toGlobalId('Referral', id), outcome: 'JOINT_SUPPORT' };
    await expect(mutate(await world.as(world.officer), 'recordConference', input, REFERRAL)).rejects.toThrow(
      'NOT_FOUND',
    );
    const { referral } = await mutate(await world.as(world.coordinator), 'recordConference', input, REFERRAL);
    expect(referral).toMatchObject({ conferenceBy: null, conference: { outcome: 'JOINT_SUPPORT' } });
    expect(await workOf(world.coordinator, id)).not.toContain('CASE_CONFERENCE');
    const again = await mutate(await world.as(world.coordinator), 'recordConference', input, REFERRAL);
    expect(again.userErrors).toMatchObject([{ code: 'NO_CONFERENCE_DUE' }]);
  });

  it('noes about space call for none', async () => {
    const id = await aSentReferral(officer(), { story: STORY });
    for (const name of ['Full one', 'Full two', 'Full three']) {
      const haven = await refuge(name);
      const { requestId } = await aRequest(officer(), haven, { referralId: id });
      await decline(haven, requestId, { reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' });
    }
    expect(await workOf(world.coordinator, id)).not.toContain('CASE_CONFERENCE');
  });
});
