import { ESCALATION_STEPS, nextEscalation } from '@openhaven/domain/escalation';
import { isActive } from '@openhaven/domain/hold';
import type { ServiceId } from '@openhaven/domain/ids';
import { isPaused, isUnplaced } from '@openhaven/domain/referral';
import type { KeptHold, KeptReferral, KeptRequest } from '../context.ts';

/** What the clock will do next if nobody acts, and when. It may be overdue. */
export interface NextStepView {
  readonly at: Date;
  readonly step: string;
  /** The service that is silent, where the step is about one. */
  readonly serviceId?: ServiceId;
}

/** The first of: the next rung of every open request's ladder, the end of a hold, the time by which a place is due; while it is paused, the next attempt to reach them. */
export function nextStepOf(
  referral: KeptReferral,
  { requests, holds }: { requests: readonly KeptRequest[]; holds: readonly KeptHold[] },
  now: Date,
): NextStepView | null {
  if (!isUnplaced(referral.status) || referral.status === 'AGREED') return null;
  const steps = [
    ...(isPaused(referral.status) ? [] : requests.flatMap(nextRung)),
    ...(referral.tryAgainAt ? [{ at: referral.tryAgainAt, step: 'TRY_AGAIN' }] : []),
    ...holds.filter((hold) => hold.status === 'HELD' && isActive(hold, now)).map(runsOut),
    ...(referral.placeBy && referral.placeBy > now ? [{ at: referral.placeBy, step: 'PLACE_BY' }] : []),
  ];
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime())[0] ?? null;
}

const runsOut = ({ expiresAt }: KeptHold): NextStepView => ({ at: expiresAt, step: 'HOLD_RUNS_OUT' });

function nextRung({ serviceId, sentAt, priority, status, escalated }: KeptRequest): readonly NextStepView[] {
  const done = ESCALATION_STEPS.filter((step) => escalated.includes(step));
  const next = nextEscalation({ sentAt, priority, status, done });
  return next ? [{ at: next.dueAt, step: next.step === 'ON_CALL_WORKER' ? 'ASK_AGAIN' : next.step, serviceId }] : [];
}
