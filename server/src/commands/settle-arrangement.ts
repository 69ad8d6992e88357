import { mayAnswer, settle } from '@openhaven/domain/arrangement';
import type { CivilDate } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import type { JourneyTold } from '@openhaven/domain/journey';
import { isOpen } from '@openhaven/domain/referral';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import { arrangementsOf, saveArrangements } from './arrange.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { runCommand } from './run-command.ts';

interface Settling {
  readonly idempotencyKey: string;
  readonly referralId: ReferralId;
  readonly kind: string;
  readonly outcome: string;
  readonly endsOn?: CivilDate;
  readonly journey?: JourneyTold;
}

/** Says what came of something that was to be arranged. A concession that was granted is asked about again before it ends. */
export function settleArrangement(context: Context, input: Settling): Promise<Decision<ReferralDone>> {
  const { referralId, kind } = input;
  const { now } = context;
  const wish = { name: 'arrangement.settle', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'arrangement.settle');
    if (!isOpen(referral.status)) return refuse('REFERRAL_STATE');
    const known = arrangementsOf(referral);
    const meant = known.find((one) => one.kind === kind && mayAnswer(one));
    if (meant === undefined) return refuse('NOTHING_TO_ARRANGE');
    const settled = settle(meant, input, now);
    if (!settled.allowed) return settled;
    const all = known.map((one) => (one === meant ? settled.value : one));
    await saveArrangements(tx, referral, all, now);
    await tx.audit.add({ action: 'arrangement.settled', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}
