/**
 * The occasions on which somebody is told that work waits. Which occasion it was is kept for the record; the words of a
 * notice never depend on it.
 */
export const NOTICE_KINDS = {
  NEW_REQUEST: { urgent: true },
  REQUEST_STILL_WAITING: { urgent: true },
  WIDENED: { urgent: true },
  COORDINATOR_STEP_IN: { urgent: true },
  COMMISSIONER_TOLD: { urgent: true },
  CHALLENGE_RAISED: { urgent: true },
  CHALLENGE_DECIDED: { urgent: true },
  CASE_CONFERENCE: { urgent: true },
  OFFER_MADE: { urgent: true },
  REQUEST_DECLINED: { urgent: true },
  QUESTION_ASKED: { urgent: true },
  QUESTION_ANSWERED: { urgent: true },
  OFFER_ANSWERED: { urgent: true },
  OFFER_WITHDRAWN: { urgent: true },
  PLACES_LOST: { urgent: true },
  ANSWERED_BY_PHONE: { urgent: true },
  OFFER_FROZEN: { urgent: true },
  HOLD_LAPSED: { urgent: true },
  PLACE_RELEASED: { urgent: true },
  ARRIVAL_EXPECTED: { urgent: true },
  ARRIVAL_MISSED: { urgent: true },
  CHECK_SAFETY: { urgent: true },
  ARRANGE: { urgent: false },
  REFERRAL_PAUSED: { urgent: true },
  TRY_AGAIN: { urgent: true },
  WELFARE_CHECK: { urgent: true },
  NEEDS_TO_MOVE: { urgent: true },
  PLACE_OVERDUE: { urgent: true },
  PLACE_CAME_FREE: { urgent: true },
  GLASS_BROKEN: { urgent: true },
  CHECK_EXCLUSION: { urgent: true },
  CHECK_CLASH: { urgent: true },
  CHECK_DUPLICATE: { urgent: true },
  REFERRALS_MERGED: { urgent: true },
  CHECK_LOOKS: { urgent: true },
  READ_LOOKS: { urgent: false },
  CONFIRM_VACANCIES: { urgent: false },
  ROTA_GAP: { urgent: false },
  ROTA_GAP_SOON: { urgent: true },
  RESET_ASKED: { urgent: true },
  RESET_TO_CONFIRM: { urgent: true },
} as const satisfies Record<string, { readonly urgent: boolean }>;

export type NoticeKind = keyof typeof NOTICE_KINDS;

/** Whether a notice may go out at once; others wait for the next round. */
export function isUrgent(kind: NoticeKind): boolean {
  return NOTICE_KINDS[kind].urgent;
}

/** All that an e-mail says. */
export interface NoticeText {
  readonly subject: string;
  readonly text: string;
}

/**
 * The words of a notice: how many tasks wait, and where the work list is. It cannot say more, because it is given no more.
 *
 * @param taskCount whole, 1 or more
 * @param workListUrl address of the work list itself, the same for everybody: no id, no token
 * @throws RangeError if there is no task to tell of: a message without a task is a fault
 * Source: SECURITY section 5.
 */
export function noticeText(taskCount: number, workListUrl: string, urgent: boolean): NoticeText {
  if (!Number.isInteger(taskCount) || taskCount < 1) throw new RangeError('a notice needs a task');
  const tasks = taskCount === 1 ? '1 task' : `${taskCount} tasks`;
  const lines = [
    `You have ${tasks} in OpenHaven.`,
    ...(urgent ? ['It is urgent. Please look now.'] : []),
    '',
    'Sign in to see your work list:',
    workListUrl,
    '',
    'Do not reply to this message. Nobody reads replies.',
  ];
  return { subject: `You have ${tasks}`, text: `${lines.join('\n')}\n` };
}
