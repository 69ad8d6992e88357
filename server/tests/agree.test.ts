import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { UnitId } from '@openhaven/domain/ids';
import type { StoryInput } from '@openhaven/domain/story-input';
import fc from 'fast-check';
import { placeHold } from '../src/commands/place-hold.ts';
import type { Context } from '../src/context.ts';
import { findPlaces } from '../src/queries/find-places.ts';
import { allowed, aSentReferral, found } from '../testing/builders/cases.ts';
import { aKey, asActor, minutesAfter } from '../testing/builders/people.ts';
import { FLAT, ROOM, type RefugeWish, type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { aPerson } from '../testing/people.ts';
import { type TestStore, startStore } from '../testing/store.ts';

const HOUR_MS = 3_600_000;
let own: TestStore;
let officer: Context;

beforeAll(async () => {
  own = await startStore();
  officer = asActor(await aPerson(own.store, { role: 'REFERRER' }), own.store, new Date());
});
afterAll(() => own.stop());

/** Local midnights, among them both changes of the clocks and the birthdays of children born on 29 February. */
const MIDNIGHTS = [
  '2026-11-24T00:00:00Z',
  '2026-06-30T23:00:00Z',
  '2026-10-25T00:00:00Z',
  '2027-03-28T00:00:00Z',
  '2027-02-28T00:00:00Z',
  '2027-03-01T00:00:00Z',
].map((text) => new Date(text));

/** On the instant itself, and a millisecond before and after. */
const aside = fc.constantFrom(-1, 0, 1);

/** How old a vacancy's confirmation is, in milliseconds: about the two instants at which it changes its colour. */
const confirmation = fc
  .tuple(fc.constantFrom(1 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS), aside)
  .map(([age, offset]) => age + offset);

/** Whether the room is held by somebody else, and when that hold runs out, seen from the instant of the question. */
const heldUntil = fc.oneof(fc.constant(null), aside);

const room = fc.record({
  limit: fc.constantFrom(12, 15, 16, undefined),
  shared: fc.boolean(),
  area: fc.constantFrom('E07000239', 'E07000236', 'E10000034'),
  mayHold: fc.boolean(),
  confirmation,
  heldUntil,
});
type Room = typeof room extends fc.Arbitrary<infer T> ? T : never;

/** A mother and a son who has his birthday that day, or had or will have it next to it. */
const household = fc.record({
  years: fc.constantFrom(12, 13, 15, 16, 17),
  born: fc.constantFrom(-1, 0, 1),
  unsafe: fc.constantFrom([], ['E07000236']),
});

function storyFor(
  { years, born, unsafe }: { years: number; born: number; unsafe: readonly string[] },
  day: Date,
): StoryInput {
  const birthday = civilDateAt(new Date(day.getTime() + born * 24 * HOUR_MS + 12 * HOUR_MS));
  const dateOfBirth = `${Number(birthday.slice(0, 4)) - years}${birthday.slice(4)}`;
  return {
    members: [
      { role: 'APPLICANT', sex: 'FEMALE', ageYears: 38 },
      { role: 'CHILD', sex: 'MALE', dateOfBirth },
    ],
    unsafeAreas: unsafe.map((areaCode) => ({ kind: 'DISTRICT', areaCode, whose: 'PERPETRATOR_HOME' })),
  };
}

async function build(
  { limit, shared, area, mayHold, confirmation: age, heldUntil: lapse }: Room,
  at: Date,
): Promise<TestRefuge> {
  const wish: RefugeWish = {
    area,
    policy: { referrerMayHold: mayHold, ...(limit !== undefined && { boysMaximumAge: limit }) },
    features: shared ? ROOM : FLAT,
    confirmedAt: new Date(at.getTime() - age),
  };
  const refuge = await aRefuge(own.store, wish);
  if (lapse !== null) await holdForSomebodyElse(refuge, new Date(at.getTime() + lapse));
  return refuge;
}

/** A hold of two hours that began so that it runs out at an instant. */
async function holdForSomebodyElse({ unitId, serviceId }: TestRefuge, expiresAt: Date): Promise<void> {
  const then = { ...officer, now: minutesAfter(expiresAt, -120) };
  const service = await found(own.store.services.get(serviceId));
  const taking = { ...service, policy: { ...service.policy, referrerMayHold: true } };
  const unit = await found(own.store.units.get(unitId));
  await own.store.services.put(taking);
  await own.store.units.confirm([unitId], then.now);
  const referralId = await aSentReferral(then, {
    story: { members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 30 }] },
  });
  allowed(await placeHold(then, { idempotencyKey: aKey(), referralId, unitId }));
  await own.store.services.put(service);
  const held = await found(own.store.units.get(unitId));
  await own.store.units.save({ ...held, lastConfirmedAt: unit.lastConfirmedAt });
}

/** Takes the room off the board, so that the next case has the board to itself. */
async function close({ unitId }: TestRefuge): Promise<void> {
  const unit = await found(own.store.units.get(unitId));
  await own.store.units.save({ ...unit, state: { status: 'CLOSED' } });
}

async function holdableBySearch(context: Context, referralId: Parameters<typeof findPlaces>[1]): Promise<Set<UnitId>> {
  const { fits, ask, nearest } = await findPlaces(context, referralId);
  const holdable = [...fits, ...ask, ...nearest].filter(({ found: { mayHold } }) => mayHold);
  return new Set(holdable.map(({ found: { place } }) => place.unit.id));
}

describe('search and hold', () => {
  it('never disagree about a unit: not at midnight on a birthday, when a hold lapses, or when a vacancy grows old', async () => {
    const cases = fc.record({
      midnight: fc.constantFrom(...MIDNIGHTS),
      offset: aside,
      rooms: fc.array(room, { minLength: 2, maxLength: 4 }),
      household,
    });
    let [compared, held] = [0, 0];
    await fc.assert(
      fc.asyncProperty(cases, async ({ midnight, offset, rooms, household: who }) => {
        const at = new Date(midnight.getTime() + offset);
        const refuges = await Promise.all(rooms.map((one) => build(one, at)));
        const context = { ...officer, now: at };
        const referralId = await aSentReferral(context, { story: storyFor(who, midnight) });
        const holdable = await holdableBySearch(context, referralId);
        for (const { unitId } of refuges) {
          const { allowed: isHeld } = await placeHold(context, { idempotencyKey: aKey(), referralId, unitId });
          expect({ unitId, isHeld }).toEqual({ unitId, isHeld: holdable.has(unitId) });
          compared += 1;
          held += Number(isHeld);
        }
        await Promise.all(refuges.map(close));
      }),
      { numRuns: 60, seed: 20_261_124 },
    );
    // A property that only ever refuses, or only ever holds, would have said nothing.
    expect(held).toBeGreaterThan(compared / 10);
    expect(held).toBeLessThan((compared * 9) / 10);
  }, 300_000);
});
