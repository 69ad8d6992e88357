import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { HoldId, PlacementRequestId, ReferralId, UserId } from '@openhaven/domain/ids';
import type { StoryInput } from '@openhaven/domain/story-input';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { anOffer, aSentReferral, referralOf, unitOf } from '../../testing/builders/cases.ts';
import { asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import type { Visitor } from '../../testing/server.ts';
import { type World, aWorld } from '../../testing/world.ts';

/** A Friday noon in winter. */
const NOON = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NUMBER = '07700 900417';
const HIS = '07700 900666';
type Contact = NonNullable<StoryInput['safeContact']>;
const contact = (change: Partial<Contact> = {}): Contact => ({
  codeWord: 'marigold',
  ifNoContact: 'NOT_ASKED',
  channels: [
    { kind: 'PHONE', value: NUMBER, safe: true, from: '09:00', until: '15:00', whoMayAnswer: 'A sister' },
    { kind: 'PHONE', value: HIS, safe: false, mayLeaveMessage: true },
    { kind: 'TEXT', value: NUMBER, safe: true, from: '18:00', until: '20:00', mayLeaveMessage: true },
  ],
  ...change,
});

let world: World;
let refuge: TestRefuge;
let officer: Visitor;
let referralId: ReferralId;
let requestId: PlacementRequestId;
let holdId: HoldId;
const acting = () => asActor(world.officer, world.store, world.now());
const id = (): string => toGlobalId('Referral', referralId);
const later = (ms: number): void => world.at(new Date(NOON.getTime() + ms));
const codes = ({ userErrors }: Loose): string[] => userErrors.map(({ code }: Loose) => code);
const kept = () => referralOf(acting(), referralId);

beforeAll(async () => {
  world = await aWorld(NOON);
});
afterAll(() => world.stop());
beforeEach(() => given({}));

/** A woman tonight, to whom a place is offered for two hours, and how she may be reached. */
async function given(change: Partial<Contact>): Promise<void> {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Rest', confirmedAt: NOON });
  officer = await world.as(world.officer);
  ({ referralId, requestId, holdId } = await anOffer(acting(), refuge, { story: { safeContact: contact(change) } }));
}

const CARD =
  'rev status pausedAt tryAgainAt welfarePoliceBy actions contactCard { codeWord ifNoContact policeMayBeAsked openAttempt { kind } ways { way kind use whoMayAnswer mayLeaveMessage } attempts { kind outcome } checks { override words step number } }';
const cardFor = async (who: Visitor = officer): Promise<Loose> =>
  ask(who, `query ($id: ID!) { referral(id: $id) { ${CARD} } }`, { id: id() });
async function tryWay(way: number, who: Visitor = officer, change: object = {}): Promise<Loose> {
  const { rev } = await cardFor(who);
  const query = `mutation ($input: TryToReachInput!) { tryToReach(input: $input) { shown value shownForSeconds userErrors { field code } } }`;
  return (await who.ask(query, { input: { referralId: id(), rev, way, cardRead: true, ...change } })).data?.[
    'tryToReach'
  ];
}
const act = (who: Visitor, name: string, input: object = {}): Promise<Loose> =>
  mutate(who, name, { referralId: id(), ...input }, '__typename');
const note = (outcome: string): Promise<Loose> => act(officer, 'noteContact', { outcome });
async function inVain(): Promise<void> {
  expect(await tryWay(0)).toMatchObject({ shown: true });
  expect(codes(await note('NO_ANSWER'))).toEqual([]);
}
async function paused(): Promise<void> {
  await inVain();
  expect(codes(await act(officer, 'pauseReferral'))).toEqual([]);
}
async function workOf(person: TestPerson): Promise<string[]> {
  const { edges } = await ask(
    await world.as(person),
    '{ myWork(first: 50) { edges { node { kind referral { id } } } } }',
  );
  return edges
    .filter(({ node }: Loose) => node.referral?.id === id())
    .map(({ node }: Loose) => node.kind)
    .sort();
}
async function happened(): Promise<{ what: string; reason: string | null }[]> {
  const query = 'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what reason } } } } }';
  const { timeline } = await ask(await world.as(world.officer), query, { id: id() });
  return timeline.edges.map(({ node }: Loose) => node);
}
const toldTo = async (userId: UserId): Promise<string[]> =>
  (await world.store.notices.queuedFor(userId)).filter((one) => one.referralId === referralId).map(({ kind }) => kind);

describe('A7: the phone is not answered', () => {
  it('how she may be reached is read before any number appears, and says which ways are safe now', async () => {
    const answer = await officer.ask(`query ($id: ID!) { referral(id: $id) { ${CARD} } }`, { id: id() });
    expect(answer.text).not.toContain('900417');
    expect(answer.text).not.toContain('900666');
    const { contactCard } = await cardFor();
    expect(contactCard).toMatchObject({ codeWord: 'marigold', ifNoContact: 'NOT_ASKED', attempts: [] });
    expect(contactCard.ways).toEqual([
      { way: 0, kind: 'PHONE', use: 'NOW', whoMayAnswer: 'A sister', mayLeaveMessage: false },
      { way: 1, kind: 'PHONE', use: 'NEVER', whoMayAnswer: null, mayLeaveMessage: false },
      { way: 2, kind: 'TEXT', use: 'LATER', whoMayAnswer: null, mayLeaveMessage: true },
    ]);
  });

  it.each([
    ['to whoever has not read the card', 0, { cardRead: false }, 'CARD_NOT_READ'],
    ['of a phone that is not safe', 1, {}, 'WAY_NOT_SAFE_NOW'],
    ['at an hour that is not safe', 2, {}, 'WAY_NOT_SAFE_NOW'],
    ['that is not on the card', 3, {}, 'WAY_UNKNOWN'],
    ['from a card that has changed since', 0, { rev: 1 }, 'CHANGED_MEANWHILE'],
  ])('no number is shown %s, and no attempt begins', async (_name, way, change, code) => {
    expect(await tryWay(way, officer, change)).toMatchObject({
      shown: false,
      value: null,
      userErrors: [expect.objectContaining({ code })],
    });
    expect((await cardFor()).contactCard.openAttempt).toBeNull();
  });

  it('each number that is shown is a look, in the record before it is seen', async () => {
    const looks = 'query ($id: ID!) { referral(id: $id) { looks(first: 50) { edges { node { what byRole } } } } }';
    expect(await tryWay(0)).toMatchObject({ shown: true, value: NUMBER, shownForSeconds: 120 });
    expect(await tryWay(0)).toMatchObject({ shown: true });
    const seen = (await ask(officer, looks, { id: id() })).looks.edges.map(({ node }: Loose) => node.what);
    expect(seen.filter((what: string) => what === 'number.shown')).toHaveLength(2);
    expect(seen).toContain('contact.read');
    expect((await cardFor()).contactCard.openAttempt).toEqual({ kind: 'PHONE' });
  });

  it('no voicemail is left unless she allows it on that way at that hour', async () => {
    await tryWay(0);
    expect(codes(await note('MESSAGE_LEFT'))).toEqual(['NO_MESSAGE_ALLOWED']);
    expect(codes(await note('NO_ANSWER'))).toEqual([]);
    later(6 * HOUR + 30 * MINUTE);
    officer = await world.as(world.officer);
    await tryWay(2);
    expect(codes(await note('MESSAGE_LEFT'))).toEqual([]);
    const { attempts } = (await cardFor()).contactCard;
    expect(attempts).toEqual([
      { kind: 'TEXT', outcome: 'MESSAGE_LEFT' },
      { kind: 'PHONE', outcome: 'NO_ANSWER' },
    ]);
  });

  it('it stands in what happened that somebody tried, and nothing of what came of it', async () => {
    await tryWay(0);
    await note('SOMEBODY_ELSE');
    expect(await happened()).toContainEqual({ what: 'contact.tried', reason: null });
    expect(JSON.stringify(await happened())).not.toContain('SOMEBODY_ELSE');
    expect(codes(await note('NO_ANSWER'))).toEqual(['NO_ATTEMPT_OPEN']);
  });
});

describe('A7: the search is paused', () => {
  it('not before somebody has tried', async () => {
    expect(codes(await act(officer, 'pauseReferral'))).toEqual(['NOT_TRIED']);
    await paused();
    expect(await cardFor()).toMatchObject({ status: 'PAUSED_SAFE_CONTACT', pausedAt: NOON.toISOString() });
    expect(codes(await act(officer, 'pauseReferral'))).toEqual(['REFERRAL_STATE']);
  });

  it('the place that is kept stays kept until its time runs out, and is then free at once, even with the worker stopped', async () => {
    await paused();
    expect((await unitOf(acting(), refuge)).state).toMatchObject({ status: 'HELD' });
    later(2 * HOUR - 1);
    const other = await aSentReferral(acting(), {});
    const wish = { referralId: toGlobalId('Referral', other), unitId: toGlobalId('Unit', refuge.unitId) };
    const hold = async (): Promise<string[]> =>
      codes(await mutate(await world.as(world.officer), 'placeHold', wish, 'hold { id }'));
    expect(await hold()).toEqual(['UNIT_NOT_VACANT']);
    later(2 * HOUR);
    // No job has run: whoever is next has it.
    expect(await hold()).toEqual([]);
    expect(await kept()).toMatchObject({ status: 'PAUSED_SAFE_CONTACT' });
  });

  it('once its time has run out by the clock, the referral is still paused', async () => {
    await paused();
    later(2 * HOUR + MINUTE);
    await runDueJobs(world.store, world.now());
    expect((await unitOf(acting(), refuge)).state.status).toBe('AVAILABLE');
    expect((await kept()).status).toBe('PAUSED_SAFE_CONTACT');
    expect(await happened()).toContainEqual({ what: 'hold.expired', reason: null });
  });

  it('it is PAUSED, not CLOSED, after thirty days of silence; somebody is asked every day to try again', async () => {
    await paused();
    for (let day = 1; day <= 30; day += 1) {
      later(day * DAY);
      await runDueJobs(world.store, world.now());
    }
    expect(await kept()).toMatchObject({ status: 'PAUSED_SAFE_CONTACT', pausedAt: NOON });
    expect(await workOf(world.officer)).toContain('TRY_REACHING');
    const colleague = await aPerson(world.store, {
      role: 'REFERRER',
      organisationId: world.officer.actor.organisationId,
    });
    expect(await workOf(colleague)).toContain('TRY_REACHING');
    const reminded = (await toldTo(world.officer.actor.userId)).filter((kind) => kind === 'TRY_AGAIN');
    expect(reminded.length).toBeGreaterThanOrEqual(29);
    // Nobody has tried for more than a day: the coordinator has it in their list too.
    expect(await workOf(world.coordinator)).toContain('TRY_REACHING');
  });

  it('services that are silent are not chased, and nobody marks the need as unmet', async () => {
    const silent = await aRefuge(world.store, { name: 'Silent', confirmedAt: NOON });
    const serviceIds = [toGlobalId('Service', silent.serviceId)];
    await mutate(officer, 'sendRequests', { referralId: id(), serviceIds }, '__typename');
    await paused();
    later(12 * HOUR);
    await runDueJobs(world.store, world.now());
    expect(await toldTo(silent.manager.actor.userId)).toEqual(['NEW_REQUEST']);
    expect(await happened()).not.toContainEqual(expect.objectContaining({ what: 'request.escalated' }));
    expect(await happened()).not.toContainEqual(expect.objectContaining({ what: 'unmet-need.recorded' }));
    expect((await kept()).status).toBe('PAUSED_SAFE_CONTACT');
  });

  it('it stays on the board, with since when, and the coordinator is told', async () => {
    await paused();
    expect(await toldTo(world.coordinator.actor.userId)).toContain('REFERRAL_PAUSED');
    const board = '{ board(first: 50) { edges { node { status pausedAt referral { id } nextStep { step } } } } }';
    const { edges } = await ask(await world.as(world.coordinator), board);
    const row = edges.map(({ node }: Loose) => node).find(({ referral }: Loose) => referral.id === id());
    expect(row).toMatchObject({ status: 'PAUSED_SAFE_CONTACT', pausedAt: NOON.toISOString() });
  });

  it('a place that is offered meanwhile is kept for her, and the case stays paused; her yes counts at once', async () => {
    const another = await aRefuge(world.store, { name: 'Another', confirmedAt: NOON });
    const asked = await mutate(
      officer,
      'sendRequests',
      { referralId: id(), serviceIds: [toGlobalId('Service', another.serviceId)] },
      'requests { id service { id } }',
    );
    expect(codes(asked)).toEqual([]);
    await paused();
    const request = asked.requests.find(
      ({ service }: Loose) => service.id === toGlobalId('Service', another.serviceId),
    );
    const offer = { requestId: request.id, unitId: toGlobalId('Unit', another.unitId) };
    const made = await mutate(await world.as(another.manager), 'makeOffer', offer, 'hold { id }');
    expect((await kept()).status).toBe('PAUSED_SAFE_CONTACT');
    expect(await workOf(world.officer)).toContain('ASK_SURVIVOR');
    await mutate(officer, 'acceptOffer', { holdId: made.hold.id, survivorAgrees: true }, '__typename');
    const agreed = await kept();
    expect(agreed.status).toBe('AGREED');
    expect([agreed.pausedAt, agreed.tryAgainAt]).toEqual([undefined, undefined]);
  });
});

describe('A7: she returns on day 9', () => {
  it('to the same story, in a new round: whoever was asked can be asked again', async () => {
    await paused();
    later(9 * DAY);
    await runDueJobs(world.store, world.now());
    officer = await world.as(world.officer);
    expect(codes(await act(officer, 'resumeReferral'))).toEqual([]);
    expect(await kept()).toMatchObject({ status: 'SEEKING', round: 2 });
    expect((await kept()).placeBy).toEqual(new Date(world.now().getTime() + 4 * HOUR));
    const told = await ask(officer, 'query ($id: ID!) { referral(id: $id) { story { safeContact { codeWord } } } }', {
      id: id(),
    });
    expect(told.story.safeContact.codeWord).toBe('marigold');
    const serviceIds = [toGlobalId('Service', refuge.serviceId)];
    const again = await mutate(officer, 'sendRequests', { referralId: id(), serviceIds }, 'requests { id status }');
    expect(codes(again)).toEqual([]);
    const fresh = again.requests.filter(({ status }: Loose) => status === 'SENT');
    expect(fresh).toHaveLength(1);
    expect(fromGlobalId('PlacementRequest', fresh[0].id)).not.toBe(requestId);
    expect(await happened()).toContainEqual({ what: 'referral.resumed', reason: null });
    expect(await workOf(world.officer)).not.toContain('TRY_REACHING');
  });

  it('with the workers stopped all the while it comes out the same', async () => {
    await paused();
    later(9 * DAY);
    officer = await world.as(world.officer);
    expect(codes(await act(officer, 'resumeReferral'))).toEqual([]);
    expect(await kept()).toMatchObject({ status: 'SEEKING', round: 2 });
    expect((await unitOf(acting(), refuge)).state.status).toBe('AVAILABLE');
    expect(await world.store.holds.get(holdId)).toMatchObject({ status: 'EXPIRED' });
  });

  it('after half an hour, with the place still kept for her, in the same round', async () => {
    await paused();
    later(30 * MINUTE);
    officer = await world.as(world.officer);
    expect(codes(await act(officer, 'resumeReferral'))).toEqual([]);
    expect(await kept()).toMatchObject({ status: 'OFFERED', round: 1 });
    expect(codes(await act(officer, 'resumeReferral'))).toEqual(['REFERRAL_STATE']);
  });

  it('sent twice with one key it is done once', async () => {
    await paused();
    later(9 * DAY);
    officer = await world.as(world.officer);
    const key = { idempotencyKey: 'a7-resume-once' };
    expect(codes(await act(officer, 'resumeReferral', key))).toEqual([]);
    expect(codes(await act(officer, 'resumeReferral', key))).toEqual([]);
    expect((await kept()).round).toBe(2);
  });
});

describe('A7: the police', () => {
  it('with her consent, pausing asks somebody to ask them, and says what came of it', async () => {
    await given({ ifNoContact: 'CALL_POLICE' });
    await paused();
    expect((await kept()).welfarePoliceBy).toEqual(new Date(NOON.getTime() + HOUR));
    expect(await workOf(world.officer)).toContain('ASK_POLICE');
    expect(await happened()).toContainEqual({ what: 'welfare-check.called-for', reason: null });
    expect(codes(await act(officer, 'noteWelfareCheck', { step: 'ASKED', number: 'WM-0042' }))).toEqual([]);
    expect((await cardFor()).contactCard.checks).toEqual([
      { override: null, words: null, step: 'ASKED', number: 'WM-0042' },
    ]);
    expect(await workOf(world.officer)).toContain('ASK_POLICE');
    expect(codes(await act(officer, 'noteWelfareCheck', { step: 'FOUND_SAFE' }))).toEqual([]);
    expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
    expect((await kept()).status).toBe('PAUSED_SAFE_CONTACT');
  });

  it('with her consent, the second attempt in vain does so without a pause; the first does not', async () => {
    await given({ ifNoContact: 'CALL_POLICE' });
    await inVain();
    expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
    await inVain();
    expect(await workOf(world.officer)).toContain('ASK_POLICE');
    // In time nobody else has to know; when the hour is over the coordinator does.
    expect(await workOf(world.coordinator)).not.toContain('ASK_POLICE');
    later(HOUR);
    expect(await workOf(world.coordinator)).toContain('ASK_POLICE');
  });

  it('reached after all: nobody has to ask them any more', async () => {
    await given({ ifNoContact: 'CALL_POLICE' });
    await inVain();
    await inVain();
    later(MINUTE);
    await tryWay(0);
    expect(codes(await note('REACHED'))).toEqual([]);
    expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
    expect((await cardFor()).contactCard.checks).toEqual([expect.objectContaining({ step: 'NOT_NEEDED' })]);
  });

  it.each(['DO_NOT_CALL_POLICE', 'NOT_ASKED'] as const)(
    'with %s nobody is asked to, the page says so, and nobody who refers can note that they did',
    async (ifNoContact) => {
      await given({ ifNoContact });
      await inVain();
      await paused();
      expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
      const { contactCard, actions, welfarePoliceBy } = await cardFor();
      expect([contactCard.policeMayBeAsked, contactCard.ifNoContact, welfarePoliceBy]).toEqual([
        false,
        ifNoContact,
        null,
      ]);
      expect(actions).not.toContain('noteWelfareCheck');
      expect(actions).not.toContain('overrulePoliceWish');
      expect(codes(await act(officer, 'noteWelfareCheck', { step: 'ASKED' }))).toEqual(['POLICE_NOT_AGREED']);
    },
  );

  it('against her wish only by a coordinator, with a reason; it is in the record for all on the case to see', async () => {
    await given({ ifNoContact: 'DO_NOT_CALL_POLICE' });
    await paused();
    const words = 'Canary: a neighbour heard a threat.';
    const overrule = { reason: 'LIFE_IN_DANGER', words };
    await expect(act(officer, 'overrulePoliceWish', overrule)).rejects.toThrow('NOT_FOUND');
    await expect(act(await world.as(refuge.manager), 'overrulePoliceWish', overrule)).rejects.toThrow('NOT_FOUND');
    const coordinator = await world.as(world.coordinator);
    const without = await act(coordinator, 'overrulePoliceWish', { reason: '', words });
    expect(codes(without)).toEqual(['REASON_NEEDED']);
    expect(codes(await act(coordinator, 'overrulePoliceWish', { ...overrule, words: ' ' }))).toEqual([
      'FIELD_REQUIRED',
    ]);
    expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
    expect(codes(await act(coordinator, 'overrulePoliceWish', overrule))).toEqual([]);
    expect(await workOf(world.officer)).toContain('ASK_POLICE');
    expect(await happened()).toContainEqual({ what: 'welfare-check.called-for', reason: 'LIFE_IN_DANGER' });
    const { contactCard } = await cardFor();
    expect(contactCard).toMatchObject({ policeMayBeAsked: true, ifNoContact: 'DO_NOT_CALL_POLICE' });
    expect(contactCard.checks).toEqual([{ override: 'LIFE_IN_DANGER', words, step: null, number: null }]);
    // In words it is sealed with the story: the record has the code alone.
    expect(JSON.stringify(await world.store.audit.since(new Date(0), 10_000))).not.toContain('Canary');
  });

  it('her wish changes while somebody has to ask them: it is obeyed at once', async () => {
    await given({ ifNoContact: 'CALL_POLICE' });
    await paused();
    const { rev } = await cardFor();
    const story = (await kept()).story;
    expect(story).toBeDefined();
    const saved = await mutate(
      officer,
      'saveDraft',
      {
        referralId: id(),
        rev,
        story: {
          members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 }],
          safeContact: contact({ ifNoContact: 'DO_NOT_CALL_POLICE' }),
        },
      },
      '__typename',
    );
    expect(codes(saved)).toEqual([]);
    expect(await workOf(world.officer)).not.toContain('ASK_POLICE');
    expect(codes(await act(officer, 'noteWelfareCheck', { step: 'ASKED' }))).toEqual(['POLICE_NOT_AGREED']);
  });
});

describe('A7: who else learns of it', () => {
  it('an agency outside the county does the same for its own, and sees nothing of others', async () => {
    const outside = await aPerson(world.store, { role: 'OUT_OF_AREA_REFERRER' });
    const them = await world.as(outside);
    await expect(act(them, 'pauseReferral')).rejects.toThrow('NOT_FOUND');
    referralId = await aSentReferral(asActor(outside, world.store, world.now()), { story: { safeContact: contact() } });
    expect(await tryWay(0, them)).toMatchObject({ value: NUMBER });
    expect(codes(await act(them, 'noteContact', { outcome: 'NO_ANSWER' }))).toEqual([]);
    expect(codes(await act(them, 'pauseReferral'))).toEqual([]);
    expect(await workOf(outside)).toEqual(['TRY_REACHING']);
    expect(codes(await act(them, 'resumeReferral'))).toEqual([]);
  });

  it('the service that was asked sees neither the card, nor that it is paused, nor the police', async () => {
    await given({ ifNoContact: 'CALL_POLICE' });
    await paused();
    const manager = await world.as(refuge.manager);
    for (const name of ['pauseReferral', 'resumeReferral', 'noteContact', 'noteWelfareCheck']) {
      const input =
        name === 'noteContact' ? { outcome: 'REACHED' } : name === 'noteWelfareCheck' ? { step: 'ASKED' } : {};
      await expect(act(manager, name, input)).rejects.toThrow('NOT_FOUND');
    }
    const query = 'query ($id: ID!) { placementRequest(id: $id) { status referral { pausedAt } } }';
    const seen = await manager.ask(query, { id: toGlobalId('PlacementRequest', requestId) });
    expect(seen.text).not.toMatch(/PAUSED|2026-11-20T12:00/);
  });

  it('a caller learns nothing: her reference reads as one that does not exist, before and after', async () => {
    const { reference } = await kept();
    const stranger = await world.as((await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: NOON })).manager);
    const ring = (named: string): Promise<Loose> =>
      mutate(stranger, 'recordCall', { outcome: 'NOT_KNOWN', reference: named }, '__typename');
    const before = [await ring(reference), await ring('WOR-XXXXX')];
    await paused();
    const after = [await ring(reference), await ring('WOR-XXXXX')];
    expect(new Set([...before, ...after].map((one) => JSON.stringify(one))).size).toBe(1);
    const query = 'query ($id: ID!) { referral(id: $id) { pausedAt contactCard { codeWord } } }';
    const hers = await stranger.ask(query, { id: id() });
    const none = await stranger.ask(query, { id: toGlobalId('Referral', '00000000-0000-4000-8000-0000000000ff') });
    expect([hers.status, hers.text]).toEqual([none.status, none.text]);
  });

  it('what was tried is sealed: nothing of it is in the clear', async () => {
    await paused();
    const referral = await kept();
    expect(JSON.stringify(referral)).toContain('[sealed]');
    expect(JSON.stringify(referral)).not.toContain('NO_ANSWER');
  });
});
