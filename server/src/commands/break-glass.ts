import { breakGlass } from '@openhaven/domain/break-glass';
import { type Decision, allow } from '@openhaven/domain/decision';
import type { GlassId, ReferralId } from '@openhaven/domain/ids';
import { randomUUID } from 'node:crypto';
import { sightOfReferral } from '../access/exclusions.ts';
import type { Context } from '../context.ts';
import { aboutReferral } from './about.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { runCommand } from './run-command.ts';
import { tellRole } from './tell.ts';

/**
 * A coordinator opens one restricted referral for a quarter of an hour. It stands in the record for everybody to see, all
 * other coordinators are told at once, and one of them has to say within two working days whether it was right.
 */
export function openInEmergency(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; reason: string },
): Promise<Decision<ReferralDone>> {
  const { referralId, reason } = input;
  const { actor, now } = context;
  const wish = { name: 'glass.break', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'glass.break');
    const sight = await sightOfReferral(tx, context, referralId);
    const broken = breakGlass({ sight, reason, elevatedAt: actor.elevatedAt }, now);
    if (!broken.allowed) return broken;
    const id = randomUUID() as GlassId;
    await tx.brokenGlass.add({ id, referralId, userId: actor.userId, brokenAt: now, ...broken.value }, reason);
    await tx.audit.add({ action: 'glass.broken', ...aboutReferral(referral) }, context);
    await tellRole(tx, context, 'COORDINATOR', { kind: 'GLASS_BROKEN', referralId });
    return allow({ referralId });
  });
}
