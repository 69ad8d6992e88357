import { hear, placesHeard, servicesHeard } from '@openhaven/domain/place-search';
import type { ReferralId } from '@openhaven/domain/ids';
import { saveDraft } from '@openhaven/server/commands/save-draft';
import { submitReferral } from '@openhaven/server/commands/submit-referral';
import type { Context, Store } from '@openhaven/server/context';
import { findPlaces } from '@openhaven/server/queries/find-places';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LONE_WOMAN } from '../faults/documents.ts';
import { fillCounty } from '../replay/county.ts';
import { openReplayStore } from '../replay/store.ts';
import { NOW, manyPlaces } from './places.ts';
import { loneWoman } from './story.ts';
import { type Goal, median, ratioOf } from './sums.ts';

const AT_ONCE = 500;
const ROUNDS = 30;
const REQUESTS_A_ROUND = 10;
/** Longer than what has just been written is read again by every search: a nation is not written anew every moment. */
const SETTLED_MS = 13_000;

/** Writes a nation of places beside the demonstration's. */
async function fillNation(store: Store, count: number): Promise<void> {
  const places = manyPlaces(count);
  const services = new Map(places.map(({ service, site }) => [service.id, { service, site }]));
  for (const { service, site } of services.values()) {
    await store.services.put({ ...service, publishedArea: site.publishedArea, rev: 1 });
    await store.sites.put(site, { lines: ['1 Bench Street'], postcode: 'ZZ1 1ZZ' });
  }
  for (let from = 0; from < places.length; from += AT_ONCE) {
    await store.inTransaction(async (tx) => {
      for (const { unit, service, site } of places.slice(from, from + AT_ONCE))
        await tx.units.add({ ...unit, organisationId: service.organisationId, publishedArea: site.publishedArea });
    });
  }
}

async function referralOf(context: Context): Promise<ReferralId> {
  const draft = { priority: 'P2_24H', source: 'LOCAL_HOUSING_AUTHORITY', story: LONE_WOMAN };
  const saved = await saveDraft(context, { idempotencyKey: 'bench-1', ...draft });
  if (!saved.allowed) throw new Error(saved.reason);
  const { referralId } = saved.value;
  const sent = await submitReferral(context, { idempotencyKey: 'bench-2', referralId });
  if (!sent.allowed) throw new Error(sent.reason);
  return referralId;
}

const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let request = 0; request < REQUESTS_A_ROUND; request++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return median(times);
};

interface Timed {
  readonly all: readonly number[];
  readonly search: readonly number[];
}

/** A whole search among so many units, from the query to the database, and the search in memory alone. */
async function time(units: number): Promise<Timed> {
  const folder = mkdtempSync(join(tmpdir(), 'openhaven-bench-'));
  const opened = await openReplayStore(folder);
  const { store } = opened;
  try {
    const county = await fillCounty(store, NOW);
    await fillNation(store, units);
    const context: Context = { actor: county.referrerOf('worcester'), now: NOW, store };
    const referralId = await referralOf(context);
    await wait(SETTLED_MS);
    const whole = () => findPlaces(context, referralId);
    const { fits, ask } = await whole();
    if (fits.length + ask.length === 0) throw new Error('nothing was found');
    const { table } = await store.board.live();
    // The search is taken out of the whole: what is left is every read, check and opening of the same request.
    const alone = (): Promise<unknown> => {
      const heard = hear(table, loneWoman, NOW);
      return Promise.resolve([placesHeard(heard), servicesHeard(heard)]);
    };
    const [all, search] = [[] as number[], [] as number[]];
    for (let round = 0; round < ROUNDS; round++) {
      all.push(await millisecondsOf(whole));
      search.push(await millisecondsOf(alone));
    }
    return { all, search };
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** P3 of PERFORMANCE: a whole search, from the query to the database, against the same without the search itself. */
export async function benchSearch(say: (line: string) => void): Promise<readonly Goal[]> {
  const goals: Goal[] = [];
  for (const { units, atMost } of [
    { units: 5_000, atMost: 1.25 },
    { units: 100_000, atMost: 4 },
  ]) {
    const { all, search } = await time(units);
    const rest = all.map((whole, round) => whole - (search[round] ?? 0));
    for (const [arm, times] of Object.entries({ whole: all, 'search alone': search }))
      say(JSON.stringify({ bench: 'search-e2e', units, arm, milliseconds: Math.round(median(times) * 100) / 100 }));
    const name = `P3: a request with search at ${units.toLocaleString('en-GB')}, against the same without`;
    goals.push({ name, ratio: ratioOf(all, rest), atMost });
  }
  return goals;
}
