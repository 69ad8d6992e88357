import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { CoverId, ServiceId, UserId } from '@openhaven/domain/ids';
import type { Rota, Shift } from '@openhaven/domain/rota';
import { addCover, checkPattern, removeCover } from '@openhaven/domain/rota-check';
import { randomUUID } from 'node:crypto';
import { requirePermission } from '../access/permission.ts';
import { idsOf, staffOf } from '../access/rota.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import type { ServiceDone } from './ids.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

interface Change {
  readonly idempotencyKey: string;
  readonly serviceId: ServiceId;
  /** The revision the page showed; 0 where there was no rota. */
  readonly rev?: number;
}

type Rule = (rota: Rota, staff: ReadonlySet<UserId>) => Decision<Rota>;

/** One change to the rota of a service, for its manager: whoever is on it is one of its own people. */
function changeRota(context: Context, name: string, input: Change, rule: Rule): Promise<Decision<ServiceDone>> {
  const { serviceId } = input;
  const wish = { name, key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const service = await tx.services.get(serviceId);
    if (service === null) throw new NotFoundError('Service');
    requirePermission(context.actor, 'rota.set', { serviceId }, 'Service');
    const rota = await tx.rotas.get(serviceId);
    if (isStale(rota, input.rev)) return refuse('CHANGED_MEANWHILE');
    const changed = rule(rota, idsOf(await staffOf(tx, serviceId)));
    if (!changed.allowed) return changed;

    mustBeSaved(await tx.rotas.save({ ...rota, ...changed.value }));
    await tx.audit.add({ action: `${name}-done`, serviceId, audience: [service.organisationId] }, context);
    return allow({ serviceId });
  });
}

/** Puts one weekly pattern in the place of another. Covers stay. An empty one: the service keeps no rota any more. */
export function setRota(
  context: Context,
  input: Change & { shifts: readonly Shift[] },
): Promise<Decision<ServiceDone>> {
  return changeRota(context, 'rota.set', input, (rota, staff) => {
    const pattern = checkPattern(input.shifts, staff);
    return pattern.allowed ? allow({ ...rota, shifts: pattern.value }) : pattern;
  });
}

/** Has somebody be on call for a time, in place of another person or in addition. Two of them make a swap. */
export function addRotaCover(
  context: Context,
  input: Change & { from: Date; until: Date; userId: UserId; insteadOf?: UserId },
): Promise<Decision<ServiceDone>> {
  const { from, until, userId, insteadOf } = input;
  const cover = { id: randomUUID() as CoverId, from, until, userId, ...(insteadOf && { insteadOf }) };
  return changeRota(context, 'rota.cover', input, (rota, staff) => addCover(rota, cover, { staff, now: context.now }));
}

/** Takes a cover out again: the pattern holds. */
export function removeRotaCover(
  context: Context,
  input: Change & { coverId: CoverId },
): Promise<Decision<ServiceDone>> {
  return changeRota(context, 'rota.uncover', input, (rota) => removeCover(rota, input.coverId));
}
