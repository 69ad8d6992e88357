import type { FindPlacesQuery, PlacePartsFragment } from '../../api/generated';
import { areaTiles } from '../places/area-tiles';
import { comparedAs, compareRows, placesOf } from './compare-rows';

type Search = NonNullable<FindPlacesQuery['findPlaces']>;

function aPlace(unitId: string, facts: Partial<PlacePartsFragment> = {}, area = 'E07000239'): PlacePartsFragment {
  return {
    unitId,
    joinedUnitId: null,
    unitRev: 1,
    service: {
      id: `service-${unitId}`,
      name: `House ${unitId}`,
      accommodationType: 'REFUGE',
      publishedAreaCode: area,
      admitsOutOfHours: false,
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
    whyHere: 'Fits as it stands.',
    lastConfirmedAt: '2026-11-21T09:00:00Z',
    freshness: 'FRESH',
    mayHold: true,
    request: null,
    ...facts,
  };
}

const SEARCH: Search = {
  fits: [aPlace('a'), aPlace('b', {}, 'E08000025')],
  ask: [aPlace('c', { answer: 'ASK_PROVIDER' })],
  nearest: [
    aPlace('d', {
      answer: 'CANNOT',
      reasons: [{ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: 14, need: null }],
      changesNeeded: ['OLDER_MALE_CHILD'],
    }),
  ],
  services: [],
  searchedAt: '2026-11-21T10:00:00Z',
  boardAgeMs: 0,
};

describe('places side by side', () => {
  it('are those that were chosen, in that order, three at most, without any that has gone', () => {
    const ids = placesOf(SEARCH, ['d', 'gone', 'a', 'b']).map(({ unitId }) => unitId);
    expect(ids).toEqual(['d', 'a']);
  });

  it('have letters on paper', () => {
    expect(comparedAs(placesOf(SEARCH, ['d', 'a']))).toEqual([
      { unitId: 'd', letter: 'Place A', name: 'House d' },
      { unitId: 'a', letter: 'Place B', name: 'House a' },
    ]);
  });

  it('say what has to be arranged to get there, and never how far it is', () => {
    const rows = compareRows(placesOf(SEARCH, ['b', 'd']), 'E07000237');
    expect(rows.find(({ question }) => question === 'To arrange or ask')?.answers).toEqual([
      'Outside Worcester: how they get there has to be arranged',
      'Takes boys up to 14 years only. Outside Worcester: how they get there has to be arranged',
    ]);
  });

  it('answer the same questions, and never with a name, a distance or an address', () => {
    const rows = compareRows(placesOf(SEARCH, ['a', 'd']));
    expect(rows.map(({ answers }) => answers.length)).toEqual(rows.map(() => 2));
    const answers = (question: string): readonly string[] =>
      rows.find((row) => row.question === question)?.answers ?? [];
    expect(answers('Area')).toEqual(['Wyre Forest', 'Wyre Forest']);
    expect(answers('To arrange or ask')).toEqual(['Nothing', 'Takes boys up to 14 years only']);
    expect(answers('What would open it')[1]).toContain('waive its age limit');
    expect(JSON.stringify(rows)).not.toMatch(/House|Room 1|mile|km/);
  });
});

describe('the areas as tiles', () => {
  it('are the home districts as they lie, then others with something listed', () => {
    const tiles = areaTiles(SEARCH);
    expect(tiles.slice(0, 6).map(({ name }) => name)).toEqual([
      'Wyre Forest',
      'Bromsgrove',
      'Redditch',
      'Malvern Hills',
      'Worcester',
      'Wychavon',
    ]);
    expect(tiles.slice(6).map(({ name }) => name)).toEqual(['Birmingham']);
    expect(tiles[0]).toMatchObject({ fits: 1, words: '1 fit, 1 to ask, 1 nearly' });
    expect(tiles[1]).toMatchObject({ fits: 0, words: 'Nothing listed' });
  });
});
