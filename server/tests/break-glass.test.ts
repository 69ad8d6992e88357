import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aSentReferral } from '../testing/builders/cases.ts';
import { asActor, minutesAfter } from '../testing/builders/people.ts';
import { toldTo } from '../testing/desk.ts';
import { PASSWORD, type TestPerson, aPerson } from '../testing/people.ts';
import { type Visitor, cookieIn } from '../testing/server.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const WHY = 'Canary reason: nobody else answers.';
let world: World;
let other: TestPerson;

beforeAll(async () => {
  world = await aWorld(NOON);
  other = await aPerson(world.store, { role: 'COORDINATOR', name: 'Lee Park' });
});
beforeEach(() => world.at(NOON));
afterAll(() => world.stop());

const idOf = (referralId: ReferralId): string => toGlobalId('Referral', referralId);

async function aRestrictedReferral(input: object = {}): Promise<ReferralId> {
  const referralId = await aSentReferral(asActor(world.officer, world.store, world.now()));
  const wish = { referralId: idOf(referralId), rev: 0, restricted: true, ...input };
  const { userErrors } = await mutate(await world.as(world.officer), 'setExclusions', wish, '');
  expect(userErrors).toEqual([]);
  return referralId;
}

/** Signs somebody in and proves once more who they are. */
async function elevated(person: TestPerson): Promise<Visitor> {
  const visitor = await world.as(person);
  return world.server.holding(cookieIn(await visitor.post('/auth/step-up', { password: PASSWORD })));
}

const storyOf = async (who: Visitor, referralId: ReferralId): Promise<Loose> =>
  (await ask(who, 'query ($id: ID!) { referral(id: $id) { story { members { role } } } }', { id: idOf(referralId) }))
    .story;

const open = (who: Visitor, referralId: ReferralId, reason = WHY): Promise<Loose> =>
  mutate(who, 'openInEmergency', { referralId: idOf(referralId), reason }, 'referral { id }');

const OPENINGS = `query ($id: ID!) { referral(id: $id) { openings { id by reason reviewBy reviewer accepted words
  mayReview } } }`;
const openingsOf = async (who: Visitor, referralId: ReferralId): Promise<Loose[]> =>
  (await ask(who, OPENINGS, { id: idOf(referralId) })).openings;

describe('opening a restricted referral in an emergency', () => {
  it('shows the story for a quarter of an hour, and no longer', async () => {
    const referralId = await aRestrictedReferral();
    const coordinator = await elevated(world.coordinator);
    expect(await storyOf(coordinator, referralId)).toBeNull();
    expect((await open(coordinator, referralId)).userErrors).toEqual([]);
    expect(await storyOf(coordinator, referralId)).not.toBeNull();
    expect(await storyOf(await world.as(other), referralId)).toBeNull();
    world.at(minutesAfter(NOON, 14));
    expect(await storyOf(coordinator, referralId)).not.toBeNull();
    world.at(minutesAfter(NOON, 15));
    expect(await storyOf(coordinator, referralId)).toBeNull();
  });

  it('opens one referral, not the others', async () => {
    const [first, second] = [await aRestrictedReferral(), await aRestrictedReferral()];
    const coordinator = await elevated(world.coordinator);
    await open(coordinator, first);
    expect(await storyOf(coordinator, second)).toBeNull();
  });

  it('tells all other coordinators at once, and writes down that it was done, and every look with why', async () => {
    const referralId = await aRestrictedReferral();
    const coordinator = await elevated(world.coordinator);
    await open(coordinator, referralId);
    expect(await toldTo(world.store, other)).toContain('GLASS_BROKEN');
    expect(await toldTo(world.store, world.coordinator)).not.toContain('GLASS_BROKEN');
    await storyOf(coordinator, referralId);
    const page = `query ($id: ID!) { referral(id: $id) { timeline(first: 5) { edges { node { what } } }
      looks(first: 5) { edges { node { what reason byRole } } } } }`;
    const { timeline, looks } = await ask(await world.as(world.officer), page, { id: idOf(referralId) });
    expect(timeline.edges[0].node.what).toBe('glass.broken');
    expect(looks.edges.map(({ node }: Loose) => node)).toContainEqual({
      what: 'story.read',
      reason: 'BREAK_GLASS',
      byRole: 'COORDINATOR',
    });
  });

  it.each<[string, (referralId: ReferralId) => Promise<Loose>, string]>([
    ['without a reason', async (id) => open(await elevated(world.coordinator), id, ' '), 'FIELD_REQUIRED'],
    ['without proving who one is', async (id) => open(await world.as(world.coordinator), id), 'STEP_UP_NEEDED'],
  ])('is refused %s, and nothing is opened', async (_what, act, code) => {
    const referralId = await aRestrictedReferral();
    expect((await act(referralId)).userErrors).toMatchObject([{ code }]);
    expect(await storyOf(await world.as(world.coordinator), referralId)).toBeNull();
    expect(await world.store.brokenGlass.ofReferral(referralId)).toEqual([]);
  });

  it('is refused where nothing is closed', async () => {
    const referralId = await aSentReferral(asActor(world.officer, world.store, NOON));
    const { userErrors } = await open(await elevated(world.coordinator), referralId);
    expect(userErrors).toMatchObject([{ code: 'GLASS_NOT_NEEDED' }]);
  });

  it('never reaches over a named exclusion, and ends with one', async () => {
    const named = await aPerson(world.store, { role: 'COORDINATOR', name: 'Kit Marlow' });
    const visitor = await elevated(named);
    const out = await aRestrictedReferral({ people: [{ who: 'OTHER', name: 'Kit Marlow' }] });
    await expect(open(visitor, out)).rejects.toThrow('NOT_FOUND');

    const opened = await aRestrictedReferral();
    await open(visitor, opened);
    const people = [{ who: 'OTHER', name: 'Kit Marlow' }];
    const wish = { referralId: idOf(opened), rev: 1, restricted: true, people };
    await mutate(await world.as(world.officer), 'setExclusions', wish, '');
    await expect(storyOf(visitor, opened)).rejects.toThrow('NOT_FOUND');
  });

  it('is no leave to change who sees it, which would last for ever', async () => {
    const referralId = await aRestrictedReferral();
    const coordinator = await elevated(world.coordinator);
    await open(coordinator, referralId);
    for (const restricted of [true, false]) {
      const wish = { referralId: idOf(referralId), rev: 1, restricted };
      await expect(mutate(coordinator, 'setExclusions', wish, '')).rejects.toThrow('NOT_FOUND');
    }
  });

  it('is for coordinators: whoever refers and refuges are told that there is nothing', async () => {
    const referralId = await aRestrictedReferral();
    const { organisationId } = world.officer.actor;
    for (const role of ['REFERRER', 'ORG_ADMIN', 'COMMISSIONER', 'REFUGE_MANAGER'] as const) {
      const visitor = await elevated(await aPerson(world.store, { role, organisationId }));
      await expect(open(visitor, referralId)).rejects.toThrow('NOT_FOUND');
    }
  });
});

describe('looking at it afterwards', () => {
  it('waits on the work list of the others for two working days, until one has said what they found', async () => {
    const referralId = await aRestrictedReferral();
    const breaker = await elevated(world.coordinator);
    await open(breaker, referralId);
    const work = '{ myWork(first: 50) { edges { node { kind dueAt referral { id } } } } }';
    const waits = async (who: Visitor): Promise<boolean> =>
      JSON.stringify(await ask(who, work)).includes(
        JSON.stringify({
          kind: 'REVIEW_OPENING',
          dueAt: '2026-11-24T12:00:00.000Z',
          referral: { id: idOf(referralId) },
        }),
      );
    const reviewer = await world.as(other);
    expect([await waits(reviewer), await waits(breaker)]).toEqual([true, false]);

    const [opening] = await openingsOf(reviewer, referralId);
    expect(opening).toMatchObject({ by: 'Sam Example', reason: WHY, mayReview: true, accepted: null });
    const found = { openingId: opening.id, accepted: false, words: 'It could have waited.' };
    const own = await mutate(breaker, 'reviewOpening', found, '');
    expect(own.userErrors).toMatchObject([{ code: 'REVIEW_BY_ANOTHER' }]);
    const silent = await mutate(reviewer, 'reviewOpening', { ...found, words: '' }, '');
    expect(silent.userErrors).toMatchObject([{ code: 'FIELD_REQUIRED', field: 'words' }]);
    expect((await mutate(reviewer, 'reviewOpening', found, '')).userErrors).toEqual([]);
    expect(await waits(reviewer)).toBe(false);
    const [reviewed] = await openingsOf(breaker, referralId);
    expect(reviewed).toMatchObject({ reviewer: 'Lee Park', accepted: false, words: 'It could have waited.' });
    const again = await mutate(reviewer, 'reviewOpening', found, '');
    expect(again.userErrors).toMatchObject([{ code: 'CHANGED_MEANWHILE' }]);
  });

  it('keeps what was written out of the record and the notices', async () => {
    const rows = await world.store.audit.since(new Date(0), 10_000);
    const notices = await world.store.notices.inState('QUEUED', 10_000);
    expect(rows.filter(({ action }) => action === 'glass.broken').length).toBeGreaterThan(0);
    expect(JSON.stringify([rows, notices])).not.toContain('Canary');
  });

  it('is shown to nobody but the coordinators', async () => {
    const referralId = await aRestrictedReferral();
    await open(await elevated(world.coordinator), referralId);
    expect(await openingsOf(await world.as(world.officer), referralId)).toEqual([]);
  });
});
