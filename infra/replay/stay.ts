import { addDays, civilDateAt } from '@openhaven/domain/calendar';
import type { PlacementId, ServiceId, UnitId } from '@openhaven/domain/ids';
import { finishTurnaround } from '@openhaven/server/commands/finish-turnaround';
import { giveNotice } from '@openhaven/server/commands/give-notice';
import { recordDeparture } from '@openhaven/server/commands/record-departure';
import { returnUnitToUse } from '@openhaven/server/commands/return-unit-to-use';
import { takeUnitOutOfUse } from '@openhaven/server/commands/take-unit-out-of-use';
import type { KeptUnit } from '@openhaven/server/context';
import { serviceOf } from './county.ts';
import { type Random, randomOf } from './random.ts';
import { DEPARTURES } from './reasons.ts';
import { type World, DAY, act, later } from './world.ts';

/** Somebody lives in a unit. */
export interface Stay {
  readonly placementId: PlacementId;
  readonly unitId: UnitId;
  readonly serviceId: ServiceId;
}

/** Typical stays in days, and the longest. Sources: six months in a refuge of the area, 14 weeks dispersed (DOMAIN 2.4). */
const REFUGE = { median: 120, spread: 0.6, longest: 400 } as const;
const DISPERSED = { median: 75, spread: 0.4, longest: 98 } as const;
const NOTICE_DAYS = 7;

/** A stay has begun: it takes its time, is announced to end or not, ends, and the unit is cleaned. */
export function beginStay(world: World, stay: Stay, random: Random): void {
  const { accommodationType } = serviceOf(stay.serviceId);
  const { median, spread, longest } = accommodationType.startsWith('DISPERSED') ? DISPERSED : REFUGE;
  planEnd(world, stay, random, Math.min(Math.max(2, random.around(median, spread)), longest));
}

function planEnd(world: World, stay: Stay, random: Random, days: number): void {
  const manager = world.county.managerOf(stay.serviceId);
  const { placementId } = stay;
  if (days > NOTICE_DAYS && random.chance(0.5)) {
    later(world, (days - NOTICE_DAYS) * DAY, async () => {
      const leavingOn = addDays(civilDateAt(world.clock.now()), NOTICE_DAYS);
      await act(world, manager, giveNotice, { placementId, leavingOn });
    });
  }
  later(world, days * DAY, () => leave(world, stay, random));
}

async function leave(world: World, stay: Stay, random: Random): Promise<void> {
  const manager = world.county.managerOf(stay.serviceId);
  const leftOn = civilDateAt(world.clock.now());
  const reason = random.pick(DEPARTURES);
  const left = await act(world, manager, recordDeparture, { placementId: stay.placementId, leftOn, reason });
  if (left === null) throw new Error('a household could not leave');
  world.ledger.counts.departures += 1;
  clean(world, stay, random);
}

/** Most rooms are ready in a day or two; now and then something has to be repaired first. */
function clean(world: World, { unitId, serviceId }: Omit<Stay, 'placementId'>, random: Random): void {
  const manager = world.county.managerOf(serviceId);
  if (random.chance(0.04)) {
    later(world, random.whole(60, DAY), async () => {
      const taken = await act(world, manager, takeUnitOutOfUse, { unitId, reason: 'DAMAGE_REPAIR' });
      if (taken !== null) bringBack(world, { unitId, serviceId }, random);
    });
    return;
  }
  later(world, random.whole(240, 2 * DAY), async () => {
    await act(world, manager, finishTurnaround, { unitId });
  });
}

function bringBack(world: World, { unitId, serviceId }: Omit<Stay, 'placementId'>, random: Random): void {
  later(world, random.whole(3, 20) * DAY, async () => {
    await act(world, world.county.managerOf(serviceId), returnUnitToUse, { unitId });
  });
}

const LONGEST_LEFT_DAYS = 110;

/** What was going on with the units of the demonstration on the first day goes on: stays end, rooms become ready. */
export function takeOver(world: World, units: readonly KeptUnit[]): void {
  for (const unit of units) {
    const random = randomOf(`${world.seed}|unit|${unit.id}`);
    const { serviceId, id: unitId, state } = unit;
    if ('placementId' in state) {
      const stay = { placementId: state.placementId, unitId, serviceId };
      planEnd(world, stay, random, random.whole(1, LONGEST_LEFT_DAYS));
    } else if (state.status === 'TURNAROUND') clean(world, { unitId, serviceId }, random);
    else if (state.status === 'OUT_OF_SERVICE') bringBack(world, { unitId, serviceId }, random);
  }
}
