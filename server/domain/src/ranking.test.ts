import { expect, it } from '@jest/globals';
import { NOW, aHousehold, aPlace, aStory } from '../testing/builders.ts';
import { type Place, eligibilityAt, momentAt } from './eligibility.ts';
import { type Ranked, inOrder } from './ranking.ts';
import type { Freshness } from './unit.ts';

const MOMENT = momentAt(NOW);

function ranked(place: Place, freshness: Freshness = 'FRESH'): Ranked {
  return { place, eligibility: eligibilityAt(place, aStory(), MOMENT), freshness };
}

const order = (...items: readonly Ranked[]): readonly (readonly [string, string | undefined])[] =>
  inOrder(items, aStory(), MOMENT).map(({ item, lowerBecause }) => [item.place.unit.id, lowerBecause]);

it('says nothing of the first and of its equals, which stand by their ids', () => {
  expect(order(ranked(aPlace({}, 'b')), ranked(aPlace({}, 'c')), ranked(aPlace({}, 'a')))).toEqual([
    ['unit-a', undefined],
    ['unit-b', undefined],
    ['unit-c', undefined],
  ]);
});

it('says of each what first sets it below the best', () => {
  const best = ranked(aPlace({}, 'c'));
  const olderAndWheelchair = ranked(aPlace({ features: { wheelchair: true } }, 'a'), 'AMBER');
  const older = ranked(aPlace({}, 'b'), 'AMBER');
  expect(order(olderAndWheelchair, best, older)).toEqual([
    ['unit-c', undefined],
    ['unit-b', 'Confirmed less lately than others.'],
    ['unit-a', 'Kept back for those who need its size or its access.'],
  ]);
});

it('of nothing makes nothing', () => {
  expect(order()).toEqual([]);
});

it('a room is large only for those who do not fill it', () => {
  const story = aStory({ household: aHousehold({ sons: [3, 4] }) });
  const justRight = ranked(aPlace({ features: { childBeds: 2 } }, 'right'), 'AMBER');
  const large = ranked(aPlace({ features: { childBeds: 4 } }, 'large'));
  const ids = inOrder([large, justRight], story, MOMENT).map(({ item }) => item.place.unit.id);
  expect(ids).toEqual(['unit-right', 'unit-large']);
});
