import { type CivilDate, startOfDay } from '@openhaven/domain/calendar';
import type { Store } from '@openhaven/server/context';
import { createLog } from '@openhaven/server/log';
import { newCounts } from '../../workers/src/counts.ts';
import type { Room } from '../../workers/src/room.ts';
import { timetable } from '../../workers/src/timetable.ts';
import { newAgenda } from './agenda.ts';
import { fillCounty } from './county.ts';
import { type Approach, drawDemand } from './demand.ts';
import { type HeardJobs, hearJobs } from './heard-jobs.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { begin } from './referrer.ts';
import { takeOver } from './stay.ts';
import { faultsOfStore } from './sums.ts';
import { digestOf } from './tally.ts';
import { hearOfFreePlaces, keepDays } from './days.ts';
import { runUntil, virtualClock } from './virtual-clock.ts';
import type { Way } from './way.ts';
import { type World, later } from './world.ts';

const FIRST_DAY = '2025-04-01' as CivilDate;
const DAY_MS = 86_400_000;
const TIMETABLE_EVERY_MINUTES = 12 * 60;

export interface ReplayWish {
  readonly store: Store;
  readonly seed: string;
  readonly months: number;
  /** How places are looked for; left out: by the search. */
  readonly way?: Way;
  /** Told now and then how many have come to an end. */
  readonly onProgress?: (ended: number) => void;
}

/** What a replay came to. Plain data, so that one process can hand it to another. */
export interface Replayed {
  readonly ledger: Ledger;
  readonly digest: string;
  /** Where the store says something else than the books. Nowhere is right. */
  readonly faults: readonly string[];
  readonly days: number;
}

/** Plays so many months of the county's demand through the real commands, until everybody's search has ended. */
export async function runReplay({
  store: given,
  seed,
  months,
  way = 'MATCHED',
  onProgress,
}: ReplayWish): Promise<Replayed> {
  const heard = hearJobs(given);
  const { store } = heard;
  const start = startOfDay(FIRST_DAY);
  const clock = virtualClock(start);
  const ledger = newLedger();
  const demand = drawDemand({ seed, firstDay: FIRST_DAY, months });
  const county = await fillCounty(store, start);
  const world: World = { seed, way, store, clock, agenda: newAgenda(), county, ledger, waiting: new Set() };
  const room = roomOf(world);

  for (const approach of demand) world.agenda.add(approach.at, () => begin(world, approach));
  takeOver(world, await store.units.onBoard());
  keepDays(world);
  keepTimetable(world, room, heard);
  await play(world, { room, heard, demand }, onProgress);

  const faults = await faultsOfStore(store, ledger.outcomes);
  const days = Math.round((clock.now().getTime() - start.getTime()) / DAY_MS);
  return { ledger, digest: digestOf(ledger), faults, days };
}

interface Play {
  readonly room: Room;
  readonly heard: HeardJobs;
  readonly demand: readonly Approach[];
}

async function play(world: World, { room, heard, demand }: Play, onProgress: ReplayWish['onProgress']): Promise<void> {
  const { agenda, ledger, clock } = world;
  while (ledger.outcomes.length < demand.length) {
    const next = agenda.next();
    if (!next) throw new Error('somebody waits and nobody does anything');
    ledger.counts.jobs += await runUntil(room, clock, next.at, heard.due);
    hearOfFreePlaces(world, heard.cameFree());
    await next.act();
    onProgress?.(ledger.outcomes.length);
  }
}

/** The workers' room: everything is real but the clock and the mail server, which only counts. */
function roomOf({ store, clock, ledger }: World): Room {
  return {
    store,
    log: createLog('warn'),
    now: clock.now,
    postOffice: {
      deliver: () => {
        ledger.counts.mails += 1;
        return Promise.resolve({ is: 'SENT' });
      },
    },
    workListUrl: 'https://openhaven.example/work',
    checkpointFile: null,
    ring: () => undefined,
    counts: newCounts(),
  };
}

/** What the workers do now and then is done here twice a day; and the store is asked whether a job was overheard. */
function keepTimetable(world: World, room: Room, heard: HeardJobs): void {
  const keep = timetable(room);
  const turn = async (): Promise<void> => {
    await keep();
    await heard.check(world.clock.now());
    later(world, TIMETABLE_EVERY_MINUTES, turn);
  };
  later(world, TIMETABLE_EVERY_MINUTES, turn);
}
