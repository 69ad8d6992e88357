import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { UnitId } from '@openhaven/domain/ids';
import { confirmVacancy } from '@openhaven/domain/unit';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutUnit } from './about.ts';
import { chaseAnew, chaseLater } from './chase-later.ts';
import type { UnitsDone } from './ids.ts';
import { runCommand } from './run-command.ts';

/**
 * Everything shown as free is free: confirmed in one tap. Of the units named, those that show no vacancy are passed over.
 * @param input without `unitIds`: every unit of the services the person answers for
 */
export function confirmVacancies(
  context: Context,
  input: { idempotencyKey: string; unitIds?: readonly UnitId[] },
): Promise<Decision<UnitsDone>> {
  const wish = { name: 'vacancies.confirm', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const shown = await tx.units.ofServices(context.actor.serviceIds);
    return confirmUnits(tx, context, { shown, meant: unitsToConfirm(context, shown, input.unitIds) });
  });
}

/**
 * Notes of some units that what is shown of them is true; those that show no vacancy are passed over.
 * @param shown all units of the services they belong to
 */
export async function confirmUnits(
  tx: Store,
  context: Context,
  { shown, meant }: { readonly shown: readonly KeptUnit[]; readonly meant: readonly KeptUnit[] },
): Promise<Decision<UnitsDone>> {
  const vacant = meant.filter((unit) => isVacant(unit, context.now));
  if (vacant.length === 0) return refuse('UNIT_HAS_NO_VACANCY_TO_CONFIRM');

  const unitIds = vacant.map(({ id }) => id);
  await tx.units.confirm(unitIds, context.now);
  const left = shown.filter((unit) => isVacant(unit, context.now) && !unitIds.includes(unit.id));
  for (const unit of new Map(vacant.map((one) => [one.serviceId, one])).values()) {
    await chase(tx, context, unit, left);
    await auditConfirmed(tx, context, unit);
  }
  return allow({ unitIds });
}

const isVacant = (unit: KeptUnit, now: Date): boolean => confirmVacancy(unit, now).allowed;

/** A space that was not seen may have to be asked for sooner. */
function chase(tx: Store, context: Context, { serviceId }: KeptUnit, left: readonly KeptUnit[]): Promise<void> {
  const isAllSeen = !left.some((unit) => unit.serviceId === serviceId);
  return isAllSeen ? chaseAnew(tx, context, serviceId) : chaseLater(tx, context, serviceId);
}

/** One row a service: which of its rooms were free is nobody's business later. */
async function auditConfirmed(tx: Store, context: Context, unit: KeptUnit): Promise<void> {
  const { serviceId, audience } = aboutUnit(unit);
  await tx.audit.add({ action: 'vacancies.confirmed', ...(serviceId && { serviceId }), audience }, context);
}

/** The units named, of those of the person's services; all of them if none is named. */
function unitsToConfirm(
  { actor }: Context,
  shown: readonly KeptUnit[],
  ids: readonly UnitId[] | undefined,
): readonly KeptUnit[] {
  const theirs = shown.filter(
    (unit) => isPermitted(actor, 'vacancies.confirm', unit) && (ids === undefined || ids.includes(unit.id)),
  );
  if (ids !== undefined && theirs.length < new Set(ids).size) throw new NotFoundError('Unit');
  return theirs;
}
