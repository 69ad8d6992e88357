import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyInstant, anyPlaceNamed, anyStory } from '../testing/arbitraries.ts';
import { NOW, type PlaceFacts, aHousehold, aPlace, aStory, aUnitHold, hoursAfter } from '../testing/builders.ts';
import { civilDateAt } from './calendar.ts';
import type { Place } from './eligibility.ts';
import { eligibilityOf } from './eligibility.ts';
import type { UnitId } from './ids.ts';
import { joinPlaces, joinedPlaces, mayJoin, needsBoth } from './joined-place.ts';
import { stateAt } from './unit.ts';

const ON = civilDateAt(NOW);
const beside = (one: Place, other: Place): Place => ({
  ...other,
  service: one.service,
  site: one.site,
  unit: { ...other.unit, serviceId: one.service.id, siteId: one.site.id, adjoins: one.unit.id },
});
function twoRooms(one: PlaceFacts = {}, other: PlaceFacts = {}): readonly [Place, Place] {
  const first = aPlace(one, 'a');
  return [first, beside(first, aPlace(other, 'b'))];
}
const SIX = aStory({ household: aHousehold({ sons: [3, 8, 12], daughters: [1, 5, 10] }) });

describe('two units side by side', () => {
  it('have the beds of both, and bear both names', () => {
    const { unit, joinedUnitId } = joinPlaces(...twoRooms(), NOW);
    const [{ unit: one }, { unit: other }] = twoRooms();
    expect(unit.features.childBeds).toBe(one.features.childBeds + other.features.childBeds);
    expect([unit.id, joinedUnitId, unit.label]).toEqual([one.id, other.id, `${one.label} and ${other.label}`]);
  });

  it.each<[string, PlaceFacts, PlaceFacts, object]>([
    ['steps to one of them are steps', { features: { stepFree: true } }, {}, { stepFree: false }],
    ['a wheelchair must get into both', { features: { wheelchair: true } }, {}, { wheelchair: false, stepFree: false }],
    ['one bathroom is enough', { features: { adaptedBathroom: true } }, {}, { adaptedBathroom: true }],
    ['one room for a carer is enough', {}, { features: { carerRoom: true } }, { carerRoom: true }],
    ['a pet must be welcome in both', { features: { petsWelcome: true } }, {}, { petsWelcome: false }],
    [
      'the stricter limit for boys counts, whoever set it',
      { features: { boysMaximumAge: 16 }, policy: { boysMaximumAge: 12 } },
      {},
      { boysMaximumAge: 12 },
    ],
  ])('%s', (_what, one, other, features) => {
    expect(joinPlaces(...twoRooms(one, other), NOW).unit.features).toMatchObject(features);
  });

  it('are free only if both are, and confirmed when the one longer ago was', () => {
    const held = { state: { status: 'HELD', hold: aUnitHold({ expiresAt: NOW }) } } as const;
    const stale = { lastConfirmedAt: hoursAfter(NOW, -30) };
    const before = new Date(NOW.getTime() - 1);
    const two = twoRooms({ unit: { ...held } }, { unit: stale });
    expect(joinPlaces(...two, before).unit.state.status).toBe('HELD');
    expect(joinPlaces(...two, NOW).unit.state.status).toBe('AVAILABLE');
    expect(joinPlaces(...two, NOW).unit.lastConfirmedAt).toEqual(stale.lastConfirmedAt);
  });

  it('join only on one site, and where either says that they adjoin', () => {
    const [one, other] = twoRooms();
    expect(mayJoin(one.unit, other.unit)).toBe(true);
    expect(mayJoin(other.unit, one.unit)).toBe(true);
    expect(mayJoin(one.unit, one.unit)).toBe(false);
    expect(mayJoin(one.unit, { ...other.unit, siteId: aPlace({}, 'z').site.id })).toBe(false);
    expect(mayJoin(one.unit, { ...other.unit, adjoins: 'unit-z' as UnitId })).toBe(false);
  });

  it('are thought of for a family that needs both, and for nobody else', () => {
    const [one, other] = twoRooms();
    expect(needsBoth(one.unit, other.unit, SIX, ON)).toBe(true);
    expect(needsBoth(one.unit, other.unit, aStory(), ON)).toBe(false);
    expect(joinedPlaces([one, other], SIX, ON, NOW)).toHaveLength(1);
    expect(joinedPlaces([one], SIX, ON, NOW)).toEqual([]);
    const mutual = { ...one, unit: { ...one.unit, adjoins: other.unit.id } };
    expect(joinedPlaces([mutual, other], SIX, ON, NOW)).toHaveLength(1);
  });

  it('are never safer or freer together than either is alone', () => {
    fc.assert(
      fc.property(anyPlaceNamed('a'), anyPlaceNamed('b'), anyStory, anyInstant, (first, second, story, now) => {
        const [one, other] = [first, beside(first, second)];
        const pair = joinPlaces(one, other, now);
        const isUnsafe = (place: Place): boolean => eligibilityOf(place, story, now).answer === 'NOT_SAFE';
        expect(isUnsafe(pair)).toBe(isUnsafe(one) || isUnsafe(other));
        const isFree = (place: Place): boolean => stateAt(place.unit, now).status === 'AVAILABLE';
        expect(isFree(pair)).toBe(isFree(one) && isFree(other));
      }),
      { numRuns: 2_000 },
    );
  });
});
