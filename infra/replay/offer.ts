import { isActive } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { acceptOffer } from '@openhaven/server/commands/accept-offer';
import { declineOffer } from '@openhaven/server/commands/decline-offer';
import { recordArrival } from '@openhaven/server/commands/record-arrival';
import { recordNoShow } from '@openhaven/server/commands/record-no-show';
import { seekAgain } from '@openhaven/server/commands/seek-again';
import { withdrawOffer } from '@openhaven/server/commands/withdraw-offer';
import type { KeptHold } from '@openhaven/server/context';
import { type Case, end } from './case.ts';
import { SURVIVORS_NO } from './reasons.ts';
import { beginStay } from './stay.ts';
import { type World, HOUR, MINUTE_MS, act, later } from './world.ts';

/** What the referrer does when an offer came to nothing. */
export interface NextSteps {
  readonly lookFurther: () => void;
  readonly noticeNewRequests: () => Promise<void>;
  readonly searchAgain: () => Promise<void>;
  readonly planGiveUp: () => void;
  readonly withdraw: (reason: string) => Promise<void>;
}

/**
 * What survivors say to an offer. Of referrals that fail, 35.4% fail because the survivor did not take the place; with
 * about 40% placed that makes two in three offers taken. Source: DOMAIN S13.
 */
const ANSWERS = { YES: 65, NO: 23, SILENCE: 12 } as const;

/** An offer has been made: the referrer rings the survivor on the safe channel, and she answers, or does not. */
export function hearOffer(world: World, one: Case, holdId: HoldId, next: NextSteps): void {
  one.offers.add(holdId);
  later(world, one.random.wait(30), () => answer(world, one, holdId, next));
}

async function answer(world: World, one: Case, holdId: HoldId, next: NextSteps): Promise<void> {
  if (one.ended || one.agreed) return;
  const hold = await world.store.holds.get(holdId);
  if (hold === null || !isActive(hold, world.clock.now())) {
    lose(world, one, holdId, next);
    return;
  }
  const said = one.random.pick(ANSWERS);
  if (said === 'YES') await accept(world, one, hold, next);
  else if (said === 'NO') await refuse(world, one, hold, next);
  else waitForLapse(world, one, hold, next);
}

/** The offer is gone: others may be asked, and the clock may have asked them already. */
function lose(world: World, one: Case, holdId: HoldId, next: NextSteps): void {
  one.offers.delete(holdId);
  next.lookFurther();
  later(world, 1, next.noticeNewRequests);
}

async function refuse(world: World, one: Case, { id: holdId }: KeptHold, next: NextSteps): Promise<void> {
  const reason = one.random.pick(SURVIVORS_NO);
  one.offersRefused += 1;
  await act(world, world.county.referrerOf(one.approach.from), declineOffer, { holdId, reason });
  lose(world, one, holdId, next);
}

/** Nobody answers: the clock lets the place go when its time is over. */
function waitForLapse(world: World, one: Case, { id: holdId, expiresAt }: KeptHold, next: NextSteps): void {
  one.offersRefused += 1;
  world.agenda.add(new Date(expiresAt.getTime() + 5 * MINUTE_MS), () => {
    lose(world, one, holdId, next);
    return Promise.resolve();
  });
}

async function accept(world: World, one: Case, hold: KeptHold, next: NextSteps): Promise<void> {
  const officer = world.county.referrerOf(one.approach.from);
  const accepted = await act(world, officer, acceptOffer, { holdId: hold.id, survivorAgrees: true });
  if (accepted === null) {
    lose(world, one, hold.id, next);
    return;
  }
  one.agreed = true;
  one.offers.clear();
  one.pending.clear();
  travel(world, one, hold, next);
}

/** Nearly all arrive within the day. Now and then somebody does not, or the service takes its word back. */
const JOURNEYS = { ARRIVES: 94, MISSES: 4, TAKEN_BACK: 2 } as const;

function travel(world: World, one: Case, hold: KeptHold, next: NextSteps): void {
  const { random } = one;
  const journey = random.pick(JOURNEYS);
  if (journey === 'ARRIVES') later(world, random.whole(60, 20 * HOUR), () => arrive(world, one, hold));
  else if (journey === 'TAKEN_BACK') later(world, random.whole(30, 6 * HOUR), () => takeBack(world, one, hold, next));
  else {
    const missedAt = (hold.arrivalUntil ?? world.clock.now()).getTime() + 30 * MINUTE_MS;
    world.agenda.add(new Date(missedAt), () => miss(world, one, hold, next));
  }
}

async function arrive(world: World, one: Case, { id: holdId, serviceId, unitId }: KeptHold): Promise<void> {
  const arrived = await act(world, world.county.managerOf(serviceId), recordArrival, { holdId });
  if (arrived === null) throw new Error(`approach ${one.approach.number} could not arrive`);
  const minutes = Math.round((world.clock.now().getTime() - one.submittedAt.getTime()) / MINUTE_MS);
  end(world, one, { is: 'PLACED', serviceId, minutes });
  beginStay(world, { placementId: arrived.placementId, unitId, serviceId }, one.random);
}

async function takeBack(world: World, one: Case, { id: holdId, serviceId }: KeptHold, next: NextSteps): Promise<void> {
  const reason = 'STAFFING_CAPACITY';
  const back = await act(world, world.county.managerOf(serviceId), withdrawOffer, { holdId, reason });
  if (back === null) throw new Error(`approach ${one.approach.number}: the offer could not be taken back`);
  await startOver(world, one, next);
}

/** Looked after first; then most look for a place again, and some cannot be reached any more. */
async function miss(world: World, one: Case, { id: holdId, serviceId }: KeptHold, next: NextSteps): Promise<void> {
  world.ledger.counts.noShows += 1;
  const missed = await act(world, world.county.managerOf(serviceId), recordNoShow, { holdId });
  if (missed === null) throw new Error(`approach ${one.approach.number} could not be missed`);
  one.offersRefused += 1;
  if (one.random.chance(0.4)) {
    await next.withdraw('COULD_NOT_CONTACT_SAFELY');
    return;
  }
  const { referralId, approach } = one;
  await act(world, world.county.referrerOf(approach.from), seekAgain, { referralId });
  await startOver(world, one, next);
}

async function startOver(world: World, one: Case, next: NextSteps): Promise<void> {
  one.agreed = false;
  next.planGiveUp();
  await next.noticeNewRequests();
  if (one.pending.size === 0) later(world, one.random.wait(30), next.searchAgain);
}
