import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyInstant, anyPlaces, anyPlaceNamed, anyStory } from '../testing/arbitraries.ts';
import type { Place } from './eligibility.ts';
import { type PlacesFound, searchPlaces, servicesToAsk } from './matching.ts';
import { hear, placesHeard, servicesHeard } from './place-search.ts';
import { PlaceTable } from './place-table.ts';

const WITHOUT_CLASH = ({ clash: _clash, ...place }: Place): Place => place;
const first = (found: PlacesFound, most: number): PlacesFound => ({
  fits: found.fits.slice(0, most),
  ask: found.ask.slice(0, most),
  nearest: found.nearest.slice(0, most),
});

describe('places in memory', () => {
  const ofMany = fc
    .array(anyPlaces, { minLength: 1, maxLength: 6 })
    .map((groups) => groups.flatMap((places, at) => places.map((place) => renamed(place, at))));

  it('are found as they are one by one: the same lists, order, reasons and changes', () => {
    fc.assert(
      fc.property(ofMany, anyStory, anyInstant, (places, story, now) => {
        const all = places.map(WITHOUT_CLASH);
        const table = new PlaceTable(all);
        expect(placesHeard(hear(table, story, now))).toEqual(searchPlaces(all, story, now));
        expect(servicesHeard(hear(table, story, now))).toEqual(servicesToAsk(all, story, now));
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('are found the same after any changes as when they are put anew', () => {
    const changes = fc.array(fc.tuple(fc.nat(7), anyPlaceNamed('x')), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(changes, anyStory, anyInstant, (some, story, now) => {
        const table = new PlaceTable();
        const last = new Map<string, Place>();
        for (const [at, place] of some) {
          const one = WITHOUT_CLASH(renamed(place, at));
          table.put(one);
          last.set(one.unit.id, one);
        }
        expect(table.size).toBe(last.size);
        expect(placesHeard(hear(table, story, now))).toEqual(searchPlaces([...last.values()], story, now));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave out what is absent for one household, as if it were not there', () => {
    fc.assert(
      fc.property(ofMany, anyStory, anyInstant, fc.nat(5), (places, story, now, at) => {
        const all = places.map(WITHOUT_CLASH);
        fc.pre(all.length > 0);
        const gone = all[at % all.length] as Place;
        const absent = { services: new Set([gone.service.id]), sites: new Set<Place['site']['id']>() };
        const left = all.filter(({ service }) => service.id !== gone.service.id);
        const table = new PlaceTable(all);
        expect(placesHeard(hear(table, story, now, { absent }))).toEqual(searchPlaces(left, story, now));
        expect(servicesHeard(hear(table, story, now, { absent }))).toEqual(servicesToAsk(left, story, now));
        table.removeService(gone.service.id);
        expect(placesHeard(hear(table, story, now))).toEqual(searchPlaces(left, story, now));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are shown by so many, the best first', () => {
    fc.assert(
      fc.property(ofMany, anyStory, anyInstant, (places, story, now) => {
        const all = places.map(WITHOUT_CLASH);
        const found = placesHeard(hear(new PlaceTable(all), story, now, { most: 2 }));
        expect(found).toEqual(first(searchPlaces(all, story, now), 2));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The same place with names of its own, so that several differ. */
function renamed(place: Place, at: number): Place {
  const name = <T extends string>(text: T): T => `${text}-${at}` as T;
  const { unit, service, site } = place;
  return {
    ...place,
    unit: {
      ...unit,
      id: name(unit.id),
      serviceId: name(unit.serviceId),
      siteId: name(unit.siteId),
      ...(unit.adjoins && { adjoins: name(unit.adjoins) }),
    },
    service: { ...service, id: name(service.id) },
    site: { ...site, id: name(site.id), serviceId: name(site.serviceId) },
  };
}
