import { type CivilDate, civilDateAt } from '@openhaven/domain/calendar';
import { planClosing } from '@openhaven/domain/closure';
import { type Decision, allow } from '@openhaven/domain/decision';
import type { ReferralId, ServiceId, UnitId } from '@openhaven/domain/ids';
import type { OutOfUse } from '@openhaven/domain/unit';
import type { Context, KeptPlacement, KeptUnit, Store } from '../context.ts';
import { aboutPlacement, aboutUnit } from './about.ts';
import { present } from './load.ts';
import { type LostOffer, askElsewhere, endLostOffer } from './lose-offer.ts';
import { runCommand } from './run-command.ts';
import { readWhy, takeOut } from './take-out.ts';
import { tellOfLosses } from './tell.ts';
import { type UnitsWish, unitsMeant } from '../access/units-meant.ts';

export interface CloseUnitsInput extends UnitsWish {
  readonly idempotencyKey: string;
  readonly reason: string;
  readonly expectedBack?: CivilDate;
}

/** What came of it: ids only. */
export type ClosureDone = {
  readonly serviceId: ServiceId;
  readonly unitIds: readonly UnitId[];
  /** Households whose place ended with it. */
  readonly lostIds: readonly ReferralId[];
  /** Households that live there. */
  readonly residentIds: readonly ReferralId[];
};

/**
 * Takes several units of a service out of use in one act: a fire, a flood, a known address. Every place that was kept
 * there ends, every household that had one is asked for anew, and everybody who must act is told once. Whoever lives there
 * is listed with them: they need somewhere tonight. All of it or nothing. Source: SCENARIOS B4.
 */
export function closeUnits(context: Context, input: CloseUnitsInput): Promise<Decision<ClosureDone>> {
  const { serviceId } = input;
  return runCommand(context, { name: 'units.close', key: input.idempotencyKey, input }, async (tx) => {
    const units = await unitsMeant(context, tx, input, 'units.close');
    const why = readWhy(input, civilDateAt(context.now));
    if (!why.allowed) return why;
    const plan = planClosing(units, why.value.reason, context.now);
    if (!plan.allowed) return plan;

    const lost = await takeAllOut(tx, context, plan.value.toTakeOut, why.value);
    const stays = await listResidents(tx, context, plan.value.livedIn, why.value);
    if (why.value.reason === 'SECURITY_COMPROMISED') await closeSites(tx, units);
    for (const one of lost) await askElsewhere(tx, context, one);
    const households = [...lost.map(({ hold }) => hold), ...stays];
    await tellOfLosses(tx, context, serviceId, households);
    return allow({
      serviceId,
      unitIds: plan.value.toTakeOut.map(({ id }) => id),
      lostIds: lost.map(({ hold }) => hold.referralId),
      residentIds: stays.map(({ referralId }) => referralId),
    });
  });
}

/** First all of them, so that nobody is asked anew for a place that burns as well. */
async function takeAllOut(
  tx: Store,
  context: Context,
  units: readonly KeptUnit[],
  why: OutOfUse,
): Promise<readonly LostOffer[]> {
  const lost: LostOffer[] = [];
  for (const { id } of units) {
    // Two units may have had one hold between them: the second is read after the first has been freed.
    const seen = await present(tx.units.get(id), 'unit');
    await takeOut(tx, context, { seen, why }, async (ended) => {
      lost.push(await endLostOffer(tx, context, ended, 'UNIT_OUT_OF_SERVICE'));
    });
  }
  const { reason } = why;
  await tx.audit.addMany(
    units.map((unit) => ({ action: 'unit.taken-out', reason, ...aboutUnit(unit) })),
    context,
  );
  return lost;
}

/** Whoever lives there stays on the record as they are, and on the list of those to be placed again. */
async function listResidents(
  tx: Store,
  context: Context,
  units: readonly KeptUnit[],
  why: OutOfUse,
): Promise<readonly KeptPlacement[]> {
  const ids = new Set(units.flatMap(({ state }) => ('placementId' in state ? [state.placementId] : [])));
  const stays = await tx.placements.getMany([...ids]);
  for (const { id: placementId, ...stay } of stays) {
    const { referralId, reference, referrerOrganisationId, organisationId, serviceId, unitLabel } = stay;
    const whose = { referralId, reference, referrerOrganisationId, organisationId, serviceId, unitLabel };
    await tx.displaced.put({ ...whose, ...why, placementId, loss: 'HOME', lostAt: context.now });
  }
  await tx.audit.addMany(
    stays.map((stay) => ({ action: 'placement.must-move', ...aboutPlacement(stay) })),
    context,
  );
  return stays;
}

async function closeSites(tx: Store, units: readonly KeptUnit[]): Promise<void> {
  for (const siteId of new Set(units.map((unit) => unit.siteId))) await tx.sites.setSecurityCompromised(siteId, true);
}
