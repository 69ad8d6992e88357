import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyInstant, anyPlaces, anyStory } from '../testing/arbitraries.ts';
import {
  NOW,
  type PlaceFacts,
  REDDITCH,
  WORCESTER,
  WORCESTERSHIRE,
  WYRE_FOREST,
  aHousehold,
  aMember,
  aPlace,
  aStory,
  aUnitHold,
  day,
  hoursAfter,
  placementId,
  unsafe,
} from '../testing/builders.ts';
import { likelihoodOf } from './place-search.ts';
import { PlaceTable } from './place-table.ts';
import { startOfDay } from './calendar.ts';
import type { Place } from './eligibility.ts';
import { eligibilityOf, momentAt } from './eligibility.ts';
import { joinedPlaces } from './joined-place.ts';
import {
  type PlacesFound,
  fitRefusal,
  holdRefusal,
  mayAsk,
  mayHold,
  mayOffer,
  offerRefusal,
  searchPlaces,
  servicesToAsk,
} from './matching.ts';
import type { Story } from './story.ts';
import type { UnitState } from './unit.ts';
import { isFree } from './unit.ts';

const likelihood = (places: readonly Place[], story: Story, now: Date) =>
  likelihoodOf(new PlaceTable(places), story, now);
const names = (list: PlacesFound['fits']): readonly string[] => list.map((found) => found.place.service.name);

function namesOf({ fits, ask, nearest }: PlacesFound): Record<keyof PlacesFound, readonly string[]> {
  return { fits: names(fits), ask: names(ask), nearest: names(nearest) };
}

const occupied: UnitState = { status: 'OCCUPIED', placementId };
const held: UnitState = { status: 'HELD', hold: aUnitHold() };

describe('search and hold', () => {
  it('never disagree about a unit, at any boundary instant', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        const found = searchPlaces(places, story, now);
        const pairs = joinedPlaces(places, story, momentAt(now).on, now);
        const name = ({ unit, joinedUnitId }: Place): string => `${unit.id} ${joinedUnitId ?? ''}`;
        const holdable = new Set([...places, ...pairs].filter((place) => mayHold(place, story, now)).map(name));
        const shown = [...found.fits, ...found.ask, ...found.nearest];
        const shownHoldable = shown.filter((one) => one.mayHold).map((one) => name(one.place));
        expect(new Set(shownHoldable)).toEqual(holdable);
        expect(found.ask.concat(found.nearest).filter((one) => one.mayHold)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('show nothing twice, nothing that is taken and nothing that is not safe', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        const { fits, ask, nearest } = searchPlaces(places, story, now);
        const shown = [...fits, ...ask, ...nearest].map((one) => one.place);
        const units = shown.flatMap(({ unit, joinedUnitId }) => [unit.id, ...(joinedUnitId ? [joinedUnitId] : [])]);
        expect(new Set(units).size).toBe(units.length);
        for (const place of shown) {
          expect(isFree(place.unit, now)).toBe(true);
          expect(eligibilityOf(place, story, now).answer).not.toBe('NOT_SAFE');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('agree on the birthday that closes a place, to the millisecond', () => {
    const story = aStory({
      household: aHousehold({ others: [aMember({ sex: 'MALE', dateOfBirth: day('2010-07-05') })] }),
    });
    const midnight = startOfDay(day('2027-07-05'));
    const place = aPlace({ policy: { boysMaximumAge: 16 }, unit: { lastConfirmedAt: midnight } });
    const before = new Date(midnight.getTime() - 1);
    expect(names(searchPlaces([place], story, before).fits)).toEqual(['Service 1']);
    expect(mayHold(place, story, before)).toBe(true);
    expect(namesOf(searchPlaces([place], story, midnight))).toEqual({ fits: [], ask: [], nearest: ['Service 1'] });
    expect(holdRefusal(place, story, midnight)).toBe('UNIT_DOES_NOT_FIT');
  });

  it('agree on the instant at which another hold runs out', () => {
    const place = aPlace({ unit: { state: held } });
    const { expiresAt } = aUnitHold();
    const before = new Date(expiresAt.getTime() - 1);
    expect(searchPlaces([place], aStory(), before).fits).toEqual([]);
    expect(holdRefusal(place, aStory(), before)).toBe('UNIT_NOT_VACANT');
    expect(names(searchPlaces([place], aStory(), expiresAt).fits)).toEqual(['Service 1']);
    expect(mayHold(place, aStory(), expiresAt)).toBe(true);
  });
});

describe('why a hold is refused', () => {
  it.each<[string, PlaceFacts, Parameters<typeof aStory>[0], string | undefined]>([
    ['a place that fits', {}, {}, undefined],
    ['a place that fits on a condition', {}, { noRecourseToPublicFunds: 'YES' }, undefined],
    ['a place that somebody holds', { unit: { state: held } }, {}, 'UNIT_NOT_VACANT'],
    ['a place that is lived in', { unit: { state: occupied } }, {}, 'UNIT_NOT_VACANT'],
    ['a place out of use', { unit: { state: { status: 'CLOSED' } } }, {}, 'UNIT_OUT_OF_USE'],
    ['a place that does not fit', {}, { household: aHousehold({ sons: [3, 4, 5] }) }, 'UNIT_DOES_NOT_FIT'],
    [
      'a place about which the service is asked',
      {},
      { history: { ...aStory().history, arson: 'YES' } },
      'HOLDS_NOT_TAKEN',
    ],
    ['a place of a service that decides itself', { policy: { referrerMayHold: false } }, {}, 'HOLDS_NOT_TAKEN'],
    [
      'a vacancy not confirmed for a day',
      { unit: { lastConfirmedAt: hoursAfter(NOW, -25) } },
      {},
      'UNIT_NOT_CONFIRMED',
    ],
    ['a place that is not safe', {}, { unsafeAreas: [unsafe(WYRE_FOREST)] }, 'UNIT_NOT_AVAILABLE'],
    [
      'a place that is not safe and taken: in the same words, so that nothing is told of it',
      { unit: { state: occupied } },
      { unsafeAreas: [unsafe(WYRE_FOREST)] },
      'UNIT_NOT_AVAILABLE',
    ],
    ['a compromised address', { site: { securityCompromised: true } }, {}, 'UNIT_NOT_AVAILABLE'],
  ])('%s', (_what, place, story, expected) => {
    expect(holdRefusal(aPlace(place), aStory(story), NOW)).toBe(expected);
    expect(mayHold(aPlace(place), aStory(story), NOW)).toBe(expected === undefined);
  });
});

describe('what a service may offer', () => {
  it.each<[string, PlaceFacts, Parameters<typeof aStory>[0], string | undefined]>([
    ['a place that fits', {}, {}, undefined],
    [
      'a vacancy not confirmed for a day: the offer confirms it',
      { unit: { lastConfirmedAt: hoursAfter(NOW, -25) } },
      {},
      undefined,
    ],
    ['after looking at what it was asked about', {}, { history: { ...aStory().history, arson: 'YES' } }, undefined],
    [
      'waiving its own limit for boys',
      { policy: { boysMaximumAge: 12 } },
      { household: aHousehold({ sons: [15] }) },
      undefined,
    ],
    ['waiving that it takes no local people', {}, { homeArea: WYRE_FOREST }, undefined],
    [
      'a need that it said it cannot meet',
      { policy: { needs: { DRUGS: 'CANNOT' } } },
      { needs: [{ need: 'DRUGS', severity: 'LOW' }] },
      undefined,
    ],
    ['not beds that are not there', {}, { household: aHousehold({ sons: [3, 4, 5] }) }, 'UNIT_DOES_NOT_FIT'],
    [
      'not a women’s house to a man',
      {},
      { household: aHousehold({ applicant: { sex: 'MALE' } }) },
      'UNIT_DOES_NOT_FIT',
    ],
    ['not a place that is not safe', {}, { unsafeAreas: [unsafe(WYRE_FOREST)] }, 'UNIT_NOT_AVAILABLE'],
    ['not a place that is taken', { unit: { state: occupied } }, {}, 'UNIT_NOT_VACANT'],
    ['not a place out of use', { unit: { state: { status: 'CLOSED' } } }, {}, 'UNIT_OUT_OF_USE'],
  ])('%s', (_what, place, story, expected) => {
    expect(offerRefusal(aPlace(place), aStory(story), NOW)).toBe(expected);
    expect(mayOffer(aPlace(place), aStory(story), NOW)).toBe(expected === undefined);
  });

  it('is looked at again for a place that it holds already', () => {
    const place = aPlace({ unit: { state: held } });
    expect(fitRefusal(place, aStory(), NOW)).toBeUndefined();
    expect(fitRefusal(place, aStory({ unsafeAreas: [unsafe(WYRE_FOREST)] }), NOW)).toBe('UNIT_NOT_AVAILABLE');
  });

  it('is never less than what a referrer may hold', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        const holdable = places.filter((place) => mayHold(place, story, now));
        expect(holdable.filter((place) => !mayOffer(place, story, now))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('scenario A1: mother, son of 15, daughter of 6', () => {
  const story = aStory({ household: aHousehold({ sons: [15], daughters: [6] }) });
  const refuges = [12, 14, 14, 16].map((boysMaximumAge, index) =>
    aPlace({ policy: { boysMaximumAge } }, `${boysMaximumAge}-${index}`),
  );
  const house = aPlace(
    { features: { kind: 'SELF_CONTAINED_HOUSE' }, service: { accommodationType: 'DISPERSED_REFUGE_LEVEL' } },
    'house',
  );

  it('the refuge up to 16 and the dispersed house fit; the others are one change away, with their limits', () => {
    const found = searchPlaces([...refuges, house], story, NOW);
    expect(new Set(names(found.fits))).toEqual(new Set(['Service 16-3', 'Service house']));
    expect(found.nearest.map((one) => [one.place.service.name, one.eligibility.reasons])).toEqual(
      ['12-0', '14-1', '14-2'].map((name) => [
        `Service ${name}`,
        [{ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: Number(name.slice(0, 2)) }],
      ]),
    );
    expect(found.nearest[0]?.whyHere).toContain('One change would open it.');
  });

  it('if none fits, the nearest are asked to waive their limit', () => {
    const found = searchPlaces(refuges.slice(0, 3), story, NOW);
    expect(namesOf(found)).toEqual({ fits: [], ask: [], nearest: ['Service 12-0', 'Service 14-1', 'Service 14-2'] });
    expect(servicesToAsk(refuges.slice(0, 3), story, NOW).map(({ answer }) => answer)).toEqual(
      Array.from({ length: 3 }, () => 'CANNOT'),
    );
  });
});

describe('scenario A3: his brother in Redditch, his work in Worcester', () => {
  const unsafeAreas = [
    unsafe(REDDITCH, { whose: 'PERPETRATOR_FAMILY' }),
    unsafe(WORCESTER, { whose: 'PERPETRATOR_WORK' }),
  ];
  const story = aStory({ unsafeAreas });
  const inRedditch = aPlace({ site: { publishedArea: REDDITCH } }, 'redditch');
  const inWorcester = aPlace({ site: { publishedArea: WORCESTER } }, 'worcester');
  const inWyreForest = aPlace({}, 'wyre-forest');
  const inTheCounty = aPlace({ site: { publishedArea: WORCESTERSHIRE } }, 'county');

  it('places there are in no list and cannot be asked, held or offered; Wyre Forest fits', () => {
    const all = [inRedditch, inWorcester, inWyreForest];
    expect(namesOf(searchPlaces(all, story, NOW))).toEqual({ fits: ['Service wyre-forest'], ask: [], nearest: [] });
    expect(servicesToAsk(all, story, NOW)).toEqual([]);
    for (const place of [inRedditch, inWorcester]) {
      expect(mayAsk([place], story, NOW)).toBe(false);
      expect(holdRefusal(place, story, NOW)).toBe('UNIT_NOT_AVAILABLE');
      expect(offerRefusal(place, story, NOW)).toBe('UNIT_NOT_AVAILABLE');
    }
  });

  it('searching with them there or not gives the very same answer', () => {
    const without = searchPlaces([inWyreForest], story, NOW);
    expect(searchPlaces([inRedditch, inWyreForest, inWorcester], story, NOW)).toEqual(without);
  });

  it('a place published only as somewhere in the county is asked about, without a reason', () => {
    const [asked] = searchPlaces([inTheCounty], story, NOW).ask;
    expect(asked?.eligibility.reasons).toEqual([]);
    expect(asked?.whyHere).toBe('The service has to look. Confirmed in the last 12 hours.');
  });

  it('an area added after the offer turns the place from fitting to not available', () => {
    expect(fitRefusal(inWyreForest, story, NOW)).toBeUndefined();
    const more = aStory({ unsafeAreas: [...unsafeAreas, unsafe(WYRE_FOREST)] });
    expect(fitRefusal(inWyreForest, more, NOW)).toBe('UNIT_NOT_AVAILABLE');
  });

  it('says nothing of distances', () => {
    const found = searchPlaces([inTheCounty, inWyreForest], story, NOW);
    for (const { whyHere } of [...found.fits, ...found.ask]) expect(whyHere).not.toMatch(/km|mile|distance|near /i);
  });
});

describe('a vacancy that was not confirmed lately', () => {
  it('is shown to be asked about first, not as available', () => {
    const stale = aPlace({ unit: { lastConfirmedAt: hoursAfter(NOW, -26) } });
    const found = searchPlaces([stale], aStory(), NOW);
    expect(namesOf(found)).toEqual({ fits: [], ask: ['Service 1'], nearest: [] });
    expect(found.ask[0]).toMatchObject({ freshness: 'STALE', mayHold: false });
    expect(found.ask[0]?.whyHere).toContain('ring first');
  });
});

describe('the order', () => {
  const inOrder = (places: readonly Place[], story = aStory()): readonly string[] =>
    searchPlaces(places, story, NOW).fits.map((found) => found.place.service.name.replace('Service ', ''));

  it.each<[string, PlaceFacts, PlaceFacts, Parameters<typeof aStory>[0], string]>([
    [
      'what fits as it stands before what needs arranging',
      { features: { petsWelcome: true }, policy: { takesPets: 'YES' } },
      {},
      { household: aHousehold({ sons: [3, 4], pets: ['DOG'] }) },
      'Something has to be arranged.',
    ],
    [
      'outside what she would rather avoid before inside',
      {},
      { site: { publishedArea: REDDITCH } },
      { unsafeAreas: [unsafe(REDDITCH, { hard: false })] },
      'It may lie in an area to avoid',
    ],
    ['a wheelchair space kept back', {}, { features: { wheelchair: true } }, {}, 'Kept back'],
    ['a carer’s room kept back', {}, { features: { carerRoom: true } }, {}, 'Kept back'],
    ['an adapted bathroom kept back', {}, { features: { adaptedBathroom: true } }, {}, 'Kept back'],
    ['a large room kept back', { features: { childBeds: 0 } }, { features: { childBeds: 2 } }, {}, 'Kept back'],
    ['lately confirmed first', {}, { unit: { lastConfirmedAt: hoursAfter(NOW, -13) } }, {}, 'Confirmed less lately'],
    [
      'the smaller room first',
      { features: { childBeds: 0 } },
      { features: { childBeds: 1 } },
      {},
      'Larger than is needed.',
    ],
  ])('%s', (_rule, first, second, story, because) => {
    const places = [aPlace(second, 'a-second'), aPlace(first, 'b-first')];
    expect(inOrder(places, aStory(story))).toEqual(['b-first', 'a-second']);
    const found = searchPlaces(places, aStory(story), NOW).fits;
    expect(found[0]?.whyHere).not.toContain(because);
    expect(found[1]?.whyHere).toContain(because);
  });

  it('gives the wheelchair space to whoever needs it', () => {
    const places = [aPlace({}, 'plain'), aPlace({ features: { wheelchair: true } }, 'wheelchair')];
    const story = aStory({ access: { ...aStory().access, wheelchair: 'YES' } });
    expect(inOrder(places, story)).toEqual(['wheelchair']);
  });

  it('is the same however the places come', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        expect(searchPlaces(places.toReversed(), story, now)).toEqual(searchPlaces(places, story, now));
      }),
      { numRuns: 500 },
    );
  });

  it('puts fewer changes first among the nearest, and leaves out what is far from fitting', () => {
    const story = aStory({ household: aHousehold({ sons: [15] }), homeArea: WYRE_FOREST });
    const one = aPlace({ policy: { boysMaximumAge: 12, takesLocalPeople: 'YES' } }, 'b-one');
    const two = aPlace({ policy: { boysMaximumAge: 12 } }, 'a-two');
    const three = aPlace({ policy: { boysMaximumAge: 12, minimumAge: 40 } }, 'three');
    const { nearest } = searchPlaces([three, two, one], story, NOW);
    expect(names(nearest)).toEqual(['Service b-one', 'Service a-two']);
    expect(nearest[1]?.whyHere).toContain('2 changes would open it.');
  });
});

describe('services that may still be asked', () => {
  it('are those with a safe unit that could suit and nothing in the lists', () => {
    const taken = aPlace({ unit: { state: occupied } }, 'taken');
    const closed = aPlace({ unit: { state: { status: 'CLOSED' } } }, 'closed');
    const tooSmall = aPlace({ features: { adultBeds: 0, childBeds: 0 } }, 'small');
    const free = aPlace({}, 'free');
    const asked = servicesToAsk([closed, tooSmall, free, taken], aStory(), NOW);
    expect(asked.map(({ service }) => service.name)).toEqual(['Service taken']);
    expect(asked[0]).toMatchObject({ answer: 'FITS', reasons: [] });
  });

  it('stand once, with their best unit', () => {
    const best = aPlace({ unit: { state: occupied } }, 'x');
    const worse = {
      ...best,
      unit: { ...aPlace({ unit: { state: occupied }, features: { wheelchair: true } }, 'y').unit },
    };
    expect(servicesToAsk([worse, best], aStory(), NOW)).toHaveLength(1);
  });

  it('are never one of which every place is unsafe', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        for (const { service, answer } of servicesToAsk(places, story, now)) {
          expect(answer).not.toBe('NOT_SAFE');
          const own = places.filter((place) => place.service.id === service.id);
          expect(mayAsk(own, story, now)).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('is there likely to be a place?', () => {
  it.each<[string, readonly Place[], string]>([
    ['one is free and fits', [aPlace()], 'YES'],
    ['one is free and has to be asked about', [aPlace({ unit: { lastConfirmedAt: hoursAfter(NOW, -30) } })], 'ASK'],
    ['one would suit but is taken', [aPlace({ unit: { state: occupied } })], 'ASK'],
    ['nothing suits', [aPlace({ features: { adultBeds: 0, childBeds: 0 } })], 'NO'],
    ['the only one is not safe', [aPlace({ site: { securityCompromised: true } })], 'NO'],
    ['there is none', [], 'NO'],
  ])('%s', (_what, places, expected) => {
    expect(likelihood(places, aStory(), NOW)).toBe(expected);
  });
});

describe('where houses stand', () => {
  /** What anybody who refers can be told of places: by name, so that it does not matter which object it was. */
  const told = (places: readonly Place[], story: Parameters<typeof searchPlaces>[1], now: Date): unknown => {
    const { fits, ask, nearest } = searchPlaces(places, story, now);
    const shown = (found: PlacesFound['fits']): unknown =>
      found.map(({ place, eligibility, whyHere, mayHold: may }) => [place.unit.id, eligibility, whyHere, may]);
    return {
      lists: [fits, ask, nearest].map(shown),
      toAsk: servicesToAsk(places, story, now).map(({ service, answer, reasons }) => [service.id, answer, reasons]),
      likely: likelihood(places, story, now),
      refusals: places.map((place) => [holdRefusal(place, story, now), offerRefusal(place, story, now)]),
    };
  };
  const standing = (places: readonly Place[], addresses: readonly string[]): readonly Place[] =>
    places.map((place, at) => ({
      ...place,
      site: { ...place.site, address: addresses[at], publishedArea: WORCESTER },
    }));

  it('changes nothing that can be told, as long as they are published as one area', () => {
    fc.assert(
      fc.property(anyPlaces, anyStory, anyInstant, (places, story, now) => {
        const addresses = places.map((_, at) => `${at} Hidden Lane`);
        expect(told(standing(places, addresses), story, now)).toEqual(
          told(standing(places, addresses.toReversed()), story, now),
        );
      }),
      { numRuns: 10_000 },
    );
  });
});
