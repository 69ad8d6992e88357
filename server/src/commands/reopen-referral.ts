import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { reopen } from '@openhaven/domain/referral';
import { placeBy } from '@openhaven/domain/target-times';
import type { Context, KeptReferral } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { noteDuplicates } from './note-duplicates.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** Takes up a closed referral again within 28 days: same story, new round, new clock. */
export function reopenReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; rev?: number },
): Promise<Decision<ReferralDone>> {
  const { now } = context;
  const { referralId } = input;
  const wish = { name: 'referral.reopen', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.reopen');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    if (referral.erasedAt !== undefined) return refuse('STORY_ERASED');
    const open = keep(referral, reopen(referral, referral.closedAt ?? now, now));
    if (!open.allowed) return open;

    const dueAt = placeBy(now, referral.priority);
    mustBeSaved(await tx.referrals.save({ ...newRound(open.value), unplacedSince: now, placeBy: dueAt }));
    await tx.outbox.add({ name: 'referral.place-by', data: { referralId }, dueAt });
    await noteDuplicates(tx, context, open.value);
    await tx.audit.add({ action: 'referral.reopened', ...aboutReferral(referral) }, context);
    return allow({ referralId });
  });
}

/** The referral as a new round begins with it: nothing of the last one is left but the story. */
function newRound(referral: KeptReferral): KeptReferral {
  const { withdrawal: _w, closedAt: _c, escalatedAt: _e, inHandOf: _i, welfareCheckBy: _b, ...known } = referral;
  const { welfarePoliceBy: _p, ...rest } = known;
  return { ...rest, submittedAt: referral.submittedAt ?? referral.createdAt, round: referral.round + 1 };
}
