import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoryInput } from '@openhaven/domain/story-input';
import mongoose from 'mongoose';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { runDueJobs } from '../testing/clock.ts';
import { aPerson } from '../testing/people.ts';
import type { TestAnswer, Visitor } from '../testing/server.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

/** A word for every personal field: wherever it turns up, it says which field has leaked. */
const CANARY = {
  preferredName: 'Zanthia',
  childName: 'Quillon',
  phone: '07700900987',
  whoMayAnswer: 'Auntie Vexley',
  codeWord: 'marmalade-kestrel',
  language: 'Volapük',
  place: 'Evesham',
  background: 'canary-background',
  question: 'canary-question',
  answer: 'canary-answer',
  note: 'canary-note',
  policeWords: 'canary-police-words',
  policeNumber: 'canary-police-number',
  meetingPoint: 'canary-meeting-point',
  address: '1 Hidden Lane',
  postcode: 'ZZ1 1ZZ',
} as const;
type Canary = keyof typeof CANARY;
const ALL = Object.keys(CANARY) as readonly Canary[];

const story: StoryInput = aStory({
  preferredName: CANARY.preferredName,
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 34, name: CANARY.preferredName },
    { role: 'CHILD', sex: 'MALE', ageYears: 9, name: CANARY.childName },
  ],
  safeContact: {
    channels: [{ kind: 'PHONE', value: CANARY.phone, safe: true, whoMayAnswer: CANARY.whoMayAnswer }],
    codeWord: CANARY.codeWord,
    interpreterLanguage: CANARY.language,
  },
  unsafeAreas: [{ kind: 'PLACE', placeName: CANARY.place, radiusKm: 3, whose: 'PERPETRATOR_HOME' }],
  background: CANARY.background,
});

const start = new Date('2026-11-20T12:00:00Z');
let world: World;
let asked: TestRefuge;
let other: TestRefuge;
const heard: { who: string; text: string }[] = [];

/** The canaries in a text, by name. */
const caught = (text: string, among: readonly Canary[] = ALL): Canary[] =>
  among.filter((name) => text.includes(CANARY[name]));

/** Notes everything that somebody is told by the API from now on. */
function overheard(who: string, visitor: Visitor): Visitor {
  return {
    ...visitor,
    ask: async (query, variables): Promise<TestAnswer> => {
      const answer = await visitor.ask(query, variables);
      heard.push({ who, text: answer.text });
      return answer;
    },
  };
}

const told = (who: string): string =>
  heard
    .filter((one) => one.who === who)
    .map(({ text }) => text)
    .join('\n');

const REQUEST = `id status facts { adults boysAges background interpreterLanguage needs { need } } questions { id question answer }
  declineNote referral { id story { preferredName } } candidates { unit { label hold { meetingPoint } } } hold { meetingPoint unitLabel }`;
const REFERRAL = `id status story { preferredName background members { name } } requests { ${REQUEST} }
  hold { id meetingPoint unitLabel service { name } } timeline(first: 50) { edges { node { what reason serviceName } } }`;

const RELEASES = 'releases { id state timesSeen to { name } }';
const SHOW = `mutation ($input: ShowPlaceInput!) {
  showPlace(input: $input) { place { lines postcode } userErrors { code } } }`;

beforeAll(async () => {
  world = await aWorld(start);
  asked = await aRefuge(world.store, { name: 'Asked', area: 'E07000239', units: 2, confirmedAt: start });
  other = await aRefuge(world.store, { name: 'Other', area: 'E07000236', confirmedAt: start });
});
afterAll(() => world.stop());

/** One whole case with everything in it that can be said. */
async function tellEverything(): Promise<{ referralId: string; requestId: string; holdId: string }> {
  const officer = overheard('officer', await world.as(world.officer));
  const manager = overheard('manager', await world.as(asked.manager));
  const begun = await mutate(officer, 'saveDraft', { story }, `referral { ${REFERRAL} }`);
  const referralId: string = begun.referral.id;
  await mutate(officer, 'submitReferral', { referralId }, 'referral { status }');
  const serviceIds = [asked, other].map(({ serviceId }) => toGlobalId('Service', serviceId));
  const sent = await mutate(officer, 'sendRequests', { referralId, serviceIds }, `requests { id service { name } }`);
  const requestId = sent.requests.find((request: Loose) => request.service.name === 'Asked').id;
  const declined = sent.requests.find((request: Loose) => request.service.name === 'Other').id;
  await mutate(manager, 'seeRequest', { requestId }, `request { ${REQUEST} }`);
  const question = { requestId, question: CANARY.question };
  const questioned = await mutate(manager, 'askForInformation', question, `request { ${REQUEST} }`);
  const questionId = questioned.request.questions[0].id;
  await mutate(officer, 'giveInformation', { requestId, questionId, answer: CANARY.answer }, 'request { id }');
  const refusal = { requestId: declined, reason: 'PETS', wouldBeYesIf: 'NOTHING_COULD', note: CANARY.note };
  const others = overheard('the one that said no', await world.as(other.manager));
  await mutate(others, 'declineRequest', refusal, `request { ${REQUEST} }`);
  const unitId = toGlobalId('Unit', asked.unitId);
  const offer = { requestId, unitId, meetingPoint: CANARY.meetingPoint };
  const made = await mutate(manager, 'makeOffer', offer, `hold { id } request { ${REQUEST} }`);
  await mutate(officer, 'setTonightPlan', { referralId, tonight: 'NOWHERE' }, `referral { ${REFERRAL} }`);
  await goSilent(officer, referralId);
  return { referralId, requestId, holdId: made.hold.id };
}

/** Nobody answers, and the police are asked against what was agreed: in words, and with their number for it. */
async function goSilent(officer: Visitor, referralId: string): Promise<void> {
  const show = `mutation ($input: TryToReachInput!) { tryToReach(input: $input) { value userErrors { code } } }`;
  const { rev } = await ask(officer, 'query ($id: ID!) { referral(id: $id) { rev } }', { id: referralId });
  const { value } = await ask(officer, show, { input: { referralId, rev, way: 0, cardRead: true } });
  expect(value).toBe(CANARY.phone);
  await mutate(officer, 'noteContact', { referralId, outcome: 'NO_ANSWER' }, `referral { ${REFERRAL} }`);
  const coordinator = overheard('coordinator', await world.as(world.coordinator));
  const overruled = { referralId, reason: 'LIFE_IN_DANGER', words: CANARY.policeWords };
  await mutate(coordinator, 'overrulePoliceWish', overruled, `referral { ${REFERRAL} }`);
  const asked = { referralId, step: 'ASKED', number: CANARY.policeNumber };
  const { referral } = await mutate(
    officer,
    'noteWelfareCheck',
    asked,
    'referral { contactCard { checks { words number } } }',
  );
  expect(referral.contactCard.checks).toEqual([{ words: CANARY.policeWords, number: CANARY.policeNumber }]);
}

describe('a case with a canary in every personal field', () => {
  let ids: Awaited<ReturnType<typeof tellEverything>>;
  beforeAll(async () => {
    ids = await tellEverything();
    world.at(new Date('2026-11-20T12:10:00Z'));
  });

  it('tells the service nothing but facts: no name, contact or place, and never the story', () => {
    expect(caught(told('manager')).sort()).toEqual(['answer', 'background', 'language', 'meetingPoint', 'question']);
    expect(caught(told('the one that said no')).sort()).toEqual(['background', 'language', 'note']);
  });

  it('tells the referrer nothing of the place before she has said yes: neither meeting point nor address', async () => {
    expect(caught(told('officer'), ['meetingPoint', 'address', 'postcode'])).toEqual([]);
    const officer = await world.as(world.officer);
    const yes = { holdId: ids.holdId, survivorAgrees: true };
    const accepted = await mutate(officer, 'acceptOffer', yes, 'hold { meetingPoint }');
    expect(accepted.hold.meetingPoint).toBe(CANARY.meetingPoint);
  });

  it('shows the address to the one person whom the service names, after a proof, and to nobody before', async () => {
    const { holdId } = ids;
    const show = async (visitor: Visitor): Promise<Loose> => ask(visitor, SHOW, { input: { holdId } });
    const officer = await world.as(world.officer);
    const proven = await world.proven(world.officer);
    expect((await show(proven)).userErrors).toEqual([expect.objectContaining({ code: 'PLACE_NOT_SHOWN' })]);

    const manager = overheard('manager', await world.as(asked.manager));
    const { hold } = await ask(
      manager,
      'query ($id: ID!) { placementRequest(id: $id) { hold { mayBeNamed { id } } } }',
      { id: ids.requestId },
    );
    const [named] = hold.mayBeNamed.filter(
      ({ id }: Loose) => id === toGlobalId('StaffMember', world.officer.actor.userId),
    );
    const release = { holdId, toUserId: named.id, until: '2026-11-20T20:00:00Z' };
    await mutate(manager, 'releasePlace', release, `hold { ${RELEASES} }`);
    expect((await show(officer)).place).toBeNull();
    expect((await show(proven)).place).toEqual({ lines: [CANARY.address], postcode: CANARY.postcode });
    expect(caught(told('manager'), ['address', 'postcode'])).toEqual([]);
  });

  it('tells everybody else nothing at all, and the same nothing as for an id that does not exist', async () => {
    const people = {
      stranger: world.stranger,
      'another refuge': (await aRefuge(world.store, { name: 'Third', confirmedAt: start })).manager,
      commissioner: await aPerson(world.store, { role: 'COMMISSIONER' }),
      administrator: await aPerson(world.store, {
        role: 'ORG_ADMIN',
        organisationId: world.officer.actor.organisationId,
      }),
      'an agency outside the county': await aPerson(world.store, { role: 'OUT_OF_AREA_REFERRER' }),
    };
    const questions = [
      ['query ($id: ID!) { referral(id: $id) { story { preferredName } } }', ids.referralId, 'Referral'],
      ['query ($id: ID!) { findPlaces(referralId: $id) { fits { label } } }', ids.referralId, 'Referral'],
      ['query ($id: ID!) { placementRequest(id: $id) { facts { background } } }', ids.requestId, 'PlacementRequest'],
      ['query ($id: ID!) { unit(id: $id) { label } }', toGlobalId('Unit', asked.unitId), 'Unit'],
      ['query ($id: ID!) { node(id: $id) { id } }', ids.holdId, 'Hold'],
    ] as const;
    for (const [who, person] of Object.entries(people)) {
      const visitor = overheard(who, await world.as(person));
      for (const [query, id, type] of questions) {
        const answer = await visitor.ask(query, { id });
        const nobodys = toGlobalId(type, '00000000-0000-4000-8000-0000000000ff');
        const nothing = await visitor.ask(query, { id: nobodys });
        expect([answer.status, answer.text]).toEqual([nothing.status, nothing.text]);
        expect(answer.status).toBe(404);
      }
      expect(caught(told(who))).toEqual([]);
    }
  });

  it('keeps nothing of it in the clear: every word in the database is sealed', async () => {
    await runDueJobs(world.store, new Date('2026-11-21T12:00:00Z'));
    const { db } = mongoose.connection;
    if (!db) throw new Error('the database is not open');
    const collections = await db.listCollections().toArray();
    expect(collections.length).toBeGreaterThan(10);
    for (const { name } of collections) {
      const documents = await db.collection(name).find().toArray();
      const bytes = mongoose.mongo.BSON.serialize({ documents });
      expect([name, caught(Buffer.from(bytes).toString('utf8'))]).toEqual([name, []]);
    }
  });

  it('says nothing of it in notices, timelines, refusals or the log', async () => {
    const rows = await world.store.audit.since(new Date(0), 10_000);
    const notices = await world.store.notices.inState('QUEUED', 10_000);
    expect(notices.length).toBeGreaterThan(3);
    expect(caught(JSON.stringify([rows, notices]))).toEqual([]);

    const officer = await world.as(world.officer);
    const wrong = {
      ...story,
      members: [{ role: 'CHILD', name: CANARY.childName, dateOfBirth: '2031-02-03' }],
      childrenCount: 4,
    };
    const refused = await mutate(officer, 'saveDraft', { story: wrong }, 'referral { id }');
    expect(refused.userErrors.length).toBeGreaterThan(0);
    expect(caught(JSON.stringify(refused))).toEqual([]);
    const broken = await officer.ask(
      `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { referral { id } } }`,
      {
        input: { idempotencyKey: 'k', story: { ...story, [CANARY.codeWord]: CANARY.background } },
      },
    );
    expect([broken.status, caught(broken.text)]).toEqual([400, []]);
    expect(caught(world.server.logged())).toEqual([]);
  });
});
