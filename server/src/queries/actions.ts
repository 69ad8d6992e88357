import type { Action } from '@openhaven/domain/access';
import { isChallenged, mayChallenge, stillSeeks } from '@openhaven/domain/challenge';
import { mayShare } from '@openhaven/domain/consent';
import type { Sight } from '@openhaven/domain/exclusion';
import { type HoldAction, holdActions } from '@openhaven/domain/hold';
import { placementActions } from '@openhaven/domain/placement';
import { type RequestAction, requestActions } from '@openhaven/domain/placement-request';
import { REOPEN_WITHIN_DAYS, isOpen, isUnplaced, referralActions } from '@openhaven/domain/referral';
import { type UnitAction, unitActions } from '@openhaven/domain/unit';
import { type Belonging, isPermitted } from '../access/permission.ts';
import type { Actor, Context, KeptHold, KeptPlacement, KeptReferral, KeptRequest, KeptUnit } from '../context.ts';

/** One mutation: who may, and whether the state allows it. */
type Row<Facts> = readonly [mutation: string, permission: Action, isPossible: (facts: Facts) => boolean];

function possible<Facts>(
  rows: readonly Row<Facts>[],
  facts: Facts,
  actor: Actor,
  record: Belonging,
): readonly string[] {
  return rows
    .filter(([, permission, isPossible]) => isPossible(facts) && isPermitted(actor, permission, record))
    .map(([mutation]) => mutation);
}

const DAY_MS = 86_400_000;

interface ReferralFacts {
  /** As far as a fence goes. */
  readonly sees: Sight['sees'];
  readonly referral: KeptReferral;
  readonly can: ReadonlySet<string>;
  readonly now: Date;
}

const isStillOpenable = ({ referral: { closedAt, erasedAt }, now }: ReferralFacts): boolean =>
  erasedAt === undefined &&
  (closedAt === undefined || now.getTime() - closedAt.getTime() <= REOPEN_WITHIN_DAYS * DAY_MS);

const REFERRAL: readonly Row<ReferralFacts>[] = [
  ['saveDraft', 'referral.saveDraft', ({ referral: { status } }) => status === 'DRAFT' || isUnplaced(status)],
  ['submitReferral', 'referral.submit', ({ can }) => can.has('SUBMIT')],
  ['withdrawReferral', 'referral.withdraw', ({ can }) => can.has('WITHDRAW')],
  ['reopenReferral', 'referral.reopen', (facts) => facts.can.has('REOPEN') && isStillOpenable(facts)],
  ['setTonightPlan', 'referral.setTonightPlan', ({ referral }) => isOpen(referral.status)],
  ['addUnsafeArea', 'referral.addUnsafeArea', ({ referral }) => isOpen(referral.status)],
  ['recordConsent', 'consent.record', ({ referral }) => isOpen(referral.status)],
  [
    'withdrawConsent',
    'consent.record',
    ({ referral, now }) => isOpen(referral.status) && mayShare(referral.consents ?? [], now),
  ],
  ['setWatchDates', 'safety.setDates', ({ referral }) => isOpen(referral.status)],
  ['settleArrangement', 'arrangement.settle', ({ referral }) => isOpen(referral.status)],
  [
    'recordSafetyCheck',
    'safety.record',
    ({ referral }) => isOpen(referral.status) && referral.safetyCheckBy !== undefined,
  ],
  ['tryToReach', 'contact.try', ({ referral }) => isOpen(referral.status) && referral.status !== 'DRAFT'],
  ['pauseReferral', 'referral.pause', ({ can }) => can.has('PAUSE')],
  ['resumeReferral', 'referral.resume', ({ can }) => can.has('RESUME')],
  [
    'noteWelfareCheck',
    'welfareCheck.note',
    ({ referral }) => isOpen(referral.status) && referral.welfarePoliceBy !== undefined,
  ],
  [
    'overrulePoliceWish',
    'welfareCheck.overrule',
    ({ referral }) =>
      isOpen(referral.status) && referral.contactLog !== undefined && referral.welfarePoliceBy === undefined,
  ],
  ['recordConference', 'conference.record', ({ referral }) => referral.conferenceBy !== undefined],
  ['recordUnmetNeed', 'unmetNeed.record', ({ referral }) => isUnplaced(referral.status)],
  [
    'escalateReferral',
    'referral.escalate',
    ({ referral }) => isUnplaced(referral.status) && referral.escalatedAt === undefined,
  ],
  ['acknowledgeEscalation', 'escalation.acknowledge', ({ referral }) => isUnplaced(referral.status)],
  ['openInEmergency', 'glass.break', ({ sees }) => sees === 'OUTLINE'],
  ['setExclusions', 'exclusions.set', () => true],
  ['seekAgain', 'referral.seekAgain', ({ can }) => can.has('SEEK_AGAIN')],
  ['sendRequests', 'request.send', ({ can }) => can.has('ASK_SERVICES')],
  ['placeHold', 'hold.place', ({ can }) => can.has('ASK_SERVICES')],
];

/** The mutations on a referral that its state and the viewer's role allow now. */
export function actionsOnReferral({ actor, now }: Context, referral: KeptReferral): readonly string[] {
  const sees = actor.limits.get(referral.id)?.sees ?? 'ALL';
  const facts = { referral, sees, can: new Set<string>(referralActions(referral.status)), now };
  return possible(REFERRAL, facts, actor, referral);
}

interface RequestFacts {
  readonly can: ReadonlySet<RequestAction>;
  readonly takesOffers: boolean;
  readonly mayBeChallenged: boolean;
  /** Its no is challenged, and nobody has decided. */
  readonly isWaiting: boolean;
}

const REQUEST: readonly Row<RequestFacts>[] = [
  ['seeRequest', 'request.answer', ({ can }) => can.has('SEE')],
  ['acknowledgeRequest', 'request.answer', ({ can }) => can.has('ACKNOWLEDGE')],
  ['askForInformation', 'request.answer', ({ can }) => can.has('ASK_INFORMATION')],
  ['giveInformation', 'request.inform', ({ can }) => can.has('GIVE_INFORMATION')],
  ['declineRequest', 'request.answer', ({ can }) => can.has('DECLINE')],
  ['challengeDecline', 'request.challenge', ({ mayBeChallenged }) => mayBeChallenged],
  ['decideChallenge', 'challenge.decide', ({ isWaiting }) => isWaiting],
  ['makeOffer', 'hold.offer', ({ can, takesOffers }) => can.has('OFFER') && takesOffers],
  ['acknowledgeByPhone', 'byPhone.record', ({ can }) => can.has('ACKNOWLEDGE')],
  ['declineByPhone', 'byPhone.record', ({ can }) => can.has('DECLINE')],
  ['offerByPhone', 'byPhone.record', ({ can, takesOffers }) => can.has('OFFER') && takesOffers],
];

/** The mutations on a request. An offer also needs a referral that still waits for one. */
export function actionsOnRequest(
  { actor, now }: Context,
  request: KeptRequest,
  referral: Pick<KeptReferral, 'status' | 'round'> | null,
): readonly string[] {
  const takesOffers = referral !== null && referralActions(referral.status).includes('RECEIVE_OFFER');
  const seeks = referral !== null && stillSeeks(referral, request);
  const facts = {
    can: new Set(requestActions(request.status)),
    takesOffers,
    mayBeChallenged: seeks && mayChallenge(request, now),
    isWaiting: isChallenged(request),
  };
  return possible(REQUEST, facts, actor, request);
}

interface HoldFacts {
  readonly hold: KeptHold;
  readonly can: ReadonlySet<HoldAction>;
  readonly now: Date;
}

const HOLD: readonly Row<HoldFacts>[] = [
  ['extendHold', 'hold.extend', ({ can }) => can.has('EXTEND')],
  ['releaseHold', 'hold.release', ({ can }) => can.has('RELEASE')],
  ['acceptOffer', 'hold.accept', ({ can, hold }) => can.has('ACCEPT') && hold.offered && !hold.frozen],
  ['declineOffer', 'hold.decline', ({ can, hold }) => can.has('DECLINE') && hold.offered],
  ['withdrawOffer', 'hold.withdraw', ({ can, hold }) => can.has('WITHDRAW') && hold.offered],
  ['resumeHold', 'hold.review', ({ hold, can }) => hold.frozen && can.has('RELEASE')],
  ['recordArrival', 'placement.arrive', ({ can, hold }) => can.has('ARRIVE') && !hold.frozen],
  [
    'recordNoShow',
    'placement.missArrival',
    ({ can, hold, now }) => can.has('MISS_ARRIVAL') && (hold.arrivalUntil === undefined || hold.arrivalUntil <= now),
  ],
];

/** The mutations on a hold or offer. */
export function actionsOnHold({ actor, now }: Context, hold: KeptHold): readonly string[] {
  return possible(HOLD, { hold, can: new Set(holdActions(hold, now)), now }, actor, hold);
}

const PLACEMENT: readonly Row<ReadonlySet<string>>[] = [
  ['giveNotice', 'placement.giveNotice', (can) => can.has('GIVE_NOTICE')],
  ['recordDeparture', 'placement.leave', (can) => can.has('LEAVE')],
];

/** The mutations on a stay. */
export function actionsOnPlacement({ actor }: Context, placement: KeptPlacement): readonly string[] {
  return possible(PLACEMENT, new Set<string>(placementActions(placement.status)), actor, placement);
}

const UNIT: readonly Row<ReadonlySet<UnitAction>>[] = [
  ['confirmVacancies', 'vacancies.confirm', (can) => can.has('CONFIRM')],
  ['takeUnitOutOfUse', 'unit.manage', (can) => can.has('TAKE_OUT_OF_USE') || can.has('TAKE_OUT_IN_EMERGENCY')],
  ['returnUnitToUse', 'unit.manage', (can) => can.has('RETURN_TO_USE')],
  ['finishTurnaround', 'unit.manage', (can) => can.has('FINISH_TURNAROUND')],
];

/** The mutations on a unit. */
export function actionsOnUnit({ actor, now }: Context, unit: KeptUnit): readonly string[] {
  return possible(UNIT, new Set(unitActions(unit, now)), actor, unit);
}
