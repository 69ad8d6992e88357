import { type Decision, allow } from '@openhaven/domain/decision';
import { missArrival } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutHold } from './about.ts';
import { endOffer, freeUnit } from './end-hold.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellReferrers, tellRole } from './tell.ts';

/** By when somebody should have looked after the household, in minutes. PROPOSAL: an hour, whatever the priority. */
const WELFARE_CHECK_MINUTES = 60;

/** The household has not arrived. The space is free again, and whoever refers has a check on its welfare to make. */
export function recordNoShow(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId },
): Promise<Decision<HoldDone>> {
  const { now } = context;
  const { holdId } = input;
  const wish = { name: 'placement.miss-arrival', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'placement.missArrival');
    const missed = keep(hold, missArrival(hold, now));
    if (!missed.allowed) return missed;
    const referral = await present(tx.referrals.get(hold.referralId), 'referral');
    const absent = keep(referral, applyToReferral(referral, 'MISS_ARRIVAL'));
    if (!absent.allowed) return absent;

    const welfareCheckBy = new Date(now.getTime() + WELFARE_CHECK_MINUTES * 60_000);
    mustBeSaved(await tx.referrals.save({ ...absent.value, welfareCheckBy }));
    await freeUnit(tx, context, missed.value);
    await endOffer(tx, context, missed.value, { by: 'SYSTEM', reason: 'NO_SHOW' });
    await tx.audit.add({ action: 'hold.missed', reason: 'NO_SHOW', ...aboutHold(hold) }, context);
    const { referralId, requestId, serviceId } = hold;
    const telling = { kind: 'ARRIVAL_MISSED', referralId, requestId, serviceId } as const;
    await tellReferrers(tx, context, hold.referrerOrganisationId, telling);
    await tellRole(tx, context, 'COORDINATOR', telling);
    return allow({ holdId, requestId, referralId });
  });
}
