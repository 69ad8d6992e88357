import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { words } from './words.ts';

/** When and where a household is awaited, as the service wants it said. */
export interface ArrivalPlan {
  readonly arrivalFrom?: Date;
  readonly arrivalUntil?: Date;
  readonly meetingPoint?: string;
}

/** A window that ends after it begins and is not over yet, and a meeting point in plain words. */
export function checkArrivalPlan(plan: ArrivalPlan, now: Date): Decision<ArrivalPlan> {
  const { arrivalFrom, arrivalUntil, meetingPoint = '' } = plan;
  const earliest = arrivalFrom && arrivalFrom > now ? arrivalFrom : now;
  if (arrivalUntil && arrivalUntil <= earliest) return refuse('DATE_IN_PAST', 'arrivalUntil');
  const window = { ...(arrivalFrom && { arrivalFrom }), ...(arrivalUntil && { arrivalUntil }) };
  if (meetingPoint.trim() === '') return allow(window);
  const where = words(meetingPoint, 'meetingPoint');
  return where.allowed ? allow({ ...window, meetingPoint: where.value }) : where;
}
