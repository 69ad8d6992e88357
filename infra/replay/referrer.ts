import { addWorkingDays } from '@openhaven/domain/calendar';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { ServiceId } from '@openhaven/domain/ids';
import { checkStory } from '@openhaven/domain/story';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { placeHold } from '@openhaven/server/commands/place-hold';
import { recordUnmetNeed } from '@openhaven/server/commands/record-unmet-need';
import { saveDraft } from '@openhaven/server/commands/save-draft';
import { sendRequests } from '@openhaven/server/commands/send-requests';
import { setTonightPlan } from '@openhaven/server/commands/set-tonight-plan';
import { submitReferral } from '@openhaven/server/commands/submit-referral';
import { withdrawReferral } from '@openhaven/server/commands/withdraw-referral';
import { type SearchView, findPlaces } from '@openhaven/server/queries/find-places';
import { type Case, end, groupOf, newCase } from './case.ts';
import type { Approach } from './demand.ts';
import { type NextSteps, hearOffer } from './offer.ts';
import { randomOf } from './random.ts';
import { ENDS } from './reasons.ts';
import { answerRequest } from './service.ts';
import { knowsOneChange, nextToRing } from './way.ts';
import { type World, DAY, HOUR, MINUTE_MS, act, asActor, later } from './world.ts';

/** Somebody approaches: the story is told once and sent, and the search begins. */
export async function begin(world: World, approach: Approach): Promise<void> {
  const officer = world.county.referrerOf(approach.from);
  const random = randomOf(`${world.seed}|case|${approach.number}`);
  const source = random.pick({ LOCAL_HOUSING_AUTHORITY: 5, POLICE: 2, IDVA: 2, SELF: 1 });
  const { priority, story } = approach;
  const draft = await act(world, officer, saveDraft, { priority, source, story });
  if (draft === null) throw new Error(`approach ${approach.number} could not be written down`);
  const { referralId } = draft;
  if ((await act(world, officer, submitReferral, { referralId })) === null) throw new Error('not submitted');
  const told = checkStory(story, world.clock.now());
  if (!told.allowed) throw new Error(`approach ${approach.number} was told badly`);
  const facts = { random, referralId, submittedAt: world.clock.now(), story: told.value };
  const one = newCase(approach, facts);
  later(world, random.wait(8), () => search(world, one));
  planGiveUp(world, one);
}

const AT_A_TIME = 3;

/** Looks for places and asks at most three services that have not been asked; finding none, waits for the morning. */
export async function search(world: World, one: Case): Promise<void> {
  if (one.ended || one.agreed) return;
  const { referralId, approach } = one;
  if (world.way === 'RINGING') return ringRound(world, one);
  const asker = world.county.askerOf(approach.from);
  const found = await findPlaces(asActor(world, asker), referralId);
  const serviceIds = choose(found, one);
  if (serviceIds.length === 0) {
    world.waiting.add(one);
    return;
  }
  await keepFree(world, one, found);
  await act(world, asker, sendRequests, { referralId, serviceIds });
  await noticeNewRequests(world, one);
}

/** Rings the next three services, whatever they have; one that cannot be asked for this household was rung in vain. */
async function ringRound(world: World, one: Case): Promise<void> {
  const { referralId, approach } = one;
  const next = nextToRing(world, one).slice(0, AT_A_TIME);
  if (next.length === 0) return;
  for (const serviceId of next) {
    one.rung.add(serviceId);
    await act(world, world.county.askerOf(approach.from), sendRequests, { referralId, serviceIds: [serviceId] });
  }
  await noticeNewRequests(world, one);
  // All three in vain: the next three.
  lookFurther(world, one);
}

/** Where something is free: what fits first, then what has to look. Half of those who find nothing ask the full ones once. */
function choose({ fits, ask, services }: SearchView, { known, random }: Case): readonly ServiceId[] {
  const free = [...fits, ...ask].filter(({ request }) => request === null);
  const isFirst = known.size === 0;
  const unasked = free.length === 0 && isFirst && random.chance(0.5) ? services : free;
  return [...new Set(unasked.map(({ service }) => service.id))].slice(0, AT_A_TIME);
}

/** For somebody who needs a place tonight the best one is often kept free while the service decides. */
async function keepFree(world: World, one: Case, { fits }: SearchView): Promise<void> {
  const [best] = fits;
  const isWanted = one.approach.priority === 'P1_TONIGHT' && best?.found.mayHold === true && best.request === null;
  if (!isWanted || !one.random.chance(0.4)) return;
  const { referralId, approach } = one;
  const { unit, joinedUnitId } = best.found.place;
  const units = { unitId: unit.id, ...(joinedUnitId && { joinedUnitId }) };
  await act(world, world.county.askerOf(approach.from), placeHold, { referralId, ...units });
}

/** The clock widens the search by itself: the services it asked have their e-mail too. */
async function noticeNewRequests(world: World, one: Case): Promise<void> {
  if (one.ended || one.agreed) return;
  const requests = await world.store.requests.ofReferral(one.referralId);
  const news = requests.filter(({ id, status }) => !one.known.has(id) && isOpenRequest(status));
  for (const request of news.toSorted((a, b) => (a.serviceId < b.serviceId ? -1 : 1))) {
    answerRequest(world, one, request, {
      offered: (holdId) => hearOffer(world, one, holdId, nextSteps(world, one)),
      declined: () => lookFurther(world, one),
    });
  }
  // The clock asks others when somebody is silent: at the second rung, and when the time to decide has passed.
  const [first] = news;
  if (first === undefined) return;
  for (const at of [widensAt(world, one.approach.priority), new Date(first.decideBy.getTime() + 1)]) {
    world.agenda.add(at, () => (one.pending.size > 0 ? noticeNewRequests(world, one) : Promise.resolve()));
  }
}

const WIDENS_MINUTES: Readonly<Record<Exclude<PriorityCode, 'P4_PLANNED'>, number>> = {
  P1_TONIGHT: 30,
  P2_24H: 2 * HOUR,
  P3_72H: 12 * HOUR,
};

/** Just after the clock asks others because somebody is silent. */
function widensAt({ clock }: World, priority: PriorityCode): Date {
  const now = clock.now();
  const at = priority === 'P4_PLANNED' ? addWorkingDays(now, 2) : undefined;
  const minutes = priority === 'P4_PLANNED' ? 0 : WIDENS_MINUTES[priority];
  return new Date((at ?? now).getTime() + minutes * MINUTE_MS + 1);
}

/** Once nobody is left to wait for, others are asked. */
function lookFurther(world: World, one: Case): void {
  if (one.pending.size > 0 || one.offers.size > 0 || one.ended || one.agreed) return;
  later(world, one.random.wait(40), () => search(world, one));
}

/** How long people hold out, in days: half hold out longer. Our assumption. */
const PATIENCE_DAYS: Readonly<Record<PriorityCode, number>> = {
  P1_TONIGHT: 3,
  P2_24H: 5,
  P3_72H: 10,
  P4_PLANNED: 28,
};

/** Sooner or later somebody without a place needs none any more, or the coordinator has to say that there is none. */
function planGiveUp(world: World, one: Case): void {
  const days = one.random.around(PATIENCE_DAYS[one.approach.priority], 0.5);
  later(world, Math.max(days, 0.5) * DAY, () => giveUp(world, one));
}

async function giveUp(world: World, one: Case): Promise<void> {
  if (one.ended || one.agreed) return;
  if (one.offers.size > 0) {
    later(world, 3 * HOUR, () => giveUp(world, one));
    return;
  }
  if (one.random.chance(0.65) && (await closeUnmet(world, one))) return;
  await withdraw(world, one, one.random.pick(ENDS));
}

async function closeUnmet(world: World, one: Case): Promise<boolean> {
  const { referralId, approach } = one;
  const { referrerOf, coordinator } = world.county;
  if (approach.story.tonight === 'NOWHERE' || approach.story.tonight === 'WITH_PERPETRATOR') {
    await act(world, referrerOf(approach.from), setTonightPlan, { referralId, tonight: 'COUNCIL_INTERIM' });
  }
  const group = groupOf(one);
  const reason = group === 'NOTHING_FREE' || group === 'CAPACITY' ? 'NOTHING_FREE' : 'ALL_DECLINED';
  const closed = await act(world, coordinator, recordUnmetNeed, { referralId, reason, close: true });
  if (closed !== null) end(world, one, { is: 'NOT_PLACED', status: 'UNMET', group }, await knowsOneChange(world, one));
  return closed !== null;
}

async function withdraw(world: World, one: Case, reason: string): Promise<void> {
  const { referralId, approach, offersRefused } = one;
  const withdrawn = await act(world, world.county.referrerOf(approach.from), withdrawReferral, { referralId, reason });
  if (withdrawn === null) throw new Error(`approach ${approach.number} could not be withdrawn`);
  const group = offersRefused > 0 ? 'SURVIVOR' : one.known.size === 0 ? 'NOTHING_FREE' : 'ENDED';
  end(world, one, { is: 'NOT_PLACED', status: 'WITHDRAWN', group }, await knowsOneChange(world, one));
}

/** What the referrer does when an offer came to nothing. */
function nextSteps(world: World, one: Case): NextSteps {
  return {
    lookFurther: () => lookFurther(world, one),
    noticeNewRequests: () => noticeNewRequests(world, one),
    searchAgain: () => search(world, one),
    planGiveUp: () => planGiveUp(world, one),
    withdraw: (reason) => withdraw(world, one, reason),
  };
}
