import { describe, expect, it } from '@jest/globals';
import { journeyLines, wayThere } from './journey';

const WORCESTER = 'E07000237';

describe('what has to be arranged because of where a place is', () => {
  it.each([
    ['nothing in their own district', WORCESTER, WORCESTER, ''],
    ['a district that touches theirs', 'E07000238', WORCESTER, /^Next to Worcester, not in it: how they get there has/],
    ['a city far away', 'E08000025', WORCESTER, 'Outside Worcester: how they get there has to be arranged'],
    ['their own county, of which no more is told', 'E10000034', WORCESTER, /^Perhaps outside Worcester: .* may have/],
    ['nothing beside each place where nobody said where they live', 'E08000025', null, ''],
  ])('%s', (_what, area, home, said) => {
    expect(wayThere(area, home)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  });

  it('never says how far it is', () => {
    expect(wayThere('E08000025', WORCESTER)).not.toMatch(/\d|mile|kilomet|hour/);
  });
});

it('a journey answers how, with whom, for whose money and when', () => {
  const journey = { way: 'TRAIN', broughtBy: 'NOBODY', paidBy: 'RAIL_TO_REFUGE', setsOffAt: '2026-11-27T09:30:00Z' };
  expect(journeyLines(journey, new Date('2026-11-26T20:00:00Z'))).toEqual([
    'How they travel: Train',
    'Who brings them: Nobody, they travel alone',
    'Who pays: Rail to Refuge, a free train ticket that the refuge books',
    'They set off: tomorrow at 09:30',
  ]);
});
