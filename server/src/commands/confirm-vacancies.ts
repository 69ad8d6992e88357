import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { UnitId } from '@openhaven/domain/ids';
import { confirmVacancy } from '@openhaven/domain/unit';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutUnit } from './about.ts';
import { chaseLater } from './chase-later.ts';
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
    const units = await unitsToConfirm(tx, context, input.unitIds);
    const vacant = units.filter((unit) => confirmVacancy(unit, context.now).allowed);
    if (vacant.length === 0) return refuse('UNIT_HAS_NO_VACANCY_TO_CONFIRM');

    const unitIds = vacant.map(({ id }) => id);
    await tx.units.confirm(unitIds, context.now);
    for (const serviceId of new Set(vacant.map((unit) => unit.serviceId))) {
      await chaseLater(tx, context, serviceId);
      const [first] = vacant.filter((unit) => unit.serviceId === serviceId);
      if (first) await auditConfirmed(tx, context, first);
    }
    return allow({ unitIds });
  });
}

/** One row a service: which of its rooms were free is nobody's business later. */
async function auditConfirmed(tx: Store, context: Context, unit: KeptUnit): Promise<void> {
  const { serviceId, audience } = aboutUnit(unit);
  await tx.audit.add({ action: 'vacancies.confirmed', ...(serviceId && { serviceId }), audience }, context);
}

async function unitsToConfirm(
  tx: Store,
  { actor }: Context,
  ids: readonly UnitId[] | undefined,
): Promise<readonly KeptUnit[]> {
  const units = ids === undefined ? await tx.units.ofServices(actor.serviceIds) : await tx.units.getMany(ids);
  const theirs = units.filter((unit) => isPermitted(actor, 'vacancies.confirm', unit));
  if (ids !== undefined && theirs.length < new Set(ids).size) throw new NotFoundError('Unit');
  return theirs;
}
