import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BIRMINGHAM, REDDITCH, WORCESTER, WORCESTERSHIRE, WYRE_FOREST, area, unsafe } from '../testing/builders.ts';
import { AREAS, type Area, BORDERS, UPPER_TIERS } from './area-table.ts';
import {
  type UnsafeArea,
  areaCovers,
  areaName,
  areasOn,
  countyOf,
  districtsOf,
  isDistrict,
  isUpperTier,
  judgeAvoided,
  judgeUnsafe,
  neighbours,
  parseAreaCode,
  placeNamed,
  successorOf,
} from './area.ts';
import { PLACES } from './gazetteer.ts';

const HEREFORDSHIRE = area('E06000019');
const WYCHAVON = area('E07000238');
const BROMSGROVE = area('E07000234');
const GLOUCESTERSHIRE = area('E10000013');

const round = (placeName: string, radiusKm: number): UnsafeArea => ({
  kind: 'PLACE',
  placeName,
  radiusKm,
  whose: 'PERPETRATOR_HOME',
  hard: true,
});

describe('the table of areas', () => {
  it('has the six districts of Worcestershire', () => {
    expect(districtsOf(WORCESTERSHIRE).map(areaName)).toEqual([
      'Bromsgrove',
      'Malvern Hills',
      'Redditch',
      'Worcester',
      'Wychavon',
      'Wyre Forest',
    ]);
  });

  it.each([
    ['Gloucestershire', 6],
    ['Warwickshire', 5],
    ['Staffordshire', 8],
    ['Oxfordshire', 5],
  ])('has the whole of %s, %i districts', (name, count) => {
    const tier = UPPER_TIERS.find((one) => one.name === name);
    expect(districtsOf(area(tier?.code ?? ''))).toHaveLength(count);
  });

  it.each(['E06000019', 'E06000051', 'E06000020', 'E06000021', 'E06000025', 'W06000021', 'W06000023', 'E08000031'])(
    'has %s, which is its own upper tier',
    (code) => {
      expect(countyOf(area(code))).toBe(code);
      expect(isDistrict(code) && isUpperTier(code)).toBe(true);
    },
  );

  it('names every code once and puts every middle into the Midlands or round about', () => {
    expect(new Set(AREAS.map((one) => one.code)).size).toBe(AREAS.length);
    for (const { code, lat, lng, areaKm2, upperTier } of AREAS) {
      expect(code).toMatch(/^(E0[678]|W06)\d{6}$/);
      expect(lat > 51.4 && lat < 53.2 && lng > -3.6 && lng < -1).toBe(true);
      expect(areaKm2).toBeGreaterThan(20);
      expect(isUpperTier(upperTier)).toBe(true);
    }
  });

  it('lists by name what exists on a day', () => {
    expect(areasOn('2027-01-01').map((one) => one.name)).toEqual(AREAS.map((one) => one.name).toSorted());
    const hasShropshire = (date: string): boolean => areasOn(date).some((one) => one.name === 'Shropshire');
    expect(['2009-03-31', '2009-04-01'].map(hasShropshire)).toEqual([false, true]);
  });

  it('lists an area up to, but not on, the day on which another follows it', () => {
    const [bromsgrove] = AREAS.filter((one) => one.code === BROMSGROVE).map((one) => ({
      ...one,
      validTo: '2028-04-01',
    }));
    const table = bromsgrove === undefined ? [] : [bromsgrove];
    expect(['2028-03-31', '2028-04-01'].map((date) => areasOn(date, table).length)).toEqual([1, 0]);
  });

  it('knows the county of a district', () => {
    expect([REDDITCH, WORCESTERSHIRE, HEREFORDSHIRE].map(countyOf)).toEqual([
      WORCESTERSHIRE,
      WORCESTERSHIRE,
      HEREFORDSHIRE,
    ]);
  });

  it('takes only codes that it knows', () => {
    expect(parseAreaCode('E07000237')).toBe(WORCESTER);
    expect(parseAreaCode('E10000034')).toBe(WORCESTERSHIRE);
    expect(parseAreaCode('E07000999')).toBeUndefined();
    expect(isDistrict('E10000034')).toBe(false);
    expect(isUpperTier('E07000237')).toBe(false);
  });

  it('shows a code that it does not know as itself', () => {
    expect(areaName('E07000999')).toBe('E07000999');
    expect(areaName(WORCESTERSHIRE)).toBe('Worcestershire');
  });
});

describe('neighbours', () => {
  it('of Redditch are Bromsgrove, Stratford-on-Avon and Wychavon', () => {
    expect(neighbours(REDDITCH).map(areaName)).toEqual(['Stratford-on-Avon', 'Bromsgrove', 'Wychavon']);
  });

  it('of Worcestershire lie outside it', () => {
    const around = neighbours(WORCESTERSHIRE);
    expect(around).toContain(HEREFORDSHIRE);
    expect(around.filter((code) => areaCovers(WORCESTERSHIRE, code))).toEqual([]);
  });

  it('see each other both ways, and nobody borders on himself', () => {
    for (const { code } of AREAS) for (const other of neighbours(area(code))) expect(neighbours(other)).toContain(code);
    expect(BORDERS.filter(([one, other]) => one === other)).toEqual([]);
    expect(BORDERS.flat().filter((code) => !isDistrict(code))).toEqual([]);
  });
});

describe('one area within another', () => {
  it.each([
    ['a county its district', WORCESTERSHIRE, REDDITCH, true],
    ['a district not its county', REDDITCH, WORCESTERSHIRE, false],
    ['an area itself', REDDITCH, REDDITCH, true],
    ['a county no district of another', GLOUCESTERSHIRE, REDDITCH, false],
    ['a unitary itself', HEREFORDSHIRE, HEREFORDSHIRE, true],
    ['a county nothing that the table lacks', WORCESTERSHIRE, area('E07000999'), false],
  ])('covers %s', (_what, outer, inner, expected) => {
    expect(areaCovers(outer, inner)).toBe(expected);
  });

  it('goes by the code that followed, however often codes changed', () => {
    const row = (code: string, replacedBy?: string): Area => ({
      code,
      name: code,
      upperTier: code,
      lat: 52,
      lng: -2,
      areaKm2: 100,
      validFrom: '2009-01-01',
      ...(replacedBy !== undefined && { replacedBy, validTo: '2028-04-01' }),
    });
    const table = [row('OLD', 'NEXT'), row('NEXT', 'NOW'), row('NOW')];
    expect(['OLD', 'NEXT', 'NOW', 'OTHER'].map((code) => successorOf(area(code), table))).toEqual([
      'NOW',
      'NOW',
      'NOW',
      'OTHER',
    ]);
  });
});

describe('the gazetteer', () => {
  it('finds a town whatever its capitals', () => {
    expect(placeNamed(' evesham ')?.areaCode).toBe(WYCHAVON);
    expect(placeNamed('Atlantis')).toBeUndefined();
  });

  it('puts every town into a district of the table, and near its middle', () => {
    for (const { name, areaCode } of PLACES) {
      expect(isDistrict(areaCode)).toBe(true);
      expect([name, judgeUnsafe(area(areaCode), [round(name, 60)])]).not.toEqual([name, 'OUTSIDE']);
    }
    expect(new Set(PLACES.map(({ name }) => name.toLowerCase())).size).toBe(PLACES.length);
  });
});

describe('an unsafe area', () => {
  it.each([
    ['the same district', REDDITCH, unsafe(REDDITCH), 'INSIDE'],
    ['another district', WYRE_FOREST, unsafe(REDDITCH), 'OUTSIDE'],
    ['the county of the district', REDDITCH, unsafe(WORCESTERSHIRE), 'INSIDE'],
    ['another county', REDDITCH, unsafe(GLOUCESTERSHIRE), 'OUTSIDE'],
    ['a district of the county that is published', WORCESTERSHIRE, unsafe(REDDITCH), 'TOUCHES'],
    ['the county that is published', WORCESTERSHIRE, unsafe(WORCESTERSHIRE), 'INSIDE'],
    ['a unitary', HEREFORDSHIRE, { ...unsafe(HEREFORDSHIRE), kind: 'COUNTY' as const }, 'INSIDE'],
    ['a circle that swallows the district', REDDITCH, round('Redditch', 30), 'INSIDE'],
    ['a small circle within the district', WYCHAVON, round('Evesham', 1), 'TOUCHES'],
    ['a circle that reaches over the border', BROMSGROVE, round('Redditch', 5), 'TOUCHES'],
    ['a circle far away', REDDITCH, round('Hereford', 10), 'OUTSIDE'],
    ['a circle within the county that is published', WORCESTERSHIRE, round('Evesham', 5), 'TOUCHES'],
    ['a circle that swallows one district of it', WORCESTERSHIRE, round('Worcester', 15), 'TOUCHES'],
    ['a circle that reaches as far east as it says', area('E07000221'), round('Worcester', 20), 'TOUCHES'],
    ['a circle that does not reach so far', area('E07000221'), round('Worcester', 12), 'OUTSIDE'],
    ['a circle round the whole county', WORCESTERSHIRE, round('Worcester', 70), 'INSIDE'],
    ['a place that nobody can find', REDDITCH, round('Atlantis', 1), 'TOUCHES'],
    ['a circle, for a site published under a code nobody can draw', area('E07000999'), round('Evesham', 1), 'TOUCHES'],
  ])('is %s: %s', (_what, published, unsafeArea, expected) => {
    expect(judgeUnsafe(published, [unsafeArea as UnsafeArea])).toBe(expected);
  });

  it('that is worst decides', () => {
    expect(judgeUnsafe(REDDITCH, [unsafe(WORCESTER), round('Studley', 2), unsafe(REDDITCH)])).toBe('INSIDE');
    expect(judgeUnsafe(REDDITCH, [unsafe(WORCESTER), round('Studley', 2)])).toBe('TOUCHES');
    expect(judgeUnsafe(REDDITCH, [])).toBe('OUTSIDE');
  });

  it('that is soft orders a list and refuses nothing', () => {
    const soft = [unsafe(REDDITCH, { hard: false })];
    expect(judgeUnsafe(REDDITCH, soft)).toBe('OUTSIDE');
    expect(judgeAvoided(REDDITCH, soft)).toBe('INSIDE');
    expect(judgeAvoided(REDDITCH, [unsafe(REDDITCH)])).toBe('OUTSIDE');
  });

  it('never becomes safer by drawing its circle wider', () => {
    const grades = ['OUTSIDE', 'TOUCHES', 'INSIDE'];
    const place = fc.constantFrom(...PLACES);
    const published = fc.constantFrom(...AREAS.map((one) => one.code), WORCESTERSHIRE, GLOUCESTERSHIRE);
    fc.assert(
      fc.property(place, published, fc.integer({ min: 1, max: 99 }), ({ name }, code, radius) => {
        const narrow = judgeUnsafe(area(code), [round(name, radius)]);
        const wide = judgeUnsafe(area(code), [round(name, radius + 1)]);
        expect(grades.indexOf(wide)).toBeGreaterThanOrEqual(grades.indexOf(narrow));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reaches the district its town lies in, however small it is drawn', () => {
    for (const { name, areaCode } of PLACES) expect(judgeUnsafe(area(areaCode), [round(name, 1)])).not.toBe('OUTSIDE');
  });

  it('of Birmingham leaves Worcester alone', () => {
    expect(judgeUnsafe(WORCESTER, [unsafe(BIRMINGHAM)])).toBe('OUTSIDE');
  });
});
