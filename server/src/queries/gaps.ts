import { parseAreaCode } from '@openhaven/domain/area';
import { type GapFigures, type Shown, gapFigures, gapMonths } from '@openhaven/domain/gaps';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** Needs that nothing met in the last twelve whole months, as they may be shown. */
export interface GapsView {
  readonly from: string;
  readonly to: string;
  readonly total: Shown;
  readonly groups: readonly GapFigures[];
}

/** For the coordinator and the commissioner: what the county has not got, and for whom. */
export async function gaps({ store, actor, now }: Context): Promise<GapsView> {
  requirePermission(actor, 'figures.read', {}, 'Gaps');
  const organisation = await store.organisations.get(actor.organisationId);
  if (organisation === null) throw new NotFoundError('Gaps');
  const { from, to } = gapMonths(now);
  return {
    from,
    to,
    ...gapFigures(await store.gapCounts.between(from, to), parseAreaCode(organisation.areaCode ?? '')),
  };
}
