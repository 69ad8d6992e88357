import { type PolicyInput, checkPolicy } from '@openhaven/domain/admission-policy';
import { civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ServiceId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { ServiceDone } from './ids.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * Says what a service takes from now on. The policy before is kept with the day it ended, so that every answer can be
 * explained by the policy of its day. Holds and offers stay: how they suit the household now is shown on them.
 */
export function setAdmissionPolicy(
  context: Context,
  input: { idempotencyKey: string; serviceId: ServiceId; rev?: number; policy: PolicyInput },
): Promise<Decision<ServiceDone>> {
  const { serviceId } = input;
  const { now, actor } = context;
  const wish = { name: 'service.set-policy', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const service = await tx.services.get(serviceId);
    if (service === null) throw new NotFoundError('Service');
    requirePermission(actor, 'service.setPolicy', { serviceId }, 'Service');
    if (isStale(service, input.rev)) return refuse('CHANGED_MEANWHILE');
    const policy = checkPolicy(input.policy, civilDateAt(now), service.policy.version);
    if (!policy.allowed) return policy;

    mustBeSaved(await tx.services.savePolicy({ ...service, policy: policy.value }));
    await tx.oldPolicies.add({ serviceId, policy: service.policy, until: now, changedBy: actor.userId });
    await tx.audit.add({ action: 'service.policy-set', serviceId, audience: [service.organisationId] }, context);
    return allow({ serviceId });
  });
}
