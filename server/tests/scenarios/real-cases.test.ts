/**
 * Cases that have happened, under the names by which they are known: each is a way in which somebody was found.
 * Sources: reprimands of public bodies for breaches of domestic-abuse data, 2022–2024; DOMAIN, U-list.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayLeaveMessage, safeChannels } from '@openhaven/domain/safe-contact';
import { checkStory } from '@openhaven/domain/story';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { noticeText } from '@openhaven/domain/notice';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aRequest, aSentReferral, aStay, allowed, anAgreement } from '../../testing/builders/cases.ts';
import { asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { toldTo } from '../../testing/desk.ts';
import { aPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
let world: World;
let refuge: TestRefuge;

beforeAll(async () => {
  world = await aWorld(NOON);
  refuge = await aRefuge(world.store, { name: 'Larkrise', units: 4, confirmedAt: NOON });
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, NOON);
const idOf = (id: ReferralId): string => toGlobalId('Referral', id);
const requestOf = (id: PlacementRequestId): string => toGlobalId('PlacementRequest', id);
const room = (n: number): TestRefuge => ({ ...refuge, unitId: refuge.unitIds[n] ?? refuge.unitId });

describe('voicemail on the husband’s phone', () => {
  const HIS = '07700900111';
  const HERS = '07700900222';
  const story = aStory({
    safeContact: {
      channels: [
        // Ticked by mistake: what is not safe is not used, whatever else was said of it.
        { kind: 'PHONE', value: HIS, safe: false, mayLeaveMessage: true },
        { kind: 'PHONE', value: HERS, safe: true, from: '09:00', until: '15:00', mayLeaveMessage: true },
      ],
      ifNoContact: 'DO_NOT_CALL_POLICE',
    },
  });

  it('no message is left on a way that is not safe, nor on a safe one out of its hours', () => {
    const { safeContact } = allowed(checkStory(story, NOON));
    if (safeContact === undefined) throw new Error('there are two ways');
    const ways = (at: string) => {
      const now = new Date(at);
      return safeContact.channels.map((channel) => mayLeaveMessage(channel, now));
    };
    expect([ways('2026-11-20T12:00:00Z'), ways('2026-11-20T15:00:00Z')]).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(safeChannels(safeContact, NOON).map(({ value }) => value)).toEqual([HERS]);
  });

  it('nothing that the platform sends goes to anybody but staff, and it says no number', async () => {
    const { holdId } = await anAgreement(officer(), refuge, { story });
    // The window passes and nobody has arrived: everything that the clock does of itself.
    world.at(new Date('2026-11-22T12:00:00Z'));
    await runDueJobs(world.store, new Date('2026-11-22T12:00:00Z'));
    const notices = await world.store.notices.inState('QUEUED', 1000);
    expect(notices.length).toBeGreaterThan(2);
    const users = await world.store.users.getMany([...new Set(notices.map(({ userId }) => userId))]);
    for (const { userId } of notices) {
      const to = users.find(({ id }) => id === userId)?.email ?? '';
      expect([to.endsWith('@example.org'), to.includes(HIS), to.includes(HERS)]).toEqual([true, false, false]);
    }
    const { subject, text } = noticeText(3, 'https://openhaven.example/work', true);
    expect(`${subject}${text}${JSON.stringify(notices)}`).not.toMatch(/0770/);
    expect(holdId).toBeDefined();
    world.at(NOON);
  });

  it('the service that is asked is given neither number', async () => {
    const { requestId } = await aRequest(officer(), refuge, { story });
    const manager = await world.as(refuge.manager);
    await mutate(manager, 'acknowledgeRequest', { requestId: requestOf(requestId) }, 'request { id }');
    const query = `query ($id: ID!) { placementRequest(id: $id) { reference questions { question } facts { background
      interpreterLanguage adults } } }`;
    const answer = await manager.ask(query, { id: requestOf(requestId) });
    expect([answer.status, answer.text.includes(HIS), answer.text.includes(HERS)]).toEqual([200, false, false]);
  });
});

describe('the court bundle', () => {
  it('all that those who refer can print of a household that has arrived says nowhere where it is', async () => {
    const { referralId } = await aStay(officer(), room(1), { meetingPoint: 'Under the station clock' });
    const query = `query ($id: ID!) { referral(id: $id) {
      reference status tonight story { preferredName background members { name } homeAreaCode }
      hold { id status unitLabel meetingPoint service { name publishedAreaCode } releases { id state to { name } } }
      placement { id unitLabel arrivedOn service { name publishedAreaCode } }
      requests { id status service { name } questions { question answer } declineNote }
      looks(first: 50) { edges { node { what who byOrganisation reason } } }
      timeline(first: 50) { edges { node { what reason serviceName byOrganisation } } } } }`;
    const visitor = await world.as(world.officer);
    const answer = await visitor.ask(query, { id: idOf(referralId) });
    expect(answer.status).toBe(200);
    expect((answer.data as Loose).referral.placement.service.publishedAreaCode).toBe('E07000239');
    expect(answer.text).not.toMatch(/Hidden Lane|ZZ1|station clock/i);
    const list = await visitor.ask('{ referrals(first: 50) { edges { node { id reference tonight } } } }');
    expect(list.text).not.toMatch(/Hidden Lane|ZZ1|station clock/i);
  });
});

describe('the letter to the old address', () => {
  it('no address of a household can be told, so that none can be written to: of where they lived a district is kept', async () => {
    const visitor = await world.as(world.officer);
    for (const field of ['address', 'postcode', 'street', 'oldAddress', 'homeAddress']) {
      const story = { ...aStory(), [field]: '1 Old Road' };
      const saved = await visitor.ask(
        'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { referral { id } } }',
        { input: { idempotencyKey: `k-${field}`, priority: 'P1_TONIGHT', source: 'SELF', story } },
      );
      expect([field, saved.status, saved.text.includes('Old Road')]).toEqual([field, 400, false]);
    }
    const ways = { channels: [{ kind: 'LETTER', value: '1 Old Road', safe: true }] };
    const letter = await visitor.ask(
      'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { referral { id } } }',
      {
        input: {
          idempotencyKey: 'k',
          priority: 'P1_TONIGHT',
          source: 'SELF',
          story: { ...aStory(), safeContact: ways },
        },
      },
    );
    expect([letter.status, letter.text.includes('Old Road')]).toEqual([400, false]);
  });

  it('whoever has left a house is told of it no more, and it is told to nobody as theirs', async () => {
    const { referralId, placementId } = await aStay(officer(), room(2));
    const manager = await world.as(refuge.manager);
    const left = {
      placementId: toGlobalId('Placement', placementId),
      leftOn: '2026-11-20',
      reason: 'OTHER_REFUGE_SAFETY',
    };
    expect((await mutate(manager, 'recordDeparture', left, 'placement { id }')).userErrors).toEqual([]);
    const visitor = await world.proven(world.officer);
    const { hold } = await ask(visitor, 'query ($id: ID!) { referral(id: $id) { hold { id } } }', {
      id: idOf(referralId),
    });
    expect(hold).toBeNull();
    const [kept] = (await world.store.requests.ofReferral(referralId)).flatMap((request) => request.holdId ?? []);
    const show =
      'mutation ($input: ShowPlaceInput!) { showPlace(input: $input) { place { lines } userErrors { code } } }';
    const shown = await visitor.ask(show, { input: { holdId: toGlobalId('Hold', kept ?? '') } });
    expect(shown.text).not.toMatch(/Hidden Lane/);
    expect(shown.status === 404 || (shown.data as Loose).showPlace.place === null).toBe(true);
  });
});

describe('the suspect who is an officer', () => {
  it('finds nothing of her, in any role that he is given, and a coordinator learns that he is there', async () => {
    const referralId = await aSentReferral(officer());
    const { requestId } = await aRequest(officer(), room(3), { referralId });
    const writer = await world.as(world.officer);
    const people = [{ who: 'PERPETRATOR', name: 'Corin Vexley' }];
    const named = { referralId: idOf(referralId), rev: 0, people };
    expect((await mutate(writer, 'setExclusions', named, 'referral { id }')).userErrors).toEqual([]);

    const { organisationId } = world.officer.actor;
    const posts = [
      { role: 'REFERRER', organisationId },
      { role: 'OUT_OF_AREA_REFERRER', organisationId },
      { role: 'COORDINATOR', organisationId: world.coordinator.actor.organisationId },
      { role: 'REFUGE_MANAGER', organisationId: refuge.organisationId, serviceIds: [refuge.serviceId] },
    ] as const;
    const nothing = toGlobalId('Referral', '00000000-0000-4000-8000-0000000000ff');
    for (const post of posts) {
      const him = await world.as(await aPerson(world.store, { ...post, name: 'VEXLEY, Córin' }));
      const query = 'query ($id: ID!) { referral(id: $id) { reference } }';
      const [answer, none] = [await him.ask(query, { id: idOf(referralId) }), await him.ask(query, { id: nothing })];
      expect([post.role, answer.status, answer.text]).toEqual([post.role, 404, none.text]);
      const request = await him.ask('query ($id: ID!) { placementRequest(id: $id) { reference } }', {
        id: requestOf(requestId),
      });
      expect([post.role, request.status]).toEqual([post.role, 404]);
      for (const list of ['referrals', 'myWork', 'board', 'requests']) {
        const listed = await him.ask(
          `{ ${list}(first: 50) { totalCount edges { node { ${list === 'requests' ? 'id' : 'referral { id }'} } } } }`,
        );
        expect([
          post.role,
          list,
          listed.text.includes(idOf(referralId)),
          listed.text.includes(requestOf(requestId)),
        ]).toEqual([post.role, list, false, false]);
      }
    }
    await runDueJobs(world.store, NOON);
    expect(await toldTo(world.store, world.coordinator)).toContain('CHECK_EXCLUSION');
    expect(await toldTo(world.store, world.officer)).not.toContain('CHECK_EXCLUSION');
  });
});
