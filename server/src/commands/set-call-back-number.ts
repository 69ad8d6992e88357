import { isElevated } from '@openhaven/domain/access';
import { checkNumber } from '@openhaven/domain/call-back';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { OrganisationId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { runCommand } from './run-command.ts';

/**
 * A coordinator has made sure on which number an organisation is rung back. Whoever could change it could answer for
 * anybody, so it asks for a fresh proof, and stands in the record.
 */
export function setCallBackNumber(
  context: Context,
  input: { idempotencyKey: string; organisationId: OrganisationId; number: string; source: string },
): Promise<Decision<{ readonly organisationId: OrganisationId }>> {
  const { actor, now } = context;
  const { organisationId } = input;
  requirePermission(actor, 'callBack.check', {}, 'Organisation');
  return runCommand(context, { name: 'call-back.set', key: input.idempotencyKey, input }, async (tx) => {
    const checked = checkNumber(input, now);
    if (!checked.allowed) return checked;
    if (!isElevated(actor.elevatedAt, now)) return refuse('STEP_UP_NEEDED');
    if (!(await tx.organisations.setCallBack(organisationId, checked.value))) throw new NotFoundError('Organisation');
    await tx.audit.add({ action: 'call-back.set', reason: input.source, audience: [organisationId] }, context);
    return allow({ organisationId });
  });
}
