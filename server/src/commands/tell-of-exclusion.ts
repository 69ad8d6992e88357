import type { ReferralId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { runStep } from './run-command.ts';
import { tellRole } from './tell.ts';

/** The clock: the coordinators are told that somebody has come in who may have to be kept out of a referral. */
export function tellOfExclusion(context: Context, { referralId }: { referralId: ReferralId }): Promise<void> {
  requirePermission(context.actor, 'exclusions.tell', {}, 'Referral');
  return runStep(context, (tx) => tellRole(tx, context, 'COORDINATOR', { kind: 'CHECK_EXCLUSION', referralId }));
}
