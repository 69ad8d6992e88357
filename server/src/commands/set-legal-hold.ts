import type { CivilDate } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { placeLegalHold } from '@openhaven/domain/retention';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';
import { referralByReference } from './by-reference.ts';
import type { ReferralDone } from './ids.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

interface ByReference {
  readonly idempotencyKey: string;
  /** As somebody read it out: capitals, spaces and the like do not matter. */
  readonly reference: string;
}

/**
 * Keeps a story whatever its time, until somebody lifts the hold. Placing it again changes the reason and the day. The
 * record says who did; those who refer the household see that it is kept, not why.
 */
export function setLegalHold(
  context: Context,
  input: ByReference & { readonly reason: string; readonly reviewOn: CivilDate },
): Promise<Decision<ReferralDone>> {
  const { actor, now } = context;
  requirePermission(actor, 'legalHold.set', {}, 'Referral');
  return runCommand(context, { name: 'legal-hold.set', key: input.idempotencyKey, input }, async (tx) => {
    const referral = await referralByReference(tx, input.reference);
    if (referral === null) return refuse('REFERENCE_UNKNOWN', 'reference');
    const erased = referral.erasedAt !== undefined;
    const hold = placeLegalHold({ ...input, placedBy: actor.userId }, { erased }, now);
    if (!hold.allowed) return hold;
    mustBeSaved(await tx.referrals.save({ ...referral, legalHold: hold.value }));
    await tx.audit.add({ action: 'legal-hold.set', reason: hold.value.reason, ...quietly(referral) }, context);
    return allow({ referralId: referral.id });
  });
}

/** Lets the story go the way of all others again: if its time is over, the clock erases it at its next turn. */
export function liftLegalHold(context: Context, input: ByReference): Promise<Decision<ReferralDone>> {
  requirePermission(context.actor, 'legalHold.set', {}, 'Referral');
  return runCommand(context, { name: 'legal-hold.lift', key: input.idempotencyKey, input }, async (tx) => {
    const referral = await referralByReference(tx, input.reference);
    if (referral === null) return refuse('REFERENCE_UNKNOWN', 'reference');
    const { legalHold, ...rest } = referral;
    if (legalHold === undefined) return refuse('NOT_ON_HOLD', 'reference');
    mustBeSaved(await tx.referrals.save(rest));
    await tx.audit.add({ action: 'legal-hold.lifted', reason: legalHold.reason, ...quietly(referral) }, context);
    return allow({ referralId: referral.id });
  });
}

/** A court, a complaint, a review: that there is one is for the record alone, not for every open page. */
const quietly = ({ id }: KeptReferral) => ({ referralId: id, silent: true, audience: [] }) as const;
