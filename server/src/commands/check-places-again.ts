import { type UnsafeArea, judgeUnsafe } from '@openhaven/domain/area';
import { freeze, isActive, unfreeze } from '@openhaven/domain/hold';
import { applyToRequest, isOpenRequest } from '@openhaven/domain/placement-request';
import { keptOutOrganisations } from '../access/exclusions.ts';
import type { Context, KeptHold, KeptReferral, KeptRequest, KeptUnit, Store } from '../context.ts';
import { aboutHold, aboutReferral, aboutRequest } from './about.ts';
import { keep } from './keep.ts';
import { placeOf, present } from './load.ts';
import { mustBeSaved } from './run-command.ts';
import { stopClocks } from './stop-clocks.ts';
import { tellRole } from './tell.ts';

/** The unsafe areas of a referral before and after a change. */
export interface AreaChange {
  readonly before: readonly UnsafeArea[];
  readonly after: readonly UnsafeArea[];
}

/**
 * Looks again at everything that is open for a referral after its unsafe areas have changed.
 *
 * A hold or offer that an added area reaches is frozen and the coordinator alerted; one that is plainly outside all of
 * them again goes on. A request to a service that lies inside is taken back. Source: DOMAIN 3, rule H1; SCENARIOS A3.
 */
export async function checkPlacesAgain(
  tx: Store,
  context: Context,
  referral: KeptReferral,
  { before, after }: AreaChange,
): Promise<void> {
  const { id: referralId } = referral;
  const added = without(after, before);
  const withdrawn = without(before, after);
  if (added.length > 0) await note(tx, context, 'referral.unsafe-area-added', referral);
  if (withdrawn.length > 0) await note(tx, context, 'referral.unsafe-area-withdrawn', referral);
  if (added.length + withdrawn.length === 0) return;

  for (const hold of await tx.holds.activeOfReferral(referralId)) {
    await checkHoldAgain(tx, context, hold, { before, added, after });
  }
  for (const request of await tx.requests.ofReferral(referralId)) {
    const { publishedArea } = await present(tx.services.get(request.serviceId), 'service');
    if (judgeUnsafe(publishedArea, after) === 'INSIDE') await takeBackRequest(tx, context, request);
  }
}

async function checkHoldAgain(
  tx: Store,
  context: Context,
  hold: KeptHold,
  { before, added, after }: AreaChange & { readonly added: readonly UnsafeArea[] },
): Promise<void> {
  const unit = await present(tx.units.get(hold.unitId), 'unit');
  const isOutside = (areas: readonly UnsafeArea[]): boolean => judgeUnsafe(unit.publishedArea, areas) === 'OUTSIDE';
  if (!isOutside(added)) return freezeHold(tx, context, hold);
  // What was frozen for another reason stays so: somebody kept out, a clash, or that they are not safe there.
  if (isOutside(before) || !isOutside(after)) return;
  if (!(await standsAgainst(tx, context, hold, unit))) await letGoOn(tx, context, hold);
}

/** Whether anything but the areas speaks against a place: somebody kept out of the referral, or in the household's way. */
async function standsAgainst(tx: Store, { now }: Context, hold: KeptHold, unit: KeptUnit): Promise<boolean> {
  if ((await keptOutOrganisations(tx, hold.referralId)).has(hold.organisationId)) return true;
  return (await placeOf(tx, [unit], hold.referralId, now)).clash === true;
}

/** The areas of one list that are not in the other. */
function without(areas: readonly UnsafeArea[], others: readonly UnsafeArea[]): readonly UnsafeArea[] {
  const known = new Set(others.map((area) => JSON.stringify(area)));
  return areas.filter((area) => !known.has(JSON.stringify(area)));
}

async function note(tx: Store, context: Context, action: string, referral: KeptReferral): Promise<void> {
  if (referral.status !== 'DRAFT') await tx.audit.add({ action, ...aboutReferral(referral) }, context);
}

/** Nobody goes there until a coordinator has looked, who is told. */
export async function freezeHold(tx: Store, context: Context, hold: KeptHold): Promise<void> {
  const frozen = keep(hold, freeze(hold, context.now));
  if (!frozen.allowed || hold.frozen || !isActive(hold, context.now)) return;
  mustBeSaved(await tx.holds.save(frozen.value));
  await tx.audit.add({ action: 'hold.frozen', ...aboutHold(hold) }, context);
  await tellRole(tx, context, 'COORDINATOR', { kind: 'OFFER_FROZEN', referralId: hold.referralId });
}

async function letGoOn(tx: Store, context: Context, hold: KeptHold): Promise<void> {
  const running = keep(hold, unfreeze(hold, context.now));
  if (!running.allowed || !hold.frozen) return;
  mustBeSaved(await tx.holds.save(running.value));
  await tx.audit.add({ action: 'hold.unfrozen', ...aboutHold(hold) }, context);
}

/** An open request is not needed any more. */
export async function takeBackRequest(tx: Store, context: Context, request: KeptRequest): Promise<void> {
  const over = keep(request, applyToRequest(request, 'SUPERSEDE', context.now));
  if (!over.allowed || !isOpenRequest(request.status)) return;
  mustBeSaved(await tx.requests.save(over.value));
  await stopClocks(tx, [request.id]);
  await tx.audit.add({ action: 'request.superseded', ...aboutRequest(request) }, context);
}
