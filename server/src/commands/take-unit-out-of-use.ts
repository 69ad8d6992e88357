import { type CivilDate, civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { takeOutOfUse } from '@openhaven/domain/unit';
import type { Context } from '../context.ts';
import { aboutUnit } from './about.ts';
import type { UnitActInput } from './act-on-unit.ts';
import type { UnitDone } from './ids.ts';
import { unitFor } from './load.ts';
import { loseOffer } from './lose-offer.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';
import { readWhy, takeOut } from './take-out.ts';

export interface OutOfUseInput extends UnitActInput {
  readonly reason: string;
  readonly expectedBack?: CivilDate;
}

/**
 * Takes a unit out of use with a reason. Fire, flood and a known address end a hold on it: those people need another
 * place at once, and everybody who must act is told. A known address closes the whole site. Source: DOMAIN 3, H4.
 */
export function takeUnitOutOfUse(context: Context, input: OutOfUseInput): Promise<Decision<UnitDone>> {
  const { unitId } = input;
  const wish = { name: 'unit.take-out', key: input.idempotencyKey, input, about: { unitId } };
  return runCommand(context, wish, async (tx) => {
    const unit = await unitFor(context, tx, unitId, 'unit.manage');
    const why = readWhy(input, civilDateAt(context.now));
    if (!why.allowed) return why;
    if (isStale(unit, input.rev)) return refuse('UNIT_STATE_CHANGED');
    const possible = takeOutOfUse(unit, why.value, context.now);
    if (!possible.allowed) return possible;

    const { reason } = why.value;
    await takeOut(tx, context, { seen: unit, why: why.value }, (ended) =>
      loseOffer(tx, context, ended, 'UNIT_OUT_OF_SERVICE'),
    );
    if (reason === 'SECURITY_COMPROMISED') await tx.sites.setSecurityCompromised(unit.siteId, true);
    await tx.audit.add({ action: 'unit.taken-out', reason, ...aboutUnit(unit) }, context);
    return allow({ unitId });
  });
}
