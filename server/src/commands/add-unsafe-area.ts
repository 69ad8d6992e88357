import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import { checkUnsafeArea } from '@openhaven/domain/story';
import type { UnsafeAreaInput } from '@openhaven/domain/story-input';
import { grantForRules } from '../access/look.ts';
import type { Context } from '../context.ts';
import { checkPlacesAgain } from './check-places-again.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** Adds an unsafe area. Holds and offers it reaches are frozen in the same transaction, and the coordinator alerted. */
export function addUnsafeArea(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; area: UnsafeAreaInput },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'referral.add-unsafe-area', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.addUnsafeArea');
    if (!isOpen(referral.status)) return refuse('REFERRAL_STATE');
    const area = checkUnsafeArea(input.area);
    if (!area.allowed) return area;

    const story = referral.story.open(grantForRules('CHANGING_THE_STORY'));
    const before = story.unsafeAreas ?? [];
    const after = [...before, area.value];
    mustBeSaved(await tx.referrals.save(referral, { ...story, unsafeAreas: after }));
    await checkPlacesAgain(tx, context, referral, { before, after });
    return allow({ referralId });
  });
}
