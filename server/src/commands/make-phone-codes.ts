import { randomUUID } from 'node:crypto';
import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ServiceId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import { newPhoneCodes } from '../access/phone-codes.ts';
import type { Context } from '../context.ts';
import { runCommand } from './run-command.ts';

type ListDone = { readonly serviceId: ServiceId; readonly listId: string };

/**
 * Makes the codes by which a service that cannot reach its pages is known on the telephone; an earlier list is worth
 * nothing any more. Whoever has them can answer for the service, so it asks for a fresh proof.
 * @returns the codes beside the decision: they are kept nowhere, not even for the same key, for which there are none
 */
export async function makePhoneCodes(
  context: Context,
  input: { readonly idempotencyKey: string; readonly serviceId: ServiceId },
): Promise<{ readonly decision: Decision<ListDone>; readonly codes: readonly string[] }> {
  const { actor, now } = context;
  const { serviceId } = input;
  requirePermission(actor, 'phoneCodes.make', { serviceId }, 'Service');
  const [listId, codes] = [randomUUID(), newPhoneCodes()];
  const decision = await runCommand<ListDone>(
    context,
    { name: 'phone-codes.make', key: input.idempotencyKey, input },
    async (tx) => {
      if (!isElevated(actor.elevatedAt, now)) return refuse('STEP_UP_NEEDED');
      await tx.phoneCodes.keep(serviceId, codes, { madeAt: now, madeBy: actor.userId });
      await tx.audit.add({ action: 'phone-codes.made', serviceId, audience: [actor.organisationId] }, context);
      return allow({ serviceId, listId });
    },
  );
  const isNew = decision.allowed && decision.value.listId === listId;
  return { decision, codes: isNew ? codes : [] };
}
