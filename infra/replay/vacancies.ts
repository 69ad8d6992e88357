import { addDays, civilDateAt, startOfDay } from '@openhaven/domain/calendar';
import { isFree } from '@openhaven/domain/unit';
import { confirmVacancies } from '@openhaven/server/commands/confirm-vacancies';
import { randomOf } from './random.ts';
import { type World, MINUTE_MS, act } from './world.ts';

const AT_MINUTE = 8 * 60 + 15;
/** How many do not get round to it on a morning: then the clock reminds them. */
const FORGET = 0.1;

/** Every morning managers confirm what they show as free: once a day, as long as the replay lasts. */
export function confirmEachMorning(world: World): void {
  const day = addDays(civilDateAt(world.clock.now()), 1);
  world.agenda.add(new Date(startOfDay(day).getTime() + AT_MINUTE * MINUTE_MS), async () => {
    await confirmThisMorning(world);
    confirmEachMorning(world);
  });
}

async function confirmThisMorning(world: World): Promise<void> {
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
