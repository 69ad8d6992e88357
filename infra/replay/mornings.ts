import { addDays, civilDateAt, startOfDay } from '@openhaven/domain/calendar';
import { searchPlaces } from '@openhaven/domain/matching';
import { isFree } from '@openhaven/domain/unit';
import { confirmVacancies } from '@openhaven/server/commands/confirm-vacancies';
import { randomOf } from './random.ts';
import { search } from './referrer.ts';
import { type World, MINUTE_MS, act } from './world.ts';

const CONFIRM_AT_MINUTE = 8 * 60 + 15;
const LOOK_AT_MINUTE = 9 * 60 + 30;
/** How many do not get round to it on a morning: then the clock reminds them. */
const FORGET = 0.1;

/** Every morning managers confirm what they show as free, and officers look again for those who wait. */
export function keepMornings(world: World): void {
  const day = startOfDay(addDays(civilDateAt(world.clock.now()), 1)).getTime();
  world.agenda.add(new Date(day + CONFIRM_AT_MINUTE * MINUTE_MS), () => confirm(world));
  world.agenda.add(new Date(day + LOOK_AT_MINUTE * MINUTE_MS), async () => {
    await lookForThoseWhoWait(world);
    keepMornings(world);
  });
}

async function confirm(world: World): Promise<void> {
  const { store, clock, county, seed } = world;
  const now = clock.now();
  const random = randomOf(`${seed}|morning|${civilDateAt(now)}`);
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
