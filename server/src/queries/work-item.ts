import type { KeptHold, KeptReferral, KeptRequest, KeptService, KeptUnit } from '../context.ts';

/** The kinds of work: codes that the page puts into words. */
export type WorkKind =
  | 'FINISH_DRAFT'
  | 'RENEW_CONSENT'
  | 'CHECK_CHALLENGE'
  | 'CASE_CONFERENCE'
  | 'FIND_PLACES'
  | 'ANSWER_QUESTION'
  | 'ASK_SURVIVOR'
  | 'WAIT_FOR_ARRIVAL'
  | 'CHECK_WELFARE'
  | 'TRY_REACHING'
  | 'ASK_POLICE'
  | 'CHECK_SAFETY'
  | 'ARRANGE'
  | 'CHECK_SAFETY_PLAN'
  | 'NO_ANSWER_YET'
  | 'ANSWER_REQUEST'
  | 'EXPECT_ARRIVAL'
  | 'CONFIRM_VACANCIES'
  | 'FINISH_TURNAROUND'
  | 'FILL_ROTA'
  | 'STEP_IN'
  | 'REVIEW_FROZEN_OFFER'
  | 'CHECK_EXCLUSION'
  | 'CHECK_CLASH'
  | 'CHECK_DUPLICATE'
  | 'CHECK_LOOKS'
  | 'READ_LOOKS'
  | 'ANSWER_COPY'
  | 'RELEASE_COPY'
  | 'PLACE_AGAIN'
  | 'MUST_MOVE'
  | 'REVIEW_OPENING'
  | 'STOP_RESET'
  | 'CONFIRM_RESET';

/** One thing that waits for somebody, with the record it is about. */
export interface WorkItemView {
  readonly id: string;
  readonly kind: WorkKind;
  readonly dueAt?: Date;
  readonly referral?: KeptReferral;
  readonly request?: KeptRequest;
  readonly hold?: KeptHold;
  readonly unit?: KeptUnit;
  readonly service?: KeptService;
}

/** An item whose id says what waits and for which record: the same work has the same id at every reading. */
export function workItem(
  kind: WorkKind,
  about: { readonly id: string },
  rest: Omit<WorkItemView, 'id' | 'kind'>,
): WorkItemView {
  return { id: `${kind}-${about.id}`, kind, ...rest };
}
