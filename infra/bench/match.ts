import { searchPlaces } from '@openhaven/domain/matching';
import { searchTable } from '@openhaven/domain/place-search';
import { PlaceTable } from '@openhaven/domain/place-table';
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

interface Timed {
  readonly ours: readonly number[];
  readonly naive: readonly number[];
  readonly c: readonly number[] | null;
  readonly put: number;
}

/** All arms alive at once, in turn: what slows the machine slows them all. */
async function time(count: number, say: (line: string) => void): Promise<Timed> {
  const [places, stories] = [manyPlaces(count), manyStories(STORIES)];
  const table = new PlaceTable(places);
  for (const story of stories.slice(0, count > 10_000 ? 2 : STORIES)) {
    const { fits, ask, nearest } = searchPlaces(places, story, NOW);
    const first = { fits: fits.slice(0, MOST), ask: ask.slice(0, MOST), nearest: nearest.slice(0, MOST) };
    if (!isDeepStrictEqual(searchTable(table, story, NOW, { most: MOST }), first)) throw new Error('answers differ');
  }
  const c = cArm(table, stories);
  const timed = { ours: [] as number[], naive: [] as number[], c: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    timed.ours.push(nanoseconds(() => stories.forEach((one) => searchTable(table, one, NOW, { most: MOST })), STORIES));
    if (c) timed.c.push(await c.time(Math.max(1, Math.round(20_000_000 / count / STORIES))));
    if (count > 10_000) continue;
    const some = Array.from({ length: FEW }, (_, at) => stories[(round * FEW + at) % STORIES]);
    timed.naive.push(nanoseconds(() => some.forEach((one) => one && searchPlaces(places, one, NOW)), FEW));
  }
  c?.stop();
  const changed = places.slice(0, 2_000).map((place) => ({
    ...place,
    unit: { ...place.unit, state: { status: 'TURNAROUND' } as const },
  }));
  const put = nanoseconds(() => changed.forEach((place) => table.put(place)), changed.length);
  const arms = { ours: timed.ours, ...(c && { c: timed.c }), ...(timed.naive.length > 0 && { naive: timed.naive }) };
  for (const [arm, times] of Object.entries(arms))
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
