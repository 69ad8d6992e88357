import { isPermitted } from '../access/permission.ts';
import type { Context, KeptHold } from '../context.ts';

const AGREED: readonly KeptHold['status'][] = ['SURVIVOR_ACCEPTED', 'TRAVELLING', 'ARRIVED'];

/**
 * Where to meet: known to the service that said it, and to those who refer only once the survivor has said yes.
 *
 * Source: SECURITY section 1, promise I5: the place never leaves before acceptance.
 */
export function meetingPointOf({ actor }: Context, hold: KeptHold): string | null {
  const isTheirs = isPermitted(actor, 'placement.arrive', hold);
  if (!isTheirs && !AGREED.includes(hold.status)) return null;
  return hold.meetingPoint?.open() ?? null;
}
