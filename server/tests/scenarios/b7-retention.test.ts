import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { PlacementId, ReferralId } from '@openhaven/domain/ids';
import { clockContext } from '../../src/commands/clock-context.ts';
import { declineRequest } from '../../src/commands/decline-request.ts';
import { type Erased, eraseReferral, eraseWhatIsOver } from '../../src/commands/erase-referral.ts';
import { recordDeparture } from '../../src/commands/record-departure.ts';
import { saveDraft } from '../../src/commands/save-draft.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import { recordUnmetNeed } from '../../src/commands/record-unmet-need.ts';
import { verifyAudit } from '../../src/commands/verify-audit.ts';
import { withdrawReferral } from '../../src/commands/withdraw-referral.ts';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { aDraft, aRequest, aSentReferral, aStay, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { everythingReadable, takeDump } from '../../testing/dump.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { TEST_KEYS } from '../../testing/store.ts';
import { type World, aWorld } from '../../testing/world.ts';

const START = new Date('2026-01-12T12:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const justBefore = (instant: Date) => new Date(instant.getTime() - 1);

let world: World;
let refuge: TestRefuge;
let privacy: TestPerson;
beforeAll(async () => {
  world = await aWorld(START);
  refuge = await aRefuge(world.store, { name: 'Rest', confirmedAt: START });
  privacy = await aPerson(world.store, { role: 'PRIVACY_OFFICER' });
});
afterAll(() => world.stop());

const officer = (now = START) => asActor(world.officer, world.store, now);
const clock = (now: Date) => clockContext(world.store, now);
const turn = (now: Date): Promise<Erased> => eraseWhatIsOver(clock(now));
const named = (preferredName: string) => ({ story: { preferredName, tonight: 'COUNCIL_INTERIM' } as const });

async function withdrawn(name: string, at = START): Promise<ReferralId> {
  const referralId = await aSentReferral(officer(at), named(name));
  const end = { idempotencyKey: aKey(), referralId, reason: 'SURVIVOR_CHANGED_MIND' };
  allowed(await withdrawReferral(officer(at), end));
  return referralId;
}

async function unmet(name: string): Promise<ReferralId> {
  const { referralId, requestId } = await aRequest(officer(), refuge, named(name));
  const no = { idempotencyKey: aKey(), requestId, reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };
  allowed(await declineRequest(asActor(refuge.manager, world.store, START), no));
  const need = { idempotencyKey: aKey(), referralId, reason: 'ALL_DECLINED', close: true };
  allowed(await recordUnmetNeed(asActor(world.coordinator, world.store, START), need));
  return referralId;
}

async function leaves(placementId: PlacementId, leftAt: Date): Promise<void> {
  const manager = asActor(refuge.manager, world.store, leftAt);
  const left = { idempotencyKey: aKey(), placementId, leftOn: civilDateAt(leftAt), reason: 'SECOND_STAGE' };
  allowed(await recordDeparture(manager, left));
}

/** Names that a thief who has everything would still read. */
async function readable(names: readonly string[]): Promise<readonly string[]> {
  const text = JSON.stringify(everythingReadable(await takeDump(), TEST_KEYS));
  return names.filter((name) => text.includes(name));
}

/** What the county counts, and what each referral says happened to it, without the erasing itself. */
async function figures(ids: readonly ReferralId[]) {
  const who = await world.as(world.officer);
  const list =
    'query { referrals(open: false, first: 50) { totalCount edges { node { reference status priority } } } }';
  const needs = await Promise.all(ids.map((id) => world.store.unmetNeeds.ofReferral(id)));
  const course = `query ($id: ID!) { referral(id: $id) { status reference submittedAt
    timeline(first: 50) { edges { node { at what reason byRole } } } } }`;
  const courses = [];
  for (const id of ids) {
    const one = await ask(who, course, { id: toGlobalId('Referral', id) });
    const told = one.timeline.edges.map(({ node }: Loose) => node);
    courses.push({ ...one, timeline: told.filter(({ what }: Loose) => what !== 'referral.erased') });
  }
  return { closed: await ask(who, list), needs, courses };
}

describe('B7: a closed record is erased on its date, and no total changes', () => {
  it('each kind at the midnight at which its time is over, not a moment before; the figures and the record stay', async () => {
    const { referralId: placed, placementId } = await aStay(officer(), refuge, named('Placedia'));
    const gone = [await withdrawn('Withdrawnia'), await unmet('Unmetia')];
    await leaves(placementId, new Date('2026-02-10T12:00:00Z'));
    const open = await aSentReferral(officer(), named('Openia'));
    const ids = [...gone, placed];
    const before = await figures(ids);
    const names = ['Withdrawnia', 'Unmetia', 'Placedia', 'Openia'];
    expect(await readable(names)).toEqual(names);

    const six = new Date('2026-07-12T23:00:00Z');
    expect(await turn(justBefore(six))).toEqual({ erased: 0, failed: [] });
    expect(await turn(six)).toEqual({ erased: 2, failed: [] });
    expect(await readable(names)).toEqual(['Placedia', 'Openia']);
    expect(await turn(justBefore(day('2027-02-11')))).toEqual({ erased: 0, failed: [] });
    expect(await turn(day('2027-02-11'))).toEqual({ erased: 1, failed: [] });
    expect(await readable(names)).toEqual(['Openia']);
    expect(await turn(day('2036-01-01'))).toEqual({ erased: 0, failed: [] });
    expect((await referralOf(officer(), open)).erasedAt).toBeUndefined();

    expect(await figures(ids)).toEqual(before);
    await sealAudit(clock(START));
    expect(await verifyAudit(clock(START), { checkpoints: [] })).toMatchObject({ sound: true });
  });

  it('a draft that was never sent goes a week after it was last saved, and ends with it', async () => {
    const referralId = await aDraft(officer(), named('Draftia'));
    const later = officer(new Date('2026-01-15T12:00:00Z'));
    const { rev } = await referralOf(officer(), referralId);
    const story = aStory({ preferredName: 'Draftia' });
    const again = { idempotencyKey: aKey(), referralId, rev, priority: 'P1_TONIGHT', source: 'POLICE', story };
    allowed(await saveDraft(later, again));
    expect(await turn(justBefore(day('2026-01-23')))).toMatchObject({ erased: 0 });
    expect(await turn(day('2026-01-23'))).toMatchObject({ erased: 1 });
    expect(await readable(['Draftia'])).toEqual([]);
    expect(await referralOf(officer(), referralId)).toMatchObject({ status: 'WITHDRAWN', erasure: { by: 'DRAFT' } });
  });

  it('two turns at once erase each story once', async () => {
    const ids = [await withdrawn('Twicia'), await withdrawn('Twicia')];
    const turns = await Promise.all([turn(day('2026-08-01')), turn(day('2026-08-01'))]);
    expect(turns.flatMap(({ failed }) => failed)).toEqual([]);
    expect(turns.reduce((sum, { erased }) => sum + erased, 0)).toBe(2);
    for (const id of ids) {
      const rows = await world.store.audit.timeline(id, { first: 50, after: null });
      expect(rows.edges.filter(({ node }) => node.action === 'referral.erased')).toHaveLength(1);
    }
  });
});

const HOLD = '';
const hold = async (reference: string, reviewOn = '2026-12-01', by = privacy): Promise<Loose> =>
  mutate(await world.as(by), 'setLegalHold', { reference, reason: 'COURT', reviewOn }, HOLD);

describe('B7: a legal hold', () => {
  it('keeps a story past its time, from the clock and from the operator, until it is lifted', async () => {
    const referralId = await withdrawn('Heldia');
    const { reference } = await referralOf(officer(), referralId);
    expect(await hold(` ${reference.toLowerCase()} `)).toEqual({ userErrors: [] });
    expect(await turn(day('2027-06-01'))).toMatchObject({ erased: 0 });
    expect(await eraseReferral(clock(day('2027-06-01')), { referralId, reason: 'ASKED_FOR' })).toEqual({
      allowed: false,
      reason: 'ON_LEGAL_HOLD',
    });
    expect(await readable(['Heldia'])).toEqual(['Heldia']);
    const seen = await ask(await world.as(privacy), '{ retention { held { reference reason isReviewDue placedBy } } }');
    expect(seen.held).toContainEqual({ reference, reason: 'COURT', isReviewDue: false, placedBy: 'Sam Example' });

    const lifted = await mutate(await world.as(privacy), 'liftLegalHold', { reference }, HOLD);
    expect(lifted).toEqual({ userErrors: [] });
    expect(await turn(day('2027-06-01'))).toMatchObject({ erased: 1 });
    expect((await mutate(await world.as(privacy), 'liftLegalHold', { reference }, HOLD)).userErrors[0].code).toBe(
      'NOT_ON_HOLD',
    );
    expect((await hold(reference)).userErrors[0]).toMatchObject({ code: 'NOTHING_LEFT_TO_KEEP', field: 'reference' });
  });

  it('at the same moment as the clock: the story is kept or gone, never held and gone', async () => {
    for (let round = 0; round < 20; round += 1) {
      const referralId = await withdrawn('Racia');
      const { reference } = await referralOf(officer(), referralId);
      const [placed] = await Promise.all([hold(reference), turn(day('2026-09-01'))]);
      const { erasedAt, legalHold } = await referralOf(officer(), referralId);
      expect(erasedAt === undefined).toBe(legalHold !== undefined);
      expect(placed.userErrors.length === 0).toBe(legalHold !== undefined);
    }
  });

  it('is not seen by those who refer, by services or on open pages; and only the privacy officer sets it', async () => {
    const referralId = await withdrawn('Quietia');
    const { reference } = await referralOf(officer(), referralId);
    await hold(reference);
    const timeline = 'query ($id: ID!) { referral(id: $id) { timeline(first: 50) { edges { node { what } } } } }';
    const told = await ask(await world.as(world.officer), timeline, { id: toGlobalId('Referral', referralId) });
    expect(JSON.stringify(told)).not.toContain('hold');
    for (const other of [world.officer, world.coordinator, refuge.manager]) {
      await expect(hold(reference, '2026-12-01', other)).rejects.toThrow('NOT_FOUND');
      await expect(ask(await world.as(other), '{ retention { toEraseCount } }')).rejects.toThrow('NOT_FOUND');
    }
    const { data } = await (await world.as(privacy)).ask('query ($id: ID!) { referral(id: $id) { reference } }', {
      id: toGlobalId('Referral', referralId),
    });
    expect(data?.['referral'] ?? null).toBeNull();
  });

  it('of a reference that nobody has, for no reason of the list, or for too long, is refused in words', async () => {
    expect((await hold('WOR-NONE1')).userErrors[0]).toMatchObject({ code: 'REFERENCE_UNKNOWN', field: 'reference' });
    const { reference } = await referralOf(officer(), await withdrawn('Refusia'));
    expect((await hold(reference, '2027-01-13')).userErrors[0]).toMatchObject({
      code: 'REVIEW_DAY',
      field: 'reviewOn',
    });
  });
});

it('the privacy officer reads what goes soon, what is late, and how many went, by month and rule', async () => {
  await turn(day('2026-07-01'));
  const soon = await referralOf(officer(), await withdrawn('Soonia'));
  world.at(new Date('2026-07-01T12:00:00Z'));
  const query =
    '{ retention { rules { code days months } toErase { reference rule eraseFrom isOverdue } toEraseCount erased { month by count } } }';
  const seen = await ask(await world.as(privacy), query);
  expect(seen.rules).toEqual([
    { code: 'DRAFT', days: 7, months: null },
    { code: 'NOT_PLACED', days: null, months: 6 },
    { code: 'PLACED', days: null, months: 12 },
  ]);
  expect(seen.toErase).toContainEqual({
    reference: soon.reference,
    rule: 'NOT_PLACED',
    eraseFrom: '2026-07-12T23:00:00.000Z',
    isOverdue: false,
  });
  expect(seen.toEraseCount).toBeGreaterThan(0);
  expect(seen.erased).toContainEqual({ month: '2026-01', by: 'DRAFT', count: 1 });
  world.at(new Date('2026-08-01T12:00:00Z'));
  const late = await ask(await world.as(privacy), query);
  expect(late.toErase).toContainEqual(expect.objectContaining({ reference: soon.reference, isOverdue: true }));
});
