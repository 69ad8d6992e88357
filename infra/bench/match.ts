import type { Place } from '@openhaven/domain/eligibility';
import { searchPlaces } from '@openhaven/domain/matching';
import { hear, placesHeard } from '@openhaven/domain/place-search';
import { PlaceTable } from '@openhaven/domain/place-table';
import type { Story } from '@openhaven/domain/story';
import { isDeepStrictEqual } from 'node:util';
import { cArm } from './c-arm.ts';
import { NOW, manyPlaces, manyStories } from './places.ts';
import { type Goal, median, ratioOf } from './sums.ts';

const MOST = 20;
const ROUNDS = 30;
const STORIES = 40;
/** Of the slow arms so many stories are enough. */
const FEW = 4;

const microseconds = (times: readonly number[]): number => Math.round(median(times) / 10) / 100;
const nanoseconds = (work: () => void, times: number): number => {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / times;
};

const search = (table: PlaceTable, story: Story) => placesHeard(hear(table, story, NOW, { most: MOST }));

interface Timed {
  readonly ours: readonly number[];
  readonly naive: readonly number[];
  readonly c: readonly number[] | null;
  readonly put: number;
}

/** @throws Error if the search does not answer as it does one by one: then there is nothing to time */
export function mustAgree(places: readonly Place[], table: PlaceTable, stories: readonly Story[]): void {
  for (const story of stories) {
    const { fits, ask, nearest } = searchPlaces(places, story, NOW);
    const first = { fits: fits.slice(0, MOST), ask: ask.slice(0, MOST), nearest: nearest.slice(0, MOST) };
    if (!isDeepStrictEqual(search(table, story), first)) throw new Error('answers differ');
  }
}

/** What one search takes, of all stories in turn. */
export const timeSearch = (table: PlaceTable, stories: readonly Story[]): number =>
  nanoseconds(() => stories.forEach((story) => search(table, story)), stories.length);

/** The same one by one. */
export const timeOneByOne = (places: readonly Place[], stories: readonly Story[]): number =>
  nanoseconds(() => stories.forEach((story) => searchPlaces(places, story, NOW)), stories.length);

function timeChange(places: readonly Place[], table: PlaceTable): number {
  const changed = places.slice(0, 2_000).map((place) => ({
    ...place,
    unit: { ...place.unit, state: { status: 'TURNAROUND' } as const },
  }));
  return nanoseconds(() => changed.forEach((place) => table.put(place)), changed.length);
}

/** All arms alive at once, in turn: what slows the machine slows them all. */
async function time(count: number, say: (line: string) => void): Promise<Timed> {
  const [places, stories, isHuge] = [manyPlaces(count), manyStories(STORIES), count > 10_000];
  const table = new PlaceTable(places);
  mustAgree(places, table, stories.slice(0, isHuge ? 2 : STORIES));
  const c = cArm(table, stories);
  const timed = { ours: [] as number[], naive: [] as number[], c: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    timed.ours.push(timeSearch(table, stories));
    if (c) timed.c.push(await c.time(Math.max(1, Math.round(20_000_000 / count / STORIES))));
    const from = (round * FEW) % STORIES;
    if (!isHuge) timed.naive.push(timeOneByOne(places, stories.slice(from, from + FEW)));
  }
  c?.stop();
  const put = timeChange(places, table);
  for (const [arm, times] of Object.entries(timed).filter(([, some]) => some.length > 0))
    say(JSON.stringify({ bench: 'match', units: count, arm, microseconds: microseconds(times) }));
  say(JSON.stringify({ bench: 'match', units: count, arm: 'one change', microseconds: Math.round(put) / 1000 }));
  return { ...timed, c: c ? timed.c : null, put };
}

/** P1 and P2 of PERFORMANCE: the search against C and against one by one, and how it grows. */
export async function benchMatch(say: (line: string) => void): Promise<readonly Goal[]> {
  await time(500, say);
  const many = await time(5_000, say);
  const most = await time(100_000, say);
  const perUnit = (times: readonly number[], count: number): readonly number[] => times.map((one) => one / count);
  const change = { median: most.put / 1000, low: most.put / 1000, high: most.put / 1000 };
  return [
    ...(many.c
      ? [{ name: 'P1: search at 5,000, against C without explanation', ratio: ratioOf(many.ours, many.c), atMost: 15 }]
      : []),
    { name: 'P1: one by one at 5,000, against search', ratio: ratioOf(many.naive, many.ours), atLeast: 50 },
    {
      name: 'P2: a unit at 100,000, against a unit at 5,000',
      ratio: ratioOf(perUnit(most.ours, 100_000), perUnit(many.ours, 5_000)),
      atMost: 1.5,
    },
    { name: 'P2: one change at 100,000, microseconds', ratio: change, atMost: 5 },
  ];
}
