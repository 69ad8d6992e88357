import type { Place } from '@openhaven/domain/eligibility';
import { isActive } from '@openhaven/domain/hold';
import type { ReferralId, UnitId } from '@openhaven/domain/ids';
import { isFoundAt } from '@openhaven/domain/matching';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { wantsFreePlace } from '@openhaven/domain/referral';
import { isFree } from '@openhaven/domain/unit';
import { clashingWith } from '../access/clashes.ts';
import { keptOutOrganisations } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, KeptUnit, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { askedIn } from './ask-services.ts';
import { present } from './load.ts';
import { runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/** So many households are looked at, those that should have had a place first before the others. */
const MOST_LOOKED_AT = 200;
/** Told to all at once, a room would be gone before most had read of it. */
const AT_A_TIME = 3;
const NEXT_AFTER_MS = 15 * 60_000;

/**
 * The clock: a unit has come free. Those who refer a household that looks for just such a place are told, three households
 * at a time: those that should have had a place first, and if it is still free a quarter of an hour later the next.
 * Quiet once somebody has it. A service that has been asked already is not told of again, unless it was silent.
 * @param told the households of which somebody was told before
 */
export function tellOfFreePlace(
  context: Context,
  { unitId, told }: { unitId: UnitId; told: readonly ReferralId[] },
): Promise<void> {
  requirePermission(context.actor, 'freePlace.tell', {}, 'Unit');
  return runStep(context, async (tx) => {
    const unit = await tx.units.get(unitId);
    if (unit === null || !isFree(unit, context.now)) return;
    const next = await nextToTell(tx, context, unit, told);
    for (const referral of next) await say(tx, context, referral);
    if (next.length < AT_A_TIME) return;
    const data = { unitId, told: [...told, ...next.map(({ id }) => id)] };
    await tx.outbox.add({ name: 'unit.freed', data, dueAt: new Date(context.now.getTime() + NEXT_AFTER_MS) });
  });
}

/** The households that it suits and of which nobody has been told, as many as are told at a time. */
async function nextToTell(
  tx: Store,
  { now }: Context,
  unit: KeptUnit,
  told: readonly ReferralId[],
): Promise<readonly KeptReferral[]> {
  const places = await placesBeside(tx, unit);
  const next: KeptReferral[] = [];
  for (const referral of await whoLooks(tx, unit, now)) {
    if (next.length === AT_A_TIME) break;
    if (told.includes(referral.id)) continue;
    const suits = isFoundAt(unit.id, places, referral.story.open(grantForRules('MATCHING')), now);
    if (suits && (await mayHear(tx, unit, referral, now))) next.push(referral);
  }
  return next;
}

/** The places of the unit's site: a large family may need two of them. */
async function placesBeside(tx: Store, { siteId, serviceId }: KeptUnit): Promise<readonly Place[]> {
  const service = await present(tx.services.get(serviceId), 'service');
  const site = await present(tx.sites.get(siteId), 'site');
  return (await tx.units.ofSite(siteId)).map((unit) => ({ unit, service, site }));
}

/** Households that have no place in sight, have not been answered by this service, and have not just let go of the unit. */
async function whoLooks(tx: Store, { id: unitId, serviceId }: KeptUnit, now: Date): Promise<readonly KeptReferral[]> {
  const unplaced = await tx.referrals.looking(MOST_LOOKED_AT);
  const referrals = unplaced.filter(({ erasedAt }) => erasedAt === undefined);
  const ids = referrals.map(({ id }) => id);
  const [requests, holds] = [await tx.requests.ofReferrals(ids), await tx.holds.activeOfReferrals(ids)];
  return referrals.filter((referral) => {
    const asked = askedIn(
      referral,
      requests.filter(({ referralId }) => referralId === referral.id),
    );
    const [before, isAsked] = [asked.get(serviceId), [...asked.values()].some(({ status }) => isOpenRequest(status))];
    const isSilent = before?.status === 'NO_RESPONSE' && before.unitId !== unitId;
    const isKept = holds.some((hold) => hold.referralId === referral.id && isActive(hold, now));
    return (before === undefined || isSilent) && wantsFreePlace(referral, { isKept, isAsked });
  });
}

/** Nothing is said of a place whose people are kept out of the referral, or where somebody may be in their way. */
async function mayHear(
  tx: Store,
  { siteId, serviceId, organisationId }: KeptUnit,
  { id: referralId }: KeptReferral,
  now: Date,
): Promise<boolean> {
  if ((await keptOutOrganisations(tx, referralId)).has(organisationId)) return false;
  const clashing = await clashingWith(tx, { referralId, services: [serviceId], now });
  return !clashing.sites.has(siteId) && !clashing.services.has(serviceId);
}

async function say(tx: Store, context: Context, referral: KeptReferral): Promise<void> {
  await tx.audit.add({ action: 'referral.place-came-free', ...aboutReferral(referral) }, context);
  const telling = { kind: 'PLACE_CAME_FREE', referralId: referral.id, priority: referral.priority } as const;
  await tellReferrers(tx, context, referral.referrerOrganisationId, telling);
}
