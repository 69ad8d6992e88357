import { addDays, civilDateAt, isOfficeOpen, startOfDay } from '@openhaven/domain/calendar';
import type { ReferralId } from '@openhaven/domain/ids';
import { searchPlaces } from '@openhaven/domain/matching';
import { isPressing } from '@openhaven/domain/target-times';
import { isFree } from '@openhaven/domain/unit';
import { confirmVacancies } from '@openhaven/server/commands/confirm-vacancies';
import { randomOf } from './random.ts';
import { search } from './referrer.ts';
import { type World, MINUTE_MS, act, later } from './world.ts';

/** Twice a day, so that what is shown as free is never older than twelve hours. */
const CONFIRM_AT_MINUTES = [8 * 60, 19 * 60 + 45] as const;
const LOOK_AT_MINUTE = 9 * 60 + 30;
/** How many do not get round to it: then the clock reminds them. */
const FORGET = 0.1;

/** Every day managers confirm what they show as free, and officers look again for those who wait. */
export function keepDays(world: World): void {
  const tomorrow = startOfDay(addDays(civilDateAt(world.clock.now()), 1)).getTime();
  const at = (minute: number): Date => new Date(tomorrow + minute * MINUTE_MS);
  for (const minute of CONFIRM_AT_MINUTES) world.agenda.add(at(minute), () => confirm(world));
  world.agenda.add(at(LOOK_AT_MINUTE), async () => {
    await lookForThoseWhoWait(world);
    keepDays(world);
  });
}

async function confirm(world: World): Promise<void> {
  const { store, clock, county, seed } = world;
  const now = clock.now();
  const random = randomOf(`${seed}|confirm|${now.toISOString()}`);
  const free = (await store.units.onBoard()).filter((unit) => isFree(unit, now));
  for (const serviceId of county.serviceIds) {
    const unitIds = free.filter((unit) => unit.serviceId === serviceId).map(({ id }) => id);
    const forgets = random.chance(FORGET);
    if (unitIds.length > 0 && !forgets) await act(world, county.managerOf(serviceId), confirmVacancies, { unitIds });
  }
}

/** One look at the board tells for whom a search is worth the while; the search itself is the real one. */
async function lookForThoseWhoWait(world: World): Promise<void> {
  const { places } = await world.store.board.read();
  const now = world.clock.now();
  for (const one of [...world.waiting]) {
    if (one.ended || one.agreed) world.waiting.delete(one);
    else if (searchPlaces(places, one.story, now).fits.length > 0) {
      world.waiting.delete(one);
      await search(world, one);
    }
  }
}

/** Minutes from the e-mail to the search. Our assumption. */
const LOOKS_AFTER = 30;

/**
 * Those who wait are told when a place that may suit comes free, and look soon after: out of hours only for somebody who
 * needs a place tonight or tomorrow. Without the platform nobody tells them.
 */
export function hearOfFreePlaces(world: World, ids: readonly ReferralId[]): void {
  if (world.way === 'RINGING') return;
  const isOpen = isOfficeOpen(world.clock.now());
  for (const one of [...world.waiting].filter(({ referralId }) => ids.includes(referralId))) {
    if (!isOpen && !isPressing(one.approach.priority)) continue;
    world.waiting.delete(one);
    later(world, one.random.wait(LOOKS_AFTER), () => search(world, one));
  }
}
