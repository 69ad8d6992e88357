import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HoldId, ReferralId, TellingId, UserId } from '@openhaven/domain/ids';
import { clockContext } from '../../src/commands/clock-context.ts';
import { prepareNotices } from '../../src/commands/prepare-notice.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, anOffer } from '../../testing/builders/cases.ts';
import { asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import type { TestPerson } from '../../testing/people.ts';
import { type World, aWorld } from '../../testing/world.ts';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
const REASON = 'STAFFING_CAPACITY';

let world: World;
let promised: TestRefuge;
let sentAway: TestRefuge;
let next: TestRefuge;
let referralId: ReferralId;
let requestId: string;
let holdId: HoldId;

beforeAll(async () => {
  world = await aWorld(at('20T18:00'));
});
afterAll(() => world.stop());

/** A place that was promised in the evening, another service that was sent away for it, and one that was never asked. */
beforeEach(async () => {
  world.at(at('20T18:00'));
  const confirmedAt = world.now();
  promised = await aRefuge(world.store, { name: 'Promised', confirmedAt });
  sentAway = await aRefuge(world.store, { name: 'Sent away', area: 'E07000236', confirmedAt });
  next = await aRefuge(world.store, { name: 'Next', area: 'E07000238', confirmedAt });
});

async function agreedFor(priority: string): Promise<void> {
  const officer = asActor(world.officer, world.store, world.now());
  const offered = await anOffer(officer, promised, { priority });
  ({ referralId, holdId } = offered);
  requestId = toGlobalId('PlacementRequest', offered.requestId);
  await aRequest(officer, sentAway, { referralId });
  const yes = { holdId: toGlobalId('Hold', holdId), survivorAgrees: true };
  const accepted = await mutate(await world.as(world.officer), 'acceptOffer', yes, 'referral { status }');
  expect(accepted.referral.status).toBe('AGREED');
}

const FIELDS = 'hold { status } request { status takenBackAt declineReason }';
async function takeBack(reason = REASON, by: TestPerson = promised.manager): Promise<Loose> {
  return mutate(await world.as(by), 'withdrawOffer', { holdId: toGlobalId('Hold', holdId), reason }, FIELDS);
}

async function referral(): Promise<Loose> {
  const fields = `status requests { status takenBackAt declineReason service { name } } timeline(first: 50) { edges { node { what reason byRole serviceName } } }`;
  const query = `query ($id: ID!) { referral(id: $id) { ${fields} } }`;
  return ask(await world.as(world.officer), query, { id: toGlobalId('Referral', referralId) });
}

const waiting = async ({ actor }: TestPerson): Promise<readonly string[]> =>
  (await world.store.notices.queuedFor(actor.userId))
    .filter((notice) => notice.referralId === referralId)
    .map(({ kind }) => kind);

/** What happens now to the e-mails to one person: each leaves, waits, or has left with another. */
async function mailsNow(userId: UserId): Promise<readonly Loose[]> {
  const found = [];
  for (const { name, data, dueAt } of await world.store.outbox.due(world.now(), 1_000)) {
    if (name !== 'notice.send' || dueAt < world.now() || !(data['userIds'] as readonly string[]).includes(userId))
      continue;
    const told = { tellingId: data['tellingId'] as TellingId, userIds: [userId] };
    found.push(...(await prepareNotices(clockContext(world.store, world.now()), told)));
  }
  return found.filter(({ is }) => is === 'MAIL' || is === 'LATER');
}

describe('B10: a service takes back a place that was promised, at nine in the evening', () => {
  it('she seeks again at once, in a new round, and the place is free for others', async () => {
    await agreedFor('P1_TONIGHT');
    world.at(at('20T21:00'));
    const back = await takeBack();
    expect(back).toMatchObject({
      userErrors: [],
      hold: { status: 'PROVIDER_WITHDRAWN' },
      request: { status: 'OFFER_ENDED', takenBackAt: at('20T21:00').toISOString(), declineReason: REASON },
    });
    expect((await referral()).status).toBe('SEEKING');
    expect(await world.store.referrals.get(referralId)).toMatchObject({ round: 2 });
    expect((await world.store.units.get(promised.unitId))?.state).toEqual({ status: 'AVAILABLE' });
  });

  it.each(['P1_TONIGHT', 'P2_24H'])(
    'the coordinator and those who refer are told at once, for %s',
    async (priority) => {
      await agreedFor(priority);
      world.at(at('20T21:00'));
      await takeBack();
      for (const person of [world.coordinator, world.officer]) {
        expect(await waiting(person)).toContain('OFFER_WITHDRAWN');
        const mails = await mailsNow(person.actor.userId);
        expect(mails).toContainEqual(expect.objectContaining({ is: 'MAIL', isUrgent: true }));
      }
    },
  );

  it.each(['20T21:05', '21T03:30', '22T12:00'])('whatever the hour, a Sunday too: %s', async (time) => {
    await agreedFor('P1_TONIGHT');
    world.at(at(time));
    await takeBack();
    const mails = await mailsNow(world.coordinator.actor.userId);
    expect(mails.map(({ is }) => is)).toEqual(['MAIL']);
  });

  it('whoever was sent away is asked again, and tonight the search is widened with them', async () => {
    await agreedFor('P1_TONIGHT');
    const before = await referral();
    expect(before.requests.find(({ service }: Loose) => service.name === 'Sent away').status).toBe('SUPERSEDED');
    world.at(at('20T21:00'));
    await takeBack();
    const asked = (await world.store.requests.ofReferral(referralId)).filter(({ round }) => round === 2);
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 'SENT'));
    const ids = asked.map(({ serviceId }) => serviceId);
    expect(ids).toContain(sentAway.serviceId);
    expect(ids.length).toBeGreaterThan(1);
    expect(ids).not.toContain(promised.serviceId);
    expect(await waiting(sentAway.worker)).toContain('NEW_REQUEST');
  });

  it('less urgent, those who were sent away are asked, and the ladder widens in its own time', async () => {
    await agreedFor('P2_24H');
    world.at(at('20T21:00'));
    await takeBack();
    const round = async (): Promise<number> =>
      (await world.store.requests.ofReferral(referralId)).filter((one) => one.round === 2).length;
    expect(await round()).toBe(1);
    world.at(at('20T23:00'));
    await runDueJobs(world.store, world.now());
    expect(await round()).toBeGreaterThan(1);
    expect(next.serviceId).toBeDefined();
  });

  it('is refused without a reason, with a reason that is not a service’s, and to whoever is not its manager', async () => {
    await agreedFor('P1_TONIGHT');
    for (const reason of ['', 'BORED', 'SURVIVOR_CHANGED_MIND']) {
      const refused = await takeBack(reason);
      expect(refused.userErrors).toMatchObject([{ field: 'reason', code: 'REASON_NEEDED' }]);
    }
    for (const other of [promised.worker, sentAway.manager])
      await expect(takeBack(REASON, other)).rejects.toThrow('NOT_FOUND');
    expect((await referral()).status).toBe('AGREED');
    await takeBack();
    expect((await takeBack()).userErrors).toMatchObject([{ code: 'HOLD_NOT_ACTIVE' }]);
  });

  it('the referrer’s page, the manager’s page and the board say it, and when', async () => {
    await agreedFor('P1_TONIGHT');
    world.at(at('20T21:00'));
    await takeBack();
    const taken = { status: 'OFFER_ENDED', takenBackAt: at('20T21:00').toISOString(), declineReason: REASON };
    const { requests, timeline } = await referral();
    expect(requests.find(({ service }: Loose) => service.name === 'Promised')).toMatchObject(taken);
    const told = timeline.edges.map(({ node }: Loose) => node);
    expect(told).toContainEqual({
      ...{ what: 'hold.withdrawn', reason: REASON },
      ...{ byRole: 'REFUGE_MANAGER', serviceName: 'Promised' },
    });

    const query = 'query ($id: ID!) { placementRequest(id: $id) { status takenBackAt declineReason } }';
    expect(await ask(await world.as(promised.worker), query, { id: requestId })).toEqual(taken);
    expect(await onBoard()).toMatchObject({ status: 'SEEKING', takenBackAt: at('20T21:00').toISOString() });
  });

  it('the board says it until another place is promised; a service that offers again has taken nothing back', async () => {
    await agreedFor('P1_TONIGHT');
    world.at(at('20T21:00'));
    await takeBack();
    const again = (await world.store.requests.ofReferral(referralId)).find(
      (one) => one.round === 2 && one.serviceId === sentAway.serviceId,
    );
    const offer = {
      requestId: toGlobalId('PlacementRequest', again?.id ?? ''),
      unitId: toGlobalId('Unit', sentAway.unitId),
    };
    const { hold } = await mutate(await world.as(sentAway.manager), 'makeOffer', offer, 'hold { id }');
    expect((await onBoard()).takenBackAt).not.toBeNull();
    const yes = { holdId: hold.id, survivorAgrees: true };
    await mutate(await world.as(world.officer), 'acceptOffer', yes, 'hold { id }');
    expect((await onBoard()).takenBackAt).toBeNull();
  });
});

async function onBoard(): Promise<Loose> {
  const query = '{ board(first: 50) { edges { node { reference status takenBackAt referral { id } } } } }';
  const { edges } = await ask(await world.as(world.coordinator), query);
  const id = toGlobalId('Referral', referralId);
  return edges.map(({ node }: Loose) => node).find((node: Loose) => node.referral.id === id);
}
