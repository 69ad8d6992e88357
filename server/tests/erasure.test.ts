import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { grantForRules } from '../src/access/look.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import { declineRequest } from '../src/commands/decline-request.ts';
import { askForInformation } from '../src/commands/ask-for-information.ts';
import { eraseReferral } from '../src/commands/erase-referral.ts';
import { giveInformation } from '../src/commands/give-information.ts';
import { makeOffer } from '../src/commands/make-offer.ts';
import { reopenReferral } from '../src/commands/reopen-referral.ts';
import { rotateKeys } from '../src/commands/rotate-keys.ts';
import { sendRequests } from '../src/commands/send-requests.ts';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { keysFrom, newKeyBytes } from '../src/crypto/keys.ts';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { makeIndexes } from '../src/store/migrations.ts';
import { type Store, storeIn } from '../src/store/store.ts';
import { ask } from '../testing/api.ts';
import { aSentReferral, allowed, found, referralOf } from '../testing/builders/cases.ts';
import { aKey, asActor } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { type Dump, everythingReadable, restore, takeDump } from '../testing/dump.ts';
import { TEST_KEY_BYTES, TEST_KEYS } from '../testing/store.ts';
import { type World, aWorld } from '../testing/world.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const CANARY = ['Zanthia', 'canary-question', 'canary-answer', 'canary-note', 'canary-meeting-point'];

let world: World;
let asked: TestRefuge;
let other: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
  asked = await aRefuge(world.store, { name: 'Asked', area: 'E07000239', units: 20, confirmedAt: NOON });
  other = await aRefuge(world.store, { name: 'Other', area: 'E07000236', confirmedAt: NOON });
});
afterAll(() => world.stop());

const officer = () => asActor(world.officer, world.store, NOON);
const clock = (store: Store = world.store) => clockContext(store, NOON);
const erase = (referralId: ReferralId) => eraseReferral(clock(), { referralId, reason: 'ASKED_FOR' });

interface Case {
  readonly referralId: ReferralId;
  readonly requestId: string;
}

/** A referral about which everything has been said that can be said, and which is over. */
async function aClosedCase(room: number): Promise<Case> {
  const referralId = await aSentReferral(officer(), { story: { preferredName: 'Zanthia' } });
  const serviceIds = [asked.serviceId, other.serviceId];
  const sent = await sendRequests(officer(), { idempotencyKey: aKey(), referralId, serviceIds });
  const requests = await world.store.requests.getMany(allowed(sent).requestIds);
  const to = (refuge: TestRefuge) => {
    const request = requests.find(({ serviceId }) => serviceId === refuge.serviceId);
    if (!request) throw new Error('not asked');
    return { requestId: request.id, by: asActor(refuge.manager, world.store, NOON) };
  };
  const [one, two] = [to(asked), to(other)];
  const { requestId } = one;
  allowed(await askForInformation(one.by, { idempotencyKey: aKey(), requestId, question: 'canary-question' }));
  const [question] = await world.store.questions.ofRequests([requestId]);
  const answer = { questionId: question?.id ?? '', answer: 'canary-answer' };
  allowed(await giveInformation(officer(), { idempotencyKey: aKey(), requestId, ...answer }));
  const no = { reason: 'PETS', wouldBeYesIf: 'NOTHING_COULD', note: 'canary-note' };
  allowed(await declineRequest(two.by, { idempotencyKey: aKey(), requestId: two.requestId, ...no }));
  const offer = { requestId, meetingPoint: 'canary-meeting-point', ...unit(room) };
  allowed(await makeOffer(one.by, { idempotencyKey: aKey(), ...offer }));
  const end = { referralId, reason: 'SURVIVOR_CHANGED_MIND' };
  allowed(await withdrawReferral(officer(), { idempotencyKey: aKey(), ...end }));
  return { referralId, requestId };
}

function unit(room: number) {
  const unitId = asked.unitIds[room];
  return unitId ? { unitId } : {};
}

const caught = (text: string): string[] => CANARY.filter((word) => text.includes(word));

describe('erasing a referral', () => {
  it('is refused while it is open, and the story stays', async () => {
    const referralId = await aSentReferral(officer());
    expect(await erase(referralId)).toEqual({ allowed: false, reason: 'REFERRAL_STILL_OPEN' });
    expect((await referralOf(officer(), referralId)).erasedAt).toBeUndefined();
  });

  it('leaves pages that say so: for the referrer, in lists, in the timeline, and for the services asked', async () => {
    const { referralId, requestId } = await aClosedCase(0);
    allowed(await erase(referralId));
    const visitor = await world.as(world.officer);
    const query = `query ($id: ID!) { referral(id: $id) { reference status erasedAt story { preferredName } missingFacts actions
      hold { meetingPoint } requests { declineReason declineNote questions { question answer } }
      timeline(first: 50) { edges { node { what reason } } } } }`;
    const referral = await ask(visitor, query, { id: toGlobalId('Referral', referralId) });
    expect(referral).toMatchObject({
      status: 'WITHDRAWN',
      erasedAt: NOON.toISOString(),
      story: null,
      missingFacts: [],
    });
    expect(referral.actions).not.toContain('reopenReferral');
    expect(referral.timeline.edges[0].node).toEqual({ what: 'referral.erased', reason: 'ASKED_FOR' });
    const questions = referral.requests.flatMap((request: { questions: object[] }) => request.questions);
    expect(questions).toEqual([{ question: 'The story has been erased.', answer: 'The story has been erased.' }]);
    expect(caught(JSON.stringify(referral))).toEqual([]);

    const list = await ask(
      visitor,
      '{ referrals(open: false) { edges { node { id erasedAt story { preferredName } } } } }',
    );
    expect(list.edges.map(({ node }: { node: object }) => node)).toContainEqual({
      id: toGlobalId('Referral', referralId),
      erasedAt: NOON.toISOString(),
      story: null,
    });
    const places = 'query ($id: ID!) { findPlaces(referralId: $id) { fits { label } services { service { name } } } }';
    expect(await ask(visitor, places, { id: toGlobalId('Referral', referralId) })).toEqual({ fits: [], services: [] });

    const request = 'query ($id: ID!) { placementRequest(id: $id) { status facts { adults } candidates { free } } }';
    const seen = await ask(await world.as(asked.manager), request, { id: toGlobalId('PlacementRequest', requestId) });
    expect(seen).toMatchObject({ facts: null, candidates: [] });
  });

  it('cannot be taken back: the referral is not taken up again, and erasing twice changes nothing', async () => {
    const { referralId } = await aClosedCase(1);
    allowed(await erase(referralId));
    const { erasedAt } = await referralOf(officer(), referralId);
    expect(await reopenReferral(officer(), { idempotencyKey: aKey(), referralId })).toMatchObject({
      reason: 'STORY_ERASED',
    });
    const later = clockContext(world.store, new Date(NOON.getTime() + 60_000));
    allowed(await eraseReferral(later, { referralId, reason: 'RETENTION' }));
    expect((await referralOf(officer(), referralId)).erasedAt).toEqual(erasedAt);
  });

  it('at the same instant as somebody takes it up again: one of the two, never an open referral without a story', async () => {
    for (let round = 0; round < 8; round += 1) {
      const referralId = await aSentReferral(officer());
      const end = { referralId, reason: 'SURVIVOR_CHANGED_MIND' };
      allowed(await withdrawReferral(officer(), { idempotencyKey: aKey(), ...end }));
      const [erased, reopened] = await Promise.all([
        erase(referralId),
        reopenReferral(officer(), { idempotencyKey: aKey(), referralId }),
      ]);
      const referral = await referralOf(officer(), referralId);
      expect([erased.allowed, reopened.allowed].filter(Boolean)).toHaveLength(1);
      expect(referral.erasedAt !== undefined).toBe(erased.allowed);
    }
  });
});

describe('a dump taken before a referral was erased', () => {
  let erased: Case;
  let living: Case;
  let dump: Dump;
  beforeAll(async () => {
    erased = await aClosedCase(2);
    living = await aClosedCase(3);
    dump = await takeDump();
    allowed(await erase(erased.referralId));
  });

  const about = (id: ReferralId) => (place: { referralId?: string }) => place.referralId === id;

  it('could be read before, with all keys: the search below can find what there is', () => {
    const read = everythingReadable(dump, TEST_KEYS);
    expect(caught(JSON.stringify(read.filter(about(erased.referralId))))).toEqual(CANARY);
  });

  it('without the data keys, as backups are taken, opens for nobody, even with every key of the house', () => {
    const { ['data-keys']: _apart, ...backup } = dump;
    expect(everythingReadable(backup, TEST_KEYS)).toEqual([]);
  });

  it('put back beside the data keys of today, has the living whole and the erased still erased', async () => {
    const { ['data-keys']: _old, ...backup } = dump;
    const { 'data-keys': today = [] } = await takeDump();
    const together = { ...backup, 'data-keys': today };
    const read = everythingReadable(together, TEST_KEYS);
    expect(caught(JSON.stringify(read.filter(about(living.referralId))))).toEqual(CANARY);
    expect(read.filter(about(erased.referralId))).toEqual([]);

    const now = await takeDump();
    await restore(together, makeIndexes);
    expect(
      (await referralOf(officer(), living.referralId)).story.open(grantForRules('COMPLETENESS')).preferredName,
    ).toBe('Zanthia');
    expect((await referralOf(officer(), erased.referralId)).erasedAt).toEqual(NOON);
    const [request] = await world.store.requests.ofReferral(erased.referralId);
    expect(await found(Promise.resolve(request ?? null))).not.toHaveProperty('declineNote');
    await restore(now, makeIndexes);
  });

  it('with its data keys in it, as in a snapshot, opens no more once the keys of the house have been rotated', async () => {
    const next = { ...TEST_KEY_BYTES, case: [newKeyBytes()], location: [newKeyBytes()] };
    const both = keysFrom({
      ...TEST_KEY_BYTES,
      case: [...next.case, ...TEST_KEY_BYTES.case],
      location: [...next.location, ...TEST_KEY_BYTES.location],
    });
    for (const keyClass of ['case', 'location'] as const) {
      const rotation = await rotateKeys(clock(storeIn(null, both)), keyClass);
      expect(rotation).toMatchObject({ unreadable: 0, left: 0 });
      expect(rotation.rewrapped).toBeGreaterThan(1);
    }
    expect(everythingReadable(dump, keysFrom(next))).toEqual([]);
    const alive = storeIn(null, keysFrom(next));
    const { story } = await found(alive.referrals.get(living.referralId));
    expect(story.open(grantForRules('COMPLETENESS')).preferredName).toBe('Zanthia');
  });
});
