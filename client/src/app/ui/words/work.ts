import { PRIORITIES } from '@openhaven/domain/codes';
import type { Status } from '../status-tag/status-tag';

/** Where the things that a work item is about are found. */
export interface WorkItemLinks {
  readonly kind: string;
  readonly referral?: { readonly id: string } | null;
  readonly request?: { readonly id: string } | null;
  readonly unit?: { readonly id: string } | null;
  readonly service?: { readonly id: string } | null;
}

interface WorkWords {
  readonly title: string;
  /** The page on which it is done. */
  readonly path: (item: WorkItemLinks) => string;
}

const referralPage =
  (page = '') =>
  ({ referral }: WorkItemLinks): string =>
    `/referrals/${referral?.id}${page}`;
const requestPage = ({ request }: WorkItemLinks): string => `/requests/${request?.id}`;
const unitPage = ({ unit }: WorkItemLinks): string => `/vacancies/${unit?.id}`;

const WORK: Readonly<Record<string, WorkWords>> = {
  FINISH_DRAFT: { title: 'Finish the draft', path: referralPage('/story') },
  CHECK_CHALLENGE: {
    title: 'Decide on a challenge to a no',
    path: (item) => `/referrals/${item.referral?.id}/requests/${item.request?.id}/challenge`,
  },
  CASE_CONFERENCE: { title: 'Hold a case conference', path: referralPage('/conference') },
  RENEW_CONSENT: { title: 'Ask again what they agree to share', path: referralPage('/agreement') },
  FIND_PLACES: { title: 'Find places and ask', path: referralPage('/places') },
  ANSWER_QUESTION: {
    title: 'Answer a question from a service',
    path: (item) => `/referrals/${item.referral?.id}/requests/${item.request?.id}`,
  },
  ASK_SURVIVOR: { title: 'Ask the survivor about an offer', path: referralPage('/offer') },
  WAIT_FOR_ARRIVAL: { title: 'Wait for the arrival', path: referralPage() },
  CHECK_WELFARE: { title: 'Check on their welfare', path: referralPage() },
  TRY_REACHING: { title: 'Try again to reach the survivor', path: referralPage('/reach') },
  ASK_POLICE: { title: 'Ask the police for a welfare check', path: referralPage('/police') },
  CHECK_SAFETY: { title: 'Look whether they are safe', path: referralPage('/safety') },
  ARRANGE: { title: 'Arrange what they need beside a place', path: referralPage('/arrange') },
  CHECK_SAFETY_PLAN: { title: 'Go through the safety plan with whoever refers', path: unitPage },
  NO_ANSWER_YET: { title: 'No service has answered yet', path: referralPage() },
  ANSWER_REQUEST: { title: 'Answer a request', path: requestPage },
  EXPECT_ARRIVAL: { title: 'Expect an arrival', path: requestPage },
  CONFIRM_VACANCIES: { title: 'Confirm your vacancies', path: () => '/vacancies' },
  FILL_ROTA: { title: 'Nobody is on call soon', path: ({ service }) => `/rota/${service?.id}` },
  FINISH_TURNAROUND: { title: 'Make a space ready', path: unitPage },
  STEP_IN: { title: 'Step in: nobody has found a place', path: referralPage() },
  PLACE_AGAIN: { title: 'Place them again: their place is lost', path: () => '/board/again' },
  MUST_MOVE: {
    title: 'They must move: find somewhere for tonight',
    path: (item) => (item.referral ? referralPage()(item) : '/vacancies/again'),
  },
  REVIEW_OPENING: { title: 'Look at an opening in an emergency', path: referralPage('/emergency') },
  CHECK_EXCLUSION: { title: 'See who must be kept out', path: referralPage('/matters') },
  CHECK_CLASH: { title: 'See who must be kept apart', path: () => '/board/conflicts' },
  CHECK_DUPLICATE: { title: 'See whether two referrals are one household', path: () => '/board/duplicates' },
  CHECK_LOOKS: { title: 'Ask about unusual looks', path: () => '/unusual-looks' },
  READ_LOOKS: { title: 'Go through what your people looked at', path: () => '/weekly-looks' },
  ANSWER_COPY: { title: 'Prepare a copy of what is kept', path: () => '/copies' },
  RELEASE_COPY: { title: 'Read and release a copy', path: () => '/copies' },
  STOP_RESET: { title: 'Look at what was asked about your account', path: () => '/account' },
  CONFIRM_RESET: { title: 'Agree, or not, to a lost passkey or telephone', path: () => '/people/county' },
  REVIEW_FROZEN_OFFER: { title: 'Look at a frozen offer', path: referralPage() },
};

/** What waits, in words; a kind that is not known reads as itself. */
export function workTitle(kind: string): string {
  return WORK[kind]?.title ?? kind;
}

/** The page on which a work item is done. */
export function workPath(item: WorkItemLinks): string {
  return WORK[item.kind]?.path(item) ?? '/work';
}

/** How urgent, in a word and a colour. */
export const PRIORITY: Readonly<Record<string, Status>> = Object.fromEntries(
  PRIORITIES.map(({ code, label }) => [code, { word: label, tone: code === 'P1_TONIGHT' ? 'bad' : 'wait' }]),
);
