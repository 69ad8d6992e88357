import { judgeUnsafe } from '@openhaven/domain/area';
import { eligibilityAt, momentAt } from '@openhaven/domain/eligibility';
import { clashingWith, withClash } from '../access/clashes.ts';
import { grantForRules } from '../access/look.ts';
import type { KeptReferral, KeptService, KeptUnit, Store } from '../context.ts';

/**
 * The services, of those given, of which at least one place may be thought of for a household: not in an unsafe area, and
 * its address not known to anybody dangerous, and nobody there in its way. A service without a unit is judged by its published area.
 */
export async function safeServices(
  tx: Store,
  services: readonly KeptService[],
  referral: KeptReferral,
  now: Date,
): Promise<readonly KeptService[]> {
  const story = referral.story.open(grantForRules('MATCHING'));
  const areas = story.unsafeAreas ?? [];
  const outside = services.filter(({ publishedArea }) => judgeUnsafe(publishedArea, areas) !== 'INSIDE');
  if (outside.length === 0) return [];
  const ids = outside.map(({ id }) => id);
  const sites = new Map((await tx.sites.ofServices(ids)).map((site) => [site.id, site]));
  const units = await tx.units.ofServices(ids);
  const clashing = await clashingWith(tx, { referralId: referral.id, services: ids, now });
  const moment = momentAt(now);
  return outside.filter((service) => {
    const own = units.filter(({ serviceId }) => serviceId === service.id);
    const isSafe = (unit: KeptUnit): boolean => {
      const site = sites.get(unit.siteId);
      if (site === undefined) return false;
      return eligibilityAt(withClash({ unit, service, site }, clashing), story, moment).answer !== 'NOT_SAFE';
    };
    return (own.length === 0 && !clashing.services.has(service.id)) || own.some(isSafe);
  });
}
