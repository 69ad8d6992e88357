import type { Place } from '@openhaven/domain/eligibility';
import { isActive } from '@openhaven/domain/hold';
import type { UnitId } from '@openhaven/domain/ids';
import { isFoundAt } from '@openhaven/domain/matching';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { wantsFreePlace } from '@openhaven/domain/referral';
import { isFree } from '@openhaven/domain/unit';
import { clashingWith } from '../access/clashes.ts';
import { keptOutOrganisations } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, KeptService, KeptUnit, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { askedIn } from './ask-services.ts';
import { present } from './load.ts';
import { runStep } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/** So many households are looked at, those that should have had a place first before the others. */
const MOST_LOOKED_AT = 200;
/** Beyond this whoever comes last would only be told of what is gone. */
const MOST_TOLD = 10;

/**
 * The clock: a unit has come free. Those who refer a household that looks for just such a place are told, whoever should
 * have had one first before the others. Quiet if somebody was quicker. A service that has been asked already is not
 * told of again, unless it was silent.
 */
export function tellOfFreePlace(context: Context, { unitId }: { unitId: UnitId }): Promise<void> {
  requirePermission(context.actor, 'freePlace.tell', {}, 'Unit');
  return runStep(context, async (tx) => {
    const unit = await tx.units.get(unitId);
    if (unit === null || !isFree(unit, context.now)) return;
    const service = await present(tx.services.get(unit.serviceId), 'service');
    const places = await placesBeside(tx, unit, service);
    const looking = (await whoLooks(tx, unit, context.now)).filter(({ story }) =>
      isFoundAt(unitId, places, story.open(grantForRules('MATCHING')), context.now),
    );
    let told = 0;
    for (const referral of looking) {
      if (told === MOST_TOLD) return;
      if (!(await mayHear(tx, unit, referral, context.now))) continue;
      await say(tx, context, referral);
      told += 1;
    }
  });
}

/** The places of the unit's site: a large family may need two of them. */
async function placesBeside(tx: Store, { siteId }: KeptUnit, service: KeptService): Promise<readonly Place[]> {
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
