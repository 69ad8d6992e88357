import { addWorkingMinutes, isOfficeOpen } from '@openhaven/domain/calendar';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { HoldId, PlacementRequestId } from '@openhaven/domain/ids';
import { isAnswerable, isOpenRequest } from '@openhaven/domain/placement-request';
import { acknowledgeRequest } from '@openhaven/server/commands/acknowledge-request';
import { declineRequest } from '@openhaven/server/commands/decline-request';
import { makeOffer } from '@openhaven/server/commands/make-offer';
import type { Actor, KeptRequest } from '@openhaven/server/context';
import { type CandidateView, candidatesFor } from '@openhaven/server/queries/candidates';
import type { Case } from './case.ts';
import { serviceOf } from './county.ts';
import { CONFLICT, NO_SPACE, type No, noFor } from './reasons.ts';
import { type World, DAY, HOUR, act, asActor, inMinutes } from './world.ts';

/** What the referrer does when a service has answered. */
export interface Hearing {
  readonly offered: (holdId: HoldId) => void;
  readonly declined: () => void;
}

/** Mean minutes from the e-mail to "we are looking at it", and from there to yes or no. Our assumption. */
const PACE: Readonly<
  Record<PriorityCode, { readonly look: number; readonly decide: number; readonly office: boolean }>
> = {
  P1_TONIGHT: { look: 7, decide: 20, office: false },
  P2_24H: { look: 25, decide: 80, office: false },
  P3_72H: { look: 80, decide: 300, office: true },
  P4_PLANNED: { look: 200, decide: 600, office: true },
};
/** How many never see it in time; more at night where nobody is on duty. */
const SILENT = { awake: 0.08, asleep: 0.4 } as const;
const LATE_YES = 0.5;

/** A service has been asked: it answers in its own time, late, or never. */
export function answerRequest(world: World, one: Case, request: KeptRequest, hearing: Hearing): void {
  const { random } = one;
  const service = serviceOf(request.serviceId);
  const isAwake = service.policy.admitsOutOfHours || isOfficeOpen(world.clock.now());
  const isSilent = random.chance(isAwake ? SILENT.awake : SILENT.asleep);
  const pace = PACE[request.priority];
  const [look, decide] = [random.wait(pace.look), random.wait(pace.decide)];
  const isLate = random.chance(LATE_YES);
  one.known.add(request.id);
  one.pending.add(request.id);
  world.ledger.counts.requests += 1;
  if (isSilent) {
    const seenAt = inMinutes(world, isLate ? random.whole(7 * HOUR, 14 * HOUR) : 2 * DAY);
    world.agenda.add(seenAt, () =>
      isLate ? decideRequest(world, one, request.id, hearing) : giveUpOn(one, request.id),
    );
    return;
  }
  const after = (from: Date, minutes: number): Date =>
    pace.office || !isAwake
      ? addWorkingMinutes(from, Math.round(minutes))
      : new Date(from.getTime() + Math.round(minutes * 60_000));
  const lookAt = after(world.clock.now(), look);
  world.agenda.add(lookAt, () => acknowledge(world, one, request));
  world.agenda.add(after(lookAt, decide), () => decideRequest(world, one, request.id, hearing));
}

function giveUpOn(one: Case, requestId: PlacementRequestId): Promise<void> {
  one.pending.delete(requestId);
  return Promise.resolve();
}

async function acknowledge(world: World, one: Case, { id: requestId, serviceId }: KeptRequest): Promise<void> {
  if (one.ended || one.agreed) return;
  await act(world, world.county.managerOf(serviceId), acknowledgeRequest, { requestId });
}

/** The manager looks at her own rooms, as the page shows them, and says yes or no. */
async function decideRequest(world: World, one: Case, requestId: PlacementRequestId, hearing: Hearing): Promise<void> {
  one.pending.delete(requestId);
  if (one.ended || one.agreed) return;
  const request = await world.store.requests.get(requestId);
  if (request === null || !isAnswerable(request.status)) return;
  const manager = world.county.managerOf(request.serviceId);
  const candidates = (await candidatesFor(asActor(world, manager), request)).filter(({ free }) => free);
  const answer = decide(one, candidates);
  if ('unit' in answer && (await offer(world, { manager, request, answer, hearing }))) return;
  await decline(world, one, { manager, request, no: 'unit' in answer ? NO_SPACE : answer, hearing });
}

const YES = { FITS: 0.94, FITS_WITH_CONDITION: 0.85, ASK_PROVIDER: 0.6, CANNOT: 0.15 } as const;

/** By the service's own rules first; then by what a manager knows and no rule says. */
function decide({ random }: Case, [best]: readonly CandidateView[]): CandidateView | No {
  if (best === undefined) return NO_SPACE;
  const { answer, changesNeeded, reasons } = best.eligibility;
  if (answer === 'NOT_SAFE') return CONFLICT;
  if (random.chance(YES[answer]) && changesNeeded.length <= 1) return best;
  return noFor(changesNeeded.length > 0 ? changesNeeded : reasons.map(({ rule }) => rule));
}

interface Saying {
  readonly manager: Actor;
  readonly request: KeptRequest;
  readonly hearing: Hearing;
}

/** Says whether the offer stands: the room may have gone, or a rule that cannot be waived may stand against it. */
async function offer(
  world: World,
  { manager, request, answer, hearing }: Saying & { readonly answer: CandidateView },
): Promise<boolean> {
  const made = await act(world, manager, makeOffer, {
    requestId: request.id,
    unitId: answer.unit.id,
    ...(answer.joined && { joinedUnitId: answer.joined.id }),
    arrivalFrom: inMinutes(world, HOUR),
    arrivalUntil: inMinutes(world, 3 * DAY),
    meetingPoint: 'Where we said on the phone',
  });
  if (made === null) return false;
  world.ledger.counts.offers += 1;
  hearing.offered(made.holdId);
  return true;
}

async function decline(
  world: World,
  one: Case,
  { manager, request, hearing, no }: Saying & { readonly no: No },
): Promise<void> {
  one.noes.push(no.group);
  const { group: _group, ...answer } = no;
  // Somebody who let the time run out can still say yes, and has no more need to say no.
  const current = isOpenRequest(request.status) ? request : null;
  if (current !== null) {
    const requestId = request.id;
    await act(world, manager, declineRequest, { requestId, ...answer });
  }
  hearing.declined();
}
