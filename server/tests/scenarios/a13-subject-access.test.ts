import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { clockContext } from '../../src/commands/clock-context.ts';
import { eraseReferral } from '../../src/commands/erase-referral.ts';
import { liftLegalHold } from '../../src/commands/set-legal-hold.ts';
import { withdrawReferral } from '../../src/commands/withdraw-referral.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { everythingReadable, takeDump } from '../../testing/dump.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import type { Visitor } from '../../testing/server.ts';
import { TEST_KEYS } from '../../testing/store.ts';
import { type World, aWorld } from '../../testing/world.ts';

const START = new Date('2026-11-20T12:00:00Z');
const days = (count: number) => new Date(START.getTime() + count * 86_400_000);

const STORY = {
  preferredName: 'Zanthia',
  members: [
    { role: 'APPLICANT', sex: 'FEMALE', ageYears: 34, name: 'Zanthia Moorcroft' },
    { role: 'CHILD', sex: 'MALE', ageYears: 9, name: 'Quillon Moorcroft' },
  ],
  safeContact: {
    channels: [{ kind: 'PHONE', value: '07700900987', safe: true, whoMayAnswer: 'Auntie Vexley' }],
    codeWord: 'marmalade-kestrel',
  },
  unsafeAreas: [{ kind: 'PLACE', placeName: 'Evesham', radiusKm: 3, whose: 'PERPETRATOR_HOME' }],
  background: 'canary-background',
} as const;
/** Of other people: never told, whoever asks and whatever anybody chooses. */
const OF_OTHERS = ['Quillon', 'Auntie Vexley'];

let world: World;
let anna: TestPerson;
let ben: TestPerson;
let referralId: ReferralId;
let reference: string;
beforeAll(async () => {
  world = await aWorld(START);
  anna = await aPerson(world.store, { role: 'PRIVACY_OFFICER' });
  ben = await aPerson(world.store, { role: 'PRIVACY_OFFICER', organisationId: anna.actor.organisationId });
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.at(START);
  referralId = await aSentReferral(asActor(world.officer, world.store, START), { story: STORY });
  ({ reference } = await referralOf(asActor(world.officer, world.store, START), referralId));
});

const LIST = `{ subjectAccessRequests { id reference state dueOn isLate preparedByName releasedByName mayRelease } }`;
const SHOWN = 'items { key label tag text } copy { label text }';

const SHOW = `mutation ($input: ShowSubjectAccessInput!) {
  showSubjectAccess(input: $input) { ${SHOWN} userErrors { code } } }`;
const show = (who: Visitor, id: string): Promise<Loose> => ask(who, SHOW, { input: { id } });

async function open(who: Visitor, change: object = {}): Promise<Loose> {
  const wish = { reference, isApplicant: true, identity: 'IN_PERSON', receivedOn: '2026-11-19', ...change };
  return mutate(who, 'openSubjectAccess', wish, '__typename');
}

const listed = async (who: Visitor): Promise<Loose> =>
  (await ask(who, LIST)).find((one: Loose) => one.reference === reference);

async function opened(): Promise<{ id: string; first: Visitor; second: Visitor }> {
  const [first, second] = [await world.proven(anna), await world.proven(ben)];
  expect((await open(first)).userErrors).toEqual([]);
  return { id: (await listed(first)).id, first, second };
}

const OWN_KEYS = ['name', 'self', 'contact', 'tonight'];

async function prepared() {
  const begun = await opened();
  expect(
    (await mutate(begun.first, 'prepareCopy', { id: begun.id, include: OWN_KEYS }, '__typename')).userErrors,
  ).toEqual([]);
  return begun;
}

const codes = ({ userErrors }: Loose): string[] => userErrors.map(({ code }: Loose) => code);

describe('the ex writes that he wants to see what is kept', () => {
  it('is told nothing: no request is begun, no referral is looked up, and the record says that somebody asked', async () => {
    const who = await world.proven(anna);
    const refused = await open(who, { isApplicant: false });
    const unknown = await open(who, { isApplicant: false, reference: 'WOR-XXXXX' });
    expect(codes(refused)).toEqual(['NEITHER_CONFIRM_NOR_DENY']);
    expect(unknown).toEqual(refused);
    expect(await listed(who)).toBeUndefined();
    const rows = await world.store.audit.since(new Date(0), 10_000);
    expect(rows.filter(({ reason }) => reason === 'NEITHER_CONFIRM_NOR_DENY').length).toBe(2);
  });

  it.each([
    ['says that he is she, and nobody has made sure', { identity: '' }, 'IDENTITY_NOT_CHECKED'],
    ['of a day that has not come', { receivedOn: '2026-11-21' }, 'RECEIVED_DAY'],
    ['of years ago', { receivedOn: '2024-11-21' }, 'RECEIVED_DAY'],
  ])('is refused where it %s', async (_name, change, code) => {
    expect(codes(await open(await world.proven(anna), change))).toEqual([code]);
  });
});

describe('she asks for a copy', () => {
  it('and her own parts are tagged as hers; nobody else’s are shown even to those who prepare it', async () => {
    const { id, first } = await opened();
    const { items } = await show(first, id);
    const tags = Object.fromEntries(items.map(({ key, tag }: Loose) => [key, tag]));
    expect(tags).toMatchObject({ name: 'OWN', contact: 'OWN', background: 'MIXED', unsafeAreas: 'MIXED' });
    expect(tags).toMatchObject({ others: 'OTHER_PERSON', whoMayAnswer: 'OTHER_PERSON' });
    expect(tags).toMatchObject({ places: 'WITHHELD', keptOut: 'WITHHELD', staff: 'WITHHELD' });
    const text = JSON.stringify(items);
    expect(text).toContain('07700900987');
    expect(OF_OTHERS.filter((word) => text.includes(word))).toEqual([]);
  });

  it('which asks for a fresh proof each time it is opened', async () => {
    const { id } = await opened();
    const unproven = await world.as(anna);
    expect(codes(await show(unproven, id))).toEqual(['STEP_UP_NEEDED']);
    const wish = { id, include: ['name'] };
    expect(codes(await mutate(unproven, 'prepareCopy', wish, '__typename'))).toEqual(['STEP_UP_NEEDED']);
    const rows = await world.store.audit.since(new Date(0), 10_000);
    expect(rows.filter(({ action, referralId: of }) => action === 'copy.read' && of === referralId)).toEqual([]);
  });

  it.each([['others'], ['places'], ['keptOut'], ['nothing-of-the-kind']])(
    'in which %s cannot be put, whoever chooses it',
    async (key) => {
      const { id, first } = await opened();
      const answer = await mutate(first, 'prepareCopy', { id, include: ['name', key] }, '__typename');
      expect(codes(answer)).toEqual(['NOT_THEIR_OWN']);
      expect((await listed(first)).state).toBe('OPEN');
    },
  );

  it('which two people release: not the one who prepared it, and only what was read', async () => {
    const { id, first, second } = await prepared();
    expect(codes(await mutate(first, 'releaseCopy', { id }, '__typename'))).toEqual(['SECOND_PERSON_NEEDED']);
    const { copy, items } = await show(second, id);
    expect(items).toEqual([]);
    expect(copy.map(({ label }: Loose) => label)).toEqual([
      'Name',
      'About the applicant',
      'Ways of contact',
      'Where they sleep',
    ]);
    expect(codes(await mutate(second, 'releaseCopy', { id }, '__typename'))).toEqual([]);
    const officer = await world.as(world.officer);
    const plan = { referralId: toGlobalId('Referral', referralId), tonight: 'HOSPITAL_OR_CUSTODY' };
    expect(codes(await mutate(officer, 'setTonightPlan', plan, '__typename'))).toEqual([]);
    expect((await show(first, id)).copy).toEqual(copy);
    expect(await listed(first)).toMatchObject({ state: 'RELEASED', releasedByName: 'Sam Example', mayRelease: false });
    expect(codes(await mutate(second, 'releaseCopy', { id }, '__typename'))).toEqual(['SUBJECT_ACCESS_STATE']);
  });

  it('which can be taken out for seven days, and not a moment longer', async () => {
    const { id, second } = await prepared();
    await mutate(second, 'releaseCopy', { id }, '__typename');
    const released = new Date(START.getTime());
    world.at(new Date(released.getTime() + 7 * 86_400_000 - 1));
    expect(codes(await show(await world.proven(anna), id))).toEqual([]);
    world.at(days(7));
    expect(codes(await show(await world.proven(anna), id))).toEqual(['COPY_OVER']);
  });

  it('which is released, or prepared anew: of two who decide at once one wins, in each of twenty rounds', async () => {
    const { id, first, second } = await opened();
    for (let round = 0; round < 20; round++) {
      await mutate(first, 'prepareCopy', { id, include: ['name'] }, '__typename');
      const both = [
        mutate(second, 'prepareCopyAgain', { id }, '__typename'),
        mutate(second, 'prepareCopyAgain', { id }, '__typename'),
      ];
      const outcomes = (await Promise.all(both)).map(codes);
      expect(outcomes.toSorted()).toEqual([[], ['SUBJECT_ACCESS_STATE']]);
    }
    await mutate(first, 'prepareCopy', { id, include: ['name'] }, '__typename');
    const [released, again] = await Promise.all([
      mutate(second, 'releaseCopy', { id }, '__typename'),
      mutate(second, 'prepareCopyAgain', { id }, '__typename'),
    ]);
    expect([codes(released), codes(again)]).toContainEqual([]);
    expect([codes(released), codes(again)]).toContainEqual(['SUBJECT_ACCESS_STATE']);
    expect((await listed(first)).state).toBe(codes(released).length === 0 ? 'RELEASED' : 'OPEN');
  });

  it('begun once for a referral, also by two at once', async () => {
    const [first, second] = [await world.proven(anna), await world.proven(ben)];
    const outcomes = (await Promise.all([open(first), open(second)])).map(codes);
    expect(outcomes.toSorted()).toEqual([[], ['SUBJECT_ACCESS_OPEN']]);
  });
});

describe('what is asked for', () => {
  it('is kept until it is answered, whatever its time', async () => {
    await opened();
    expect((await referralOf(asActor(world.officer, world.store, START), referralId)).legalHold).toMatchObject({
      reason: 'SUBJECT_REQUEST',
      reviewOn: '2026-12-19',
    });
    const withdrawal = { idempotencyKey: aKey(), referralId, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(asActor(world.officer, world.store, START), withdrawal));
    const erased = await eraseReferral(clockContext(world.store, START), { referralId, reason: 'ASKED_FOR' });
    expect(erased).toMatchObject({ allowed: false, reason: 'ON_LEGAL_HOLD' });
  });

  it('goes with the story, the copy as well: nobody who has everything reads a word of it', async () => {
    const { id } = await prepared();
    const withdrawal = { idempotencyKey: aKey(), referralId, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(asActor(world.officer, world.store, START), withdrawal));
    allowed(await liftLegalHold(asActor(anna, world.store, START), { idempotencyKey: aKey(), reference }));
    const about = (all: ReturnType<typeof everythingReadable>) => all.filter((one) => one.referralId === referralId);
    expect(JSON.stringify(about(everythingReadable(await takeDump(), TEST_KEYS)))).toContain('07700900987');
    allowed(await eraseReferral(clockContext(world.store, START), { referralId, reason: 'ASKED_FOR' }));
    expect(JSON.stringify(about(everythingReadable(await takeDump(), TEST_KEYS)))).not.toContain('07700900987');
    const { copy } = await show(await world.proven(anna), id);
    expect(JSON.stringify(copy)).toContain('has been erased');
  });

  it('waits in the list of work until its day, and is late after that', async () => {
    const { first, second } = await prepared();
    const WORK = '{ myWork(first: 50) { edges { node { kind dueAt } } } }';
    const kinds = async (who: Visitor) => (await ask(who, WORK)).edges.map(({ node }: Loose) => node.kind);
    expect(await kinds(second)).toContain('RELEASE_COPY');
    expect(await kinds(first)).not.toContain('RELEASE_COPY');
    expect((await listed(first)).isLate).toBe(false);
    world.at(new Date('2026-12-20T12:00:00Z'));
    expect(await listed(await world.as(anna))).toMatchObject({ dueOn: '2026-12-19', isLate: true });
  });

  it('stands among the looks at the referral, which those who refer can read', async () => {
    const { id, first } = await opened();
    await show(first, id);
    const query = `query ($id: ID!) { referral(id: $id) { looks(first: 50) { edges { node { what byRole } } } } }`;
    const { looks } = await ask(await world.as(world.officer), query, { id: toGlobalId('Referral', referralId) });
    expect(looks.edges.map(({ node }: Loose) => node)).toContainEqual({ what: 'copy.read', byRole: 'PRIVACY_OFFICER' });
  });
});

describe('whoever has nothing to do with it', () => {
  it('reads the same for a request that is there and for one that is not', async () => {
    const { id } = await opened();
    const none = toGlobalId('SubjectAccess', '00000000-0000-4000-8000-0000000000ff');
    for (const person of [world.officer, world.coordinator, world.stranger]) {
      const who = await world.proven(person);
      expect((await who.ask(LIST)).status).toBe(404);
      const [there, nowhere] = [await who.ask(SHOW, { input: { id } }), await who.ask(SHOW, { input: { id: none } })];
      expect([there.status, there.text]).toEqual([404, nowhere.text]);
    }
  });

  it('finds no referral whose household has their organisation kept out', async () => {
    const officer = await world.as(world.officer);
    const id = toGlobalId('Referral', referralId);
    const { exclusions } = await ask(officer, 'query ($id: ID!) { referral(id: $id) { exclusions { rev } } }', { id });
    const organisationIds = [toGlobalId('Organisation', anna.actor.organisationId)];
    const wish = { referralId: id, rev: exclusions.rev, organisationIds };
    expect(codes(await mutate(officer, 'setExclusions', wish, '__typename'))).toEqual([]);
    expect(codes(await open(await world.proven(anna)))).toEqual(['REFERENCE_UNKNOWN']);
  });
});
