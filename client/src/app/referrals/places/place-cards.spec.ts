import type { FindPlacesQuery, PlacePartsFragment } from '../../api/generated';
import { sectionsOf } from './place-cards';

type Search = NonNullable<FindPlacesQuery['findPlaces']>;

function aPlace(facts: Partial<PlacePartsFragment> & { serviceId?: string; area?: string } = {}): PlacePartsFragment {
  const { serviceId = 's1', area = 'E07000239', ...rest } = facts;
  return {
    unitId: 'u1',
    joinedUnitId: null,
    unitRev: 1,
    service: {
      id: serviceId,
      name: `Service ${serviceId}`,
      accommodationType: 'REFUGE',
      publishedAreaCode: area,
      admitsOutOfHours: true,
      supportLevel: 'HIGH',
    },
    kind: 'ROOM_IN_SHARED_HOUSE',
    label: 'Room 1',
    adultBeds: 1,
    childBeds: 2,
    cots: 0,
    answer: 'FITS',
    reasons: [],
    changesNeeded: [],
    whyHere: 'Fits.',
    lastConfirmedAt: '2026-11-21T09:00:00Z',
    freshness: 'FRESH',
    mayHold: true,
    request: null,
    ...rest,
  };
}

function aSearch(parts: Partial<Search> = {}): Search {
  return { fits: [], ask: [], nearest: [], services: [], searchedAt: '2026-11-21T10:00:00Z', boardAgeMs: 0, ...parts };
}

const sizes = (search: Search, filter = {}): number[] => sectionsOf(search, filter).map(({ cards }) => cards.length);

describe('the list of places', () => {
  it('shows what fits first, then what to ask, then what nearly fits', () => {
    const search = aSearch({
      fits: [aPlace()],
      ask: [aPlace({ serviceId: 's2' })],
      nearest: [aPlace({ serviceId: 's3' })],
    });
    expect(sectionsOf(search, {}).map(({ id }) => id)).toEqual(['fits', 'ask', 'nearest', 'services']);
    expect(sizes(search)).toEqual([1, 1, 1, 0]);
  });

  it('tells units that answer alike once, and says how many there are', () => {
    const alike = [
      aPlace({ mayHold: false }),
      aPlace({ unitId: 'u2', mayHold: false }),
      aPlace({ unitId: 'u3', kind: 'BUNGALOW' }),
    ];
    const [fits] = sectionsOf(aSearch({ fits: alike }), {});
    expect(fits?.cards[0]?.units.map(({ unitId, more }) => [unitId, more])).toEqual([
      ['u1', 1],
      ['u3', 0],
    ]);
  });

  it('tells two spaces side by side as one', () => {
    const [fits] = sectionsOf(aSearch({ fits: [aPlace({ joinedUnitId: 'u2' })] }), {});
    expect(fits?.cards[0]?.units[0]?.what).toBe(
      'Room in a shared house, two side by side kept together: 1 adult bed, 2 child beds',
    );
  });

  it('keeps the units of a service together', () => {
    const [fits] = sectionsOf(aSearch({ fits: [aPlace(), aPlace({ unitId: 'u2' })] }), {});
    expect(fits?.cards[0]?.units.map(({ unitId }) => unitId)).toEqual(['u1', 'u2']);
  });

  it('lets each service be asked once, where it stands best', () => {
    const search = aSearch({ fits: [aPlace()], nearest: [aPlace({ unitId: 'u2', answer: 'CANNOT' })] });
    const [fits, , nearest] = sectionsOf(search, {});
    expect([fits?.cards[0]?.askHere, nearest?.cards[0]?.askHere]).toEqual([true, false]);
  });

  it('does not offer to ask a service that was asked already, and says how that stands', () => {
    const [fits] = sectionsOf(aSearch({ fits: [aPlace({ request: { id: 'q1', status: 'SEEN' } })] }), {});
    expect(fits?.cards[0]).toMatchObject({ askHere: false, asked: { word: 'Opened' } });
  });

  it('says what would make a place fit', () => {
    const place = aPlace({
      answer: 'CANNOT',
      reasons: [{ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: 14, need: null }],
      changesNeeded: ['OLDER_MALE_CHILD'],
    });
    const [, , nearest] = sectionsOf(aSearch({ nearest: [place] }), {});
    expect(nearest?.cards[0]?.units[0]).toMatchObject({
      reasons: ['Takes boys up to 14 years only'],
      changes: '1 change would make it fit: the service to waive its age limit for boys.',
    });
  });

  it.each([
    [{ area: 'E07000237' }, 0],
    [{ area: 'E07000239' }, 1],
    [{ living: 'own' }, 0],
    [{ living: 'shared' }, 1],
    [{ confirmed: 'lately' }, 1],
  ])('filtered by %j shows %i', (filter, shown) => {
    expect(sizes(aSearch({ fits: [aPlace()] }), filter)[0]).toBe(shown);
  });

  it('shows what nobody has confirmed for a day as grey and to be asked about, however well it would fit', () => {
    const stale = aPlace({ freshness: 'STALE', mayHold: false });
    const [, asked] = sectionsOf(aSearch({ ask: [stale] }), {});
    expect(asked?.cards[0]?.units[0]).toMatchObject({ answer: { word: 'Ask first', tone: 'over' }, mayHold: false });
  });

  it('says what does not fit as not fitting, however old that is', () => {
    const [, , nearest] = sectionsOf(aSearch({ nearest: [aPlace({ answer: 'CANNOT', freshness: 'STALE' })] }), {});
    expect(nearest?.cards[0]?.units[0]?.answer.word).toBe('Does not fit yet');
  });

  it('says once for each service outside their district that the way there has to be arranged', () => {
    const search = aSearch({
      fits: [aPlace(), aPlace({ unitId: 'u2' }), aPlace({ serviceId: 's2', area: 'E07000237' })],
      services: [{ service: aPlace({ serviceId: 's3' }).service, answer: 'FITS', reasons: [], request: null }],
    });
    const [fits, , , services] = sectionsOf(search, {}, 'E07000237');
    const way = 'Outside Worcester: how they get there has to be arranged';
    expect(fits?.cards.map(({ reasons }) => reasons)).toEqual([[way], []]);
    expect(services?.cards[0]?.reasons).toEqual([way]);
    expect(sectionsOf(search, {})[0]?.cards[0]?.reasons).toEqual([]);
  });

  it('filtered by confirmation hides what has to be rung first', () => {
    expect(sizes(aSearch({ fits: [aPlace({ freshness: 'STALE' })] }), { confirmed: 'lately' })[0]).toBe(0);
  });
});
