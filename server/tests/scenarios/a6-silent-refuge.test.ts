import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noticeText } from '@openhaven/domain/notice';
import type { UserId } from '@openhaven/domain/ids';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
let world: World;
let silent: TestRefuge;
let referralId: string;
let requestId: string;

beforeAll(async () => {
  world = await aWorld(at('20T23:10'));
  const confirmedAt = at('20T20:00');
  silent = await aRefuge(world.store, { name: 'Silent', confirmedAt });
  for (const [name, area] of [
    ['Second', 'E07000236'],
    ['Third', 'E07000238'],
    ['Over the border', 'E06000019'],
  ] as const) {
    await aRefuge(world.store, { name, area, confirmedAt });
  }
  const officer = await world.as(world.officer);
  const story = aStory({ preferredName: 'Canary Name', background: 'Canary background' });
  const begun = await mutate(officer, 'saveDraft', { story, priority: 'P1_TONIGHT' }, 'referral { id }');
  referralId = begun.referral.id;
  await mutate(officer, 'submitReferral', { referralId }, 'referral { id }');
  const serviceIds = [toGlobalId('Service', silent.serviceId)];
  requestId = (await mutate(officer, 'sendRequests', { referralId, serviceIds }, 'requests { id }')).requests[0].id;
});
afterAll(() => world.stop());

/** Lets the night go on to a time, with nobody doing anything. */
async function until(time: string): Promise<void> {
  world.at(at(time));
  await runDueJobs(world.store, world.now());
}

const toldTo = async (userId: UserId): Promise<string[]> =>
  (await world.store.notices.queuedFor(userId)).map(({ kind }) => kind);

async function seen(officer: Visitor): Promise<Loose> {
  const fields = `status requests { status service { name } } nextStep { at step } timeline(first: 50) { edges { node { what reason byRole } } }`;
  return ask(officer, `query ($id: ID!) { referral(id: $id) { ${fields} } }`, { id: referralId });
}

describe('A6: a refuge is silent overnight, and she needs a place tonight', () => {
  it('tells the manager at 23:25, asks others at 23:40 and pages the coordinator at 00:10', async () => {
    const { manager, worker } = silent;
    expect(await toldTo(worker.actor.userId)).toEqual(['NEW_REQUEST']);
    await until('20T23:24');
    expect(await toldTo(manager.actor.userId)).toEqual(['NEW_REQUEST']);
    await until('20T23:25');
    expect(await toldTo(manager.actor.userId)).toEqual(['NEW_REQUEST', 'REQUEST_STILL_WAITING']);
    expect(await toldTo(worker.actor.userId)).toEqual(['NEW_REQUEST']);

    await until('20T23:39');
    const officer = await world.as(world.officer);
    expect((await seen(officer)).requests).toHaveLength(1);
    await until('20T23:40');
    const widened = await seen(officer);
    expect(widened.requests.map((request: Loose) => request.service.name).sort()).toEqual([
      'Over the border',
      'Second',
      'Silent',
      'Third',
    ]);

    await until('21T00:09');
    expect(await toldTo(world.coordinator.actor.userId)).toEqual([]);
    await until('21T00:10');
    expect(await toldTo(world.coordinator.actor.userId)).toEqual(['COORDINATOR_STEP_IN']);
  });

  it('shows the coordinator the household, and everybody that the clock and no person has marked the silence', async () => {
    const coordinator = await world.as(world.coordinator);
    const board = await ask(
      coordinator,
      '{ board { edges { node { asked silent declined tonight nextStep { step } acknowledgedBy } } } }',
    );
    expect(board.edges[0].node).toMatchObject({ asked: 4, silent: 1, declined: 0, tonight: 'NOWHERE' });
    const work = await ask(coordinator, '{ myWork { edges { node { kind } } } }');
    expect(work.edges.map(({ node }: Loose) => node.kind)).toContain('STEP_IN');

    const officer = await world.as(world.officer);
    const { timeline } = await seen(officer);
    const marked = timeline.edges.find(({ node }: Loose) => node.what === 'request.no-response');
    expect(marked.node).toEqual({ what: 'request.no-response', reason: 'PROVIDER_NO_RESPONSE', byRole: 'CLOCK' });
    const steps = timeline.edges.filter(({ node }: Loose) => node.what === 'request.escalated');
    expect(steps.map(({ node }: Loose) => node.reason)).toEqual(
      expect.arrayContaining(['REFUGE_MANAGER', 'WIDEN', 'COORDINATOR']),
    );
  });

  it('pages nobody twice when a worker dies and every step is run again', async () => {
    const count = async (): Promise<number> => (await world.store.notices.inState('QUEUED', 1_000)).length;
    const before = await count();
    const [request] = (await world.store.requests.ofReferral((await anyReferral()).id)).filter(
      ({ serviceId }) => serviceId === silent.serviceId,
    );
    if (!request) throw new Error('nobody was asked');
    for (const step of ['REFUGE_MANAGER', 'WIDEN', 'COORDINATOR']) {
      const data = { requestId: request.id, step };
      await world.store.outbox.add({ name: 'request.escalate', data, dueAt: world.now() });
    }
    await world.store.outbox.add({
      name: 'request.no-response',
      data: { requestId: request.id },
      dueAt: world.now(),
    });
    await runDueJobs(world.store, world.now());
    expect(await count()).toBe(before);
  });

  it('says nothing about anybody in any notice', async () => {
    const notices = await world.store.notices.inState('QUEUED', 1_000);
    expect(notices.length).toBeGreaterThan(5);
    expect(JSON.stringify(notices)).not.toMatch(/Canary|Silent|E0\d{7}/);
    const { subject, text } = noticeText(1, 'https://openhaven.example/work', true);
    expect(subject).toBe('You have 1 task');
    expect(text).not.toMatch(/refuge|abuse|Canary/i);
  });

  it('takes the late yes at six in the morning, as nobody else has answered', async () => {
    await until('21T06:00');
    const manager = await world.as(silent.manager);
    const shown = await ask(manager, 'query ($id: ID!) { placementRequest(id: $id) { status actions } }', {
      id: requestId,
    });
    expect(shown).toMatchObject({ status: 'NO_RESPONSE', actions: expect.arrayContaining(['makeOffer']) });
    const unitId = toGlobalId('Unit', silent.unitId);
    const made = await mutate(manager, 'makeOffer', { requestId, unitId }, 'hold { offered } request { status }');
    expect(made).toMatchObject({ userErrors: [], hold: { offered: true }, request: { status: 'OFFERED' } });
    const officer = await world.as(world.officer);
    expect((await seen(officer)).status).toBe('OFFERED');
  });
});

describe('A6: the silent refuge keeps a rota', () => {
  const every = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

  it('tells whoever is on call first, then the manager, and the referrer never more than that somebody is', async () => {
    world.at(at('22T23:10'));
    const { serviceId, manager, worker } = await aRefuge(world.store, { name: 'On call', confirmedAt: at('22T20:00') });
    const id = toGlobalId('Service', serviceId);
    const personId = toGlobalId('OnCallPerson', worker.actor.userId);
    const shifts = [{ days: every, from: '22:00', until: '09:00', personId }];
    await mutate(await world.as(manager), 'setRota', { serviceId: id, shifts }, 'rota { rev }');
    const officer = await world.as(world.officer);
    const begun = await mutate(officer, 'saveDraft', { story: aStory(), priority: 'P1_TONIGHT' }, 'referral { id }');
    await mutate(officer, 'submitReferral', { referralId: begun.referral.id }, 'referral { id }');
    const wish = { referralId: begun.referral.id, serviceIds: [id] };
    const sent = await mutate(officer, 'sendRequests', wish, 'requests { onCall { isSomebody until } }');
    expect(sent.requests).toEqual([{ onCall: { isSomebody: true, until: '2026-11-23T17:00:00.000Z' } }]);
    expect([await toldTo(worker.actor.userId), await toldTo(manager.actor.userId)]).toEqual([['NEW_REQUEST'], []]);

    await until('22T23:25');
    expect(await toldTo(manager.actor.userId)).toEqual(['REQUEST_STILL_WAITING']);
    expect(await toldTo(worker.actor.userId)).toEqual(['NEW_REQUEST']);
    const query = 'query ($id: ID!) { referral(id: $id) { nextStep { step onCall { isSomebody } } } }';
    expect((await ask(officer, query, { id: begun.referral.id })).nextStep).toEqual({
      step: 'WIDEN',
      onCall: { isSomebody: true },
    });
  });
});

async function anyReferral(): Promise<{ readonly id: Parameters<World['store']['requests']['ofReferral']>[0] }> {
  const page = await world.store.referrals.unplaced({ except: [] }, { first: 1, after: null });
  const [edge] = page.edges;
  if (!edge) throw new Error('no referral');
  return edge.node;
}
