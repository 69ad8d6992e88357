import { describe, expect, it } from '@jest/globals';
import {
  BIRMINGHAM,
  NOW,
  REDDITCH,
  WORCESTER,
  WORCESTERSHIRE,
  WYRE_FOREST,
  area,
  hoursAfter,
} from '../testing/builders.ts';
import { type JourneyTold, checkJourney, howPlaceLies, needsJourney } from './journey.ts';

const WYCHAVON = area('E07000238');
const HEREFORDSHIRE = area('E06000019');

describe('how a place lies to where they live', () => {
  it.each([
    ['in their own district', WORCESTER, WORCESTER, 'SAME_DISTRICT'],
    ['in the district next to it', WYCHAVON, WORCESTER, 'NEXT_DISTRICT'],
    ['in another district of their county', WYRE_FOREST, WORCESTER, 'ELSEWHERE'],
    ['in a city far away', BIRMINGHAM, WORCESTER, 'ELSEWHERE'],
    ['in a city that touches theirs', BIRMINGHAM, area('E07000234'), 'NEXT_DISTRICT'],
    ['in an authority that is its own county', HEREFORDSHIRE, HEREFORDSHIRE, 'SAME_DISTRICT'],
    ['somewhere in their county, and no more is told', WORCESTERSHIRE, WORCESTER, 'NOT_KNOWN'],
    ['somewhere in the next county', WORCESTERSHIRE, BIRMINGHAM, 'NEXT_DISTRICT'],
    ['in a district of the county in which they live somewhere', REDDITCH, WORCESTERSHIRE, 'NOT_KNOWN'],
    ['anywhere, where nobody has said where they live', BIRMINGHAM, undefined, 'NOT_KNOWN'],
  ] as const)('%s', (_where, published, home, lies) => {
    expect(howPlaceLies(published, home)).toBe(lies);
    expect(needsJourney(published, home)).toBe(lies !== 'SAME_DISTRICT');
  });
});

describe('a journey that is arranged', () => {
  const told: JourneyTold = {
    way: 'TAXI',
    broughtBy: 'COUNCIL_WORKER',
    paidBy: 'COUNCIL',
    setsOffAt: hoursAfter(NOW, 3),
  };

  it('says how they travel, who brings them, who pays, and when', () => {
    expect(checkJourney(told, NOW)).toEqual({ allowed: true, value: told });
  });

  it('may be written down the morning after', () => {
    expect(checkJourney({ ...told, setsOffAt: hoursAfter(NOW, -12) }, NOW).allowed).toBe(true);
  });

  it.each([
    ['a way that is in no list', { way: 'HORSE' }, 'CHOICE_UNKNOWN', 'journey.way'],
    ['somebody who is in no list', { broughtBy: '' }, 'CHOICE_UNKNOWN', 'journey.broughtBy'],
    ['a purse that is in no list', { paidBy: 'HIM' }, 'CHOICE_UNKNOWN', 'journey.paidBy'],
    ['an hour of two days ago', { setsOffAt: hoursAfter(NOW, -48) }, 'DATE_IN_PAST', 'journey.setsOffAt'],
    ['a day years ahead', { setsOffAt: hoursAfter(NOW, 9000) }, 'DATE_TOO_FAR', 'journey.setsOffAt'],
  ])('is not taken with %s', (_what, change, reason, field) => {
    expect(checkJourney({ ...told, ...change }, NOW)).toMatchObject({ allowed: false, reason, field });
  });

  it('is not paid for by Rail to Refuge before there was such a thing', () => {
    const early = new Date('2020-04-08T12:00:00Z');
    const free = { ...told, way: 'TRAIN', paidBy: 'RAIL_TO_REFUGE', setsOffAt: early };
    expect(checkJourney(free, early)).toMatchObject({ reason: 'CHOICE_UNKNOWN', field: 'journey.paidBy' });
    expect(checkJourney(free, hoursAfter(early, 24)).allowed).toBe(true);
  });
});
