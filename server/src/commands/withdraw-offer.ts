import { civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { serviceDeclineReasons } from '@openhaven/domain/decline';
import { withdrawByProvider } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor } from './load.ts';
import { loseOffer } from './lose-offer.ts';
import { runCommand } from './run-command.ts';

/**
 * The service takes its offer back, with a reason. The referrer and the coordinator are told at once; if the household
 * had relied on it, the services that were sent away are asked again. Source: SCENARIOS B10.
 */
export function withdrawOffer(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; reason: string },
): Promise<Decision<HoldDone>> {
  const { now } = context;
  const { holdId, reason } = input;
  const wish = { name: 'hold.withdraw', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.withdraw');
    const why = serviceDeclineReasons(civilDateAt(now)).find(({ code }) => code === reason);
    if (why === undefined) return refuse('REASON_NEEDED', 'reason');
    const withdrawn = keep(hold, withdrawByProvider(hold, now));
    if (!withdrawn.allowed) return withdrawn;
    await loseOffer(tx, context, withdrawn.value, why.code);
    return allow({ holdId, requestId: hold.requestId, referralId: hold.referralId });
  });
}
