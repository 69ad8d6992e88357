import { civilDateAt } from '@openhaven/domain/calendar';
import { SURVIVOR_REASONS, isCodeOf } from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { declineBySurvivor } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { aboutHold } from './about.ts';
import { noteHeard } from './contact.ts';
import { endHold } from './end-hold.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor } from './load.ts';
import { runCommand } from './run-command.ts';
import { tellService } from './tell.ts';

/** The survivor says no, or no longer, with the reason. The space is free at once and the search goes on. */
export function declineOffer(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; reason: string },
): Promise<Decision<HoldDone>> {
  const { holdId, reason } = input;
  const wish = { name: 'hold.decline', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.decline');
    if (!isCodeOf(SURVIVOR_REASONS, reason, civilDateAt(context.now))) return refuse('REASON_NEEDED', 'reason');
    const declined = keep(hold, declineBySurvivor(hold, context.now));
    if (!declined.allowed) return declined;
    await endHold(tx, context, declined.value, { by: 'SURVIVOR', reason });
    await noteHeard(tx, context, hold.referralId);
    await tx.audit.add({ action: 'hold.declined', reason, ...aboutHold(hold) }, context);
    const { referralId, requestId, serviceId } = hold;
    await tellService(tx, context, { kind: 'OFFER_ANSWERED', referralId, requestId, serviceId });
    return allow({ holdId, requestId, referralId });
  });
}
