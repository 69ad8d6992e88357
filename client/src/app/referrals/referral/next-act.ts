import { isOpenRequest } from '@openhaven/domain/placement-request';
import type { ReferralQuery } from '../../api/generated';

type Referral = NonNullable<ReferralQuery['referral']>;

/** The one thing to do next, and where; without a path there is nothing to do but wait. */
export interface NextAct {
  readonly text: string;
  readonly button?: string;
  readonly path?: string;
}

const WAITING: Readonly<Partial<Record<Referral['status'], string>>> = {
  SUBMITTED: 'Received. The county coordinator looks for a place and asks services.',
  SEEKING: 'Services have been asked. You need to do nothing unless one has a question.',
  INFO_NEEDED: 'A service has a question. See below.',
  OFFERED: 'A place is offered.',
  PAUSED_SAFE_CONTACT: 'The survivor cannot be reached safely. Nothing is closed: the story stays as it is.',
  AGREED: 'The survivor has said yes. The service says when the household has arrived.',
  ARRIVED: 'The household has arrived.',
  NO_SHOW: 'The household did not arrive. Check on their welfare in the way that is safe, then look for a place again.',
  PLACED: 'The household has a place.',
  TRANSFERRED: 'Another county has taken this over.',
  UNMET: 'This was closed without a place.',
  WITHDRAWN: 'This was withdrawn.',
  MERGED: 'This was joined to another referral.',
};

type Facts = Pick<Referral, 'id' | 'status' | 'actions' | 'hold'> & Partial<Pick<Referral, 'requests'>>;

/** In a new round nobody has been asked yet, or nobody who was asked is deciding any more. */
function isSoughtByNobody({ status, actions, requests, hold }: Facts): boolean {
  if (status !== 'SEEKING' || hold || !actions.includes('sendRequests')) return false;
  return requests !== undefined && !requests.some((one) => isOpenRequest(one.status));
}

/** What goes before everything else, in this order, where the server allows it. */
const FIRST: readonly (readonly [isPossible: (facts: Facts) => boolean, page: string, act: Omit<NextAct, 'path'>])[] = [
  [
    ({ actions }) => actions.includes('submitReferral'),
    'story',
    { text: 'This has not been sent yet.', button: 'Finish the draft' },
  ],
  [
    ({ hold }) => hold?.actions.includes('acceptOffer') ?? false,
    'offer',
    { text: 'A place is offered. Ask the survivor.', button: 'Ask the survivor' },
  ],
  [
    ({ actions }) => actions.includes('noteWelfareCheck'),
    'police',
    { text: 'The survivor cannot be reached. See to the welfare check by the police.', button: 'Welfare check' },
  ],
  [
    ({ actions }) => actions.includes('recordSafetyCheck'),
    'safety',
    {
      text: 'A date that may change how safe they are has come, or comes soon.',
      button: 'Look whether they are safe',
    },
  ],
  [
    ({ actions }) => actions.includes('resumeReferral'),
    'reach',
    { text: WAITING.PAUSED_SAFE_CONTACT ?? '', button: 'Try to reach the survivor' },
  ],
  [isSoughtByNobody, 'places', { text: 'No service is deciding now.', button: 'Find places and ask' }],
  [
    ({ status, actions }) => status === 'SUBMITTED' && actions.includes('sendRequests'),
    'places',
    { text: 'Nobody has been asked yet.', button: 'Find places and ask' },
  ],
];

/** What to do next with a referral, as far as this person may. */
export function nextAct(facts: Facts): NextAct {
  const { id, status, hold } = facts;
  const first = FIRST.find(([isPossible]) => isPossible(facts));
  if (first !== undefined) return { ...first[2], path: `/referrals/${id}/${first[1]}` };
  const waiting = WAITING[status] ?? '';
  if (status === 'AGREED' && hold) return { text: waiting, button: 'Where to go', path: `/referrals/${id}/where` };
  return { text: waiting };
}
