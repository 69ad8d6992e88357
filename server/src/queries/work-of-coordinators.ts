import { stillSeeks } from '@openhaven/domain/challenge';
import { isActive } from '@openhaven/domain/hold';
import type { ReferralId } from '@openhaven/domain/ids';
import { isInSight } from '../access/clashes.ts';
import { hiddenFrom } from '../access/exclusions.ts';
import type { Context, KeptReferral, KeptRequest, Store } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

const MOST_REFERRALS = 200;
const DAY_MS = 86_400_000;

/** What waits for the county: households passed on or overdue that nobody has in hand, offers that are frozen, people who may have to be kept out, and households that may have to be kept apart. */
export async function coordinatorsWork(context: Context): Promise<readonly WorkItemView[]> {
  return [
    ...(await householdsToStepInFor(context)),
    ...(await challengesToDecide(context)),
    ...(await exclusionsToCheck(context)),
    ...(await clashesToCheck(context)),
    ...(await duplicatesToCheck(context)),
    ...(await openingsToReview(context)),
  ];
}

async function householdsToStepInFor({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const page = await store.referrals.unplaced({ except: hiddenFrom(actor) }, { first: MOST_REFERRALS, after: null });
  const unplaced = page.edges.map(({ node }) => node);
  const known = new Map(unplaced.map((referral) => [referral.id, referral]));
  const holds = await store.holds.activeOfReferrals([...known.keys()]);
  const frozen = holds.filter((hold) => hold.frozen && isActive(hold, now));
  return [
    ...unplaced.filter((referral) => needsStepIn(referral, now)).map(toStepIn),
    ...unplaced.flatMap((referral) => leftUndone(referral, now)),
    ...unplaced.flatMap((referral) => {
      const { conferenceBy: dueAt } = referral;
      return dueAt === undefined ? [] : [workItem('CASE_CONFERENCE', referral, { dueAt, referral })];
    }),
    ...frozen.map((hold) => {
      const referral = known.get(hold.referralId);
      return workItem('REVIEW_FROZEN_OFFER', hold, { dueAt: hold.expiresAt, hold, ...(referral && { referral }) });
    }),
  ];
}

async function referralsById(store: Store, ids: readonly ReferralId[]): Promise<ReadonlyMap<ReferralId, KeptReferral>> {
  return new Map((await store.referrals.getMany(ids)).map((referral) => [referral.id, referral]));
}

/** Somebody said that they know somebody, or carries a name that is kept out. */
async function exclusionsToCheck({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const hidden = hiddenFrom(actor);
  const waiting = (await store.fences.waiting())
    .map(({ referralId }) => referralId)
    .filter((id) => !hidden.includes(id));
  const referrals = await store.referrals.getMany(waiting);
  return referrals.map((referral) => workItem('CHECK_EXCLUSION', referral, { referral }));
}

const MOST_CHALLENGES = 50;

/** Noes that those who refer did not take as they are, as long as the household still looks for a place. */
async function challengesToDecide({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const hidden = hiddenFrom(actor);
  const waiting = (await store.requests.challenged(MOST_CHALLENGES)).filter(
    ({ referralId }) => !hidden.includes(referralId),
  );
  const known = await referralsById(
    store,
    waiting.map(({ referralId }) => referralId),
  );
  return waiting.flatMap((request) => {
    const referral = known.get(request.referralId);
    if (referral === undefined || !stillSeeks(referral, request)) return [];
    return [workItem('CHECK_CHALLENGE', request, { ...due(request), referral, request })];
  });
}

const due = ({ challenge }: KeptRequest): { dueAt?: Date } => (challenge ? { dueAt: challenge.decideBy } : {});

const MOST_CLASHES = 50;

/** Households that may be in each other's way. The page shows both. */
async function clashesToCheck({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const waiting = (await store.clashes.waiting(MOST_CLASHES)).filter((clash) => isInSight(clash, actor));
  const known = await referralsById(
    store,
    waiting.map(({ referralIds }) => referralIds[0]),
  );
  return waiting.map((clash) => {
    const referral = known.get(clash.referralIds[0]);
    return workItem('CHECK_CLASH', clash, { ...(referral && { referral }) });
  });
}

/** Referrals that may be about one household. The page shows both. */
async function duplicatesToCheck({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const waiting = (await store.duplicates.waiting(MOST_CLASHES)).filter((duplicate) => isInSight(duplicate, actor));
  const known = await referralsById(
    store,
    waiting.map(({ referralIds }) => referralIds[1]),
  );
  return waiting.map((duplicate) => {
    const referral = known.get(duplicate.referralIds[1]);
    return workItem('CHECK_DUPLICATE', duplicate, { ...(referral && { referral }) });
  });
}

/** Restricted referrals that another coordinator has opened in an emergency. */
async function openingsToReview({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const hidden = hiddenFrom(actor);
  const waiting = (await store.brokenGlass.waiting()).filter(
    ({ referralId, userId }) => userId !== actor.userId && !hidden.includes(referralId),
  );
  const known = await referralsById(
    store,
    waiting.map(({ referralId }) => referralId),
  );
  return waiting.map((opening) => {
    const referral = known.get(opening.referralId);
    return workItem('REVIEW_OPENING', opening, { dueAt: opening.reviewBy, ...(referral && { referral }) });
  });
}

function needsStepIn({ escalatedAt, inHandOf, placeBy, status }: KeptReferral, now: Date): boolean {
  if (inHandOf !== undefined || status === 'AGREED') return false;
  return escalatedAt !== undefined || (placeBy !== undefined && placeBy <= now);
}

/** Nobody has tried for a day to reach somebody who is silent, or the police have not been asked in time. */
function leftUndone(referral: KeptReferral, now: Date): readonly WorkItemView[] {
  const { tryAgainAt, welfarePoliceBy } = referral;
  return [
    ...(tryAgainAt && now.getTime() - tryAgainAt.getTime() >= DAY_MS
      ? [workItem('TRY_REACHING', referral, { dueAt: tryAgainAt, referral })]
      : []),
    ...(welfarePoliceBy && welfarePoliceBy <= now
      ? [workItem('ASK_POLICE', referral, { dueAt: welfarePoliceBy, referral })]
      : []),
  ];
}

function toStepIn(referral: KeptReferral): WorkItemView {
  return workItem('STEP_IN', referral, { ...(referral.placeBy && { dueAt: referral.placeBy }), referral });
}
