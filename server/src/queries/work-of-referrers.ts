import { renewConsentFrom } from '@openhaven/domain/consent';
import { isActive } from '@openhaven/domain/hold';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { hiddenFrom } from '../access/exclusions.ts';
import type { Context, KeptHold, KeptReferral, KeptRequest } from '../context.ts';
import { mostAdvanced } from './open-hold.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** More than this nobody works on at once; the board has the rest. */
const MOST_REFERRALS = 200;

interface Case {
  readonly referral: KeptReferral;
  readonly requests: readonly KeptRequest[];
  readonly hold: KeptHold | undefined;
  readonly now: Date;
}

/** What waits for those who refer: of every draft and every household without a place, the next thing to do. */
export async function referrersWork({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const referrals = await store.referrals.atWork(
    { organisationId: actor.organisationId, except: hiddenFrom(actor) },
    MOST_REFERRALS,
  );
  const ids = referrals.map(({ id }) => id);
  const [requests, holds] = await Promise.all([store.requests.ofReferrals(ids), store.holds.activeOfReferrals(ids)]);
  return referrals.flatMap((referral) => {
    const own = requests.filter(({ referralId, round }) => referralId === referral.id && round === referral.round);
    const active = holds.filter((hold) => hold.referralId === referral.id && isActive(hold, now));
    const at = { referral, requests: own, hold: mostAdvanced(active), now };
    return [...consentIn(at), ...conferenceIn(at), ...policeIn(at), ...itemsOf(at)];
  });
}

/** What they agreed to ends soon, or has ended: without it nobody can be asked. With a place it is not needed. */
function consentIn({ referral, now }: Case): readonly WorkItemView[] {
  const dueAt = renewConsentFrom(referral.consents ?? [], now);
  if (dueAt === undefined || referral.status === 'AGREED') return [];
  return [workItem('RENEW_CONSENT', referral, { dueAt, referral })];
}

/** Those who refer take part in the conference; the coordinator writes down what it came to. */
function conferenceIn({ referral }: Case): readonly WorkItemView[] {
  const { conferenceBy } = referral;
  if (conferenceBy === undefined || referral.status === 'AGREED') return [];
  return [workItem('CASE_CONFERENCE', referral, { dueAt: conferenceBy, referral })];
}

/** The survivor wants the police to look in, or a coordinator has said so: somebody has to ask them, or hear what they found. */
function policeIn({ referral }: Case): readonly WorkItemView[] {
  const { welfarePoliceBy: dueAt } = referral;
  return dueAt === undefined ? [] : [workItem('ASK_POLICE', referral, { dueAt, referral })];
}

function itemsOf(at: Case): readonly WorkItemView[] {
  const { referral, hold } = at;
  switch (referral.status) {
    case 'DRAFT':
      return [workItem('FINISH_DRAFT', referral, { dueAt: referral.createdAt, referral })];
    case 'NO_SHOW':
      return [workItem('CHECK_WELFARE', referral, { ...due(referral.welfareCheckBy), referral })];
    case 'AGREED':
      return hold ? [workItem('WAIT_FOR_ARRIVAL', hold, { ...due(hold.arrivalUntil), referral, hold })] : [];
    case 'PAUSED_SAFE_CONTACT':
      return [
        ...offerIn(at),
        ...questionsIn(at),
        workItem('TRY_REACHING', referral, { ...due(referral.tryAgainAt), referral }),
      ];
    default:
      return [...questionsIn(at), ...offerIn(at), ...silenceIn(at), ...searchIn(at)];
  }
}

const due = (dueAt: Date | undefined): { dueAt: Date } | object => (dueAt ? { dueAt } : {});

function questionsIn({ referral, requests }: Case): readonly WorkItemView[] {
  return requests
    .filter(({ status }) => status === 'INFO_REQUESTED')
    .map((request) => workItem('ANSWER_QUESTION', request, { dueAt: request.decideBy, referral, request }));
}

function offerIn({ referral, hold }: Case): readonly WorkItemView[] {
  if (!hold?.offered) return [];
  return [workItem('ASK_SURVIVOR', hold, { dueAt: hold.expiresAt, referral, hold })];
}

/** Services that should have answered by now. */
function silenceIn({ referral, requests, now }: Case): readonly WorkItemView[] {
  return requests
    .filter(({ status, acknowledgeBy, acknowledgedAt, decideBy }) => {
      if (status === 'NO_RESPONSE') return true;
      return isOpenRequest(status) && status !== 'INFO_REQUESTED' && (acknowledgedAt ? decideBy : acknowledgeBy) <= now;
    })
    .map((request) => workItem('NO_ANSWER_YET', request, { dueAt: request.decideBy, referral, request }));
}

/** Nobody is deciding and nothing is offered: somebody has to look for a place. */
function searchIn({ referral, requests, hold }: Case): readonly WorkItemView[] {
  const isWaiting = requests.some(({ status }) => isOpenRequest(status)) || hold !== undefined;
  return isWaiting ? [] : [workItem('FIND_PLACES', referral, { ...due(referral.placeBy), referral })];
}
