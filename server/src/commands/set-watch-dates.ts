import type { CivilDate } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import { checkWatchDates, nextCheck } from '@openhaven/domain/watch-dates';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * Says on which days it has to be looked at again whether the household is safe: those given take the place of those
 * before. Possible as long as the referral is open, and while they live in the place that was found.
 */
export function setWatchDates(
  context: Context,
  input: {
    idempotencyKey: string;
    referralId: ReferralId;
    rev?: number;
    dates: readonly { why: string; on: CivilDate }[];
  },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const { now } = context;
  const wish = { name: 'safety.set-dates', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'safety.setDates');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    if (!isOpen(referral.status)) return refuse('REFERRAL_STATE');
    const dates = checkWatchDates(input.dates, now);
    if (!dates.allowed) return dates;

    const { checkSafetyAt: _before, ...rest } = referral;
    const dueAt = nextCheck(dates.value, now);
    mustBeSaved(
      await tx.referrals.savePart({ ...rest, ...(dueAt && { checkSafetyAt: dueAt }) }, 'watchDates', dates.value),
    );
    await tx.outbox.cancel([referralId], 'safety.check');
    if (dueAt) await tx.outbox.add({ name: 'safety.check', data: { referralId }, dueAt });
    await tx.audit.add({ action: 'safety.dates-set', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
