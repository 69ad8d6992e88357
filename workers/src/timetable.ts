import { holidaysKnownUntil, startOfDay } from '@openhaven/domain/calendar';
import { chaseDueVacancies } from '@openhaven/server/commands/chase-vacancies';
import { clockContext } from '@openhaven/server/commands/clock-context';
import { eraseWhatIsOver } from '@openhaven/server/commands/erase-referral';
import { makeLookDigests } from '@openhaven/server/commands/make-look-digests';
import { noteUnusualLooks } from '@openhaven/server/commands/note-unusual-looks';
import { purgeOld } from '@openhaven/server/commands/purge-old';
import { watchRotas } from '@openhaven/server/commands/watch-rotas';
import { keepCheckpoint } from './keep-checkpoint.ts';
import type { Room } from './room.ts';

/** Something done now and then, whether or not anybody asks for it. Harmless to do more often, or in two processes. */
export interface Entry {
  readonly name: string;
  readonly everyMs: number;
  readonly work: (room: Room) => Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOLIDAYS_ALARM_DAYS = 180;

function chase(room: Room): Promise<void> {
  return chaseDueVacancies(clockContext(room.store, room.now()));
}

async function purge(room: Room): Promise<void> {
  const count = await purgeOld(clockContext(room.store, room.now()));
  if (count > 0) room.log.info({ event: 'old.purged', count });
}

async function erase(room: Room): Promise<void> {
  const { erased, failed } = await eraseWhatIsOver(clockContext(room.store, room.now()));
  for (const { referralId, error } of failed) room.log.fault(error, { event: 'story.not-erased', referralId });
  if (erased > 0) room.log.info({ event: 'stories.erased', count: erased });
}

async function watchLooks(room: Room): Promise<void> {
  const count = await noteUnusualLooks(clockContext(room.store, room.now()));
  if (count > 0) room.log.warn({ event: 'looks.unusual', count });
}

async function digest(room: Room): Promise<void> {
  const count = await makeLookDigests(clockContext(room.store, room.now()));
  if (count > 0) room.log.info({ event: 'looks.digest', count });
}

async function watchForGaps(room: Room): Promise<void> {
  const { told, failed } = await watchRotas(clockContext(room.store, room.now()));
  for (const { serviceId, error } of failed) room.log.fault(error, { event: 'rota.not-watched', serviceId });
  if (told > 0) room.log.info({ event: 'rota.gaps', count: told });
}

/** Past the end of the list holidays count as working days: somebody has to bring it up to date before. */
function checkHolidays({ log, now }: Room): Promise<void> {
  const daysLeft = Math.floor((startOfDay(holidaysKnownUntil).getTime() - now().getTime()) / DAY_MS);
  if (daysLeft < HOLIDAYS_ALARM_DAYS) log.warn({ event: 'holidays.end', count: daysLeft });
  return Promise.resolve();
}

export const TIMETABLE: readonly Entry[] = [
  { name: 'vacancies.chase', everyMs: 15 * MINUTE_MS, work: chase },
  { name: 'rotas.watch', everyMs: 15 * MINUTE_MS, work: watchForGaps },
  { name: 'old.purge', everyMs: HOUR_MS, work: purge },
  { name: 'stories.erase', everyMs: HOUR_MS, work: erase },
  { name: 'looks.watch', everyMs: 5 * MINUTE_MS, work: watchLooks },
  { name: 'looks.digest', everyMs: HOUR_MS, work: digest },
  { name: 'audit.checkpoint', everyMs: HOUR_MS, work: keepCheckpoint },
  { name: 'holidays.check', everyMs: DAY_MS, work: checkHolidays },
];

/** When each entry was last done, by name. */
export type LastDone = ReadonlyMap<string, Date>;

/** The entries that are to be done at an instant: at first all of them. */
export function dueEntries(last: LastDone, now: Date, entries: readonly Entry[] = TIMETABLE): readonly Entry[] {
  return entries.filter(({ name, everyMs }) => now.getTime() - (last.get(name)?.getTime() ?? -Infinity) >= everyMs);
}

/** Keeps the timetable: does what is due each time it is asked. A fault in one entry leaves the others alone. */
export function timetable(room: Room, entries: readonly Entry[] = TIMETABLE): () => Promise<void> {
  const last = new Map<string, Date>();
  return async () => {
    for (const { name, work } of dueEntries(last, room.now(), entries)) {
      last.set(name, room.now());
      await work(room).catch((error: unknown) => room.log.fault(error, { event: 'timetable.failed', job: name }));
    }
  };
}
