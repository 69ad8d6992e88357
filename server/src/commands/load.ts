import type { Action } from '@openhaven/domain/access';
import type { Place } from '@openhaven/domain/eligibility';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId, UnitId } from '@openhaven/domain/ids';
import { joinPlaces } from '@openhaven/domain/joined-place';
import { clashingWith, withClash } from '../access/clashes.ts';
import { type Belonging, requirePermission } from '../access/permission.ts';
import type {
  Context,
  KeptHold,
  KeptPlacement,
  KeptReferral,
  KeptRequest,
  KeptService,
  KeptUnit,
  Store,
} from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** Reads a record for somebody who wants to do `action` with it: what is not there and what is not theirs read the same. */
async function forAct<Row extends Belonging>(
  { actor }: Context,
  action: Action,
  reading: Promise<Row | null>,
  what: string,
): Promise<Row> {
  const row = await reading;
  if (row === null) throw new NotFoundError(what);
  requirePermission(actor, action, row, what);
  return row;
}

export const referralFor = (context: Context, tx: Store, id: ReferralId, action: Action): Promise<KeptReferral> =>
  forAct(context, action, tx.referrals.get(id), 'Referral');

export const requestFor = (context: Context, tx: Store, id: PlacementRequestId, action: Action): Promise<KeptRequest> =>
  forAct(context, action, tx.requests.get(id), 'PlacementRequest');

export const holdFor = (context: Context, tx: Store, id: HoldId, action: Action): Promise<KeptHold> =>
  forAct(context, action, tx.holds.get(id), 'Hold');

export const unitFor = (context: Context, tx: Store, id: UnitId, action: Action): Promise<KeptUnit> =>
  forAct(context, action, tx.units.get(id), 'Unit');

export const placementFor = (context: Context, tx: Store, id: PlacementId, action: Action): Promise<KeptPlacement> =>
  forAct(context, action, tx.placements.get(id), 'Placement');

/** What has to be there because another record names it. A gap is a fault. */
export async function present<Row>(reading: Promise<Row | null>, what: string): Promise<Row> {
  const row = await reading;
  if (row === null) throw new Error(`${what} is named by another record and missing`);
  return row;
}

/** The site on which a unit stands. */
export async function siteOf(tx: Store, unitId: UnitId): Promise<Place['site']> {
  const unit = await present(tx.units.get(unitId), 'unit');
  return present(tx.sites.get(unit.siteId), 'site');
}

/** A unit, or two that adjoin read as one place, with all that the rules look at for one household. */
export async function placeOf(
  tx: Store,
  [unit, joined]: readonly KeptUnit[],
  referralId: ReferralId,
  now: Date,
): Promise<Place & { service: KeptService }> {
  if (unit === undefined) throw new Error('a place is at least one unit');
  const service = await present(tx.services.get(unit.serviceId), 'service');
  const site = await present(tx.sites.get(unit.siteId), 'site');
  const clashing = await clashingWith(tx, { referralId, services: [service.id], now });
  const place = withClash({ unit, service, site }, clashing);
  return joined === undefined ? place : { ...joinPlaces(place, { ...place, unit: joined }, now), service };
}
