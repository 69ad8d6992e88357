import { judgeUnsafe } from '@openhaven/domain/area';
import { eligibilityAt, momentAt } from '@openhaven/domain/eligibility';
import type { Story } from '@openhaven/domain/story';
import type { KeptService, KeptUnit, Store } from '../context.ts';

/**
 * The services, of those given, of which at least one place may be thought of for a household: not in an unsafe area, and
 * its address not known to anybody dangerous. A service without a unit is judged by its published area.
 */
export async function safeServices(
  tx: Store,
  services: readonly KeptService[],
  story: Story,
  now: Date,
): Promise<readonly KeptService[]> {
  const areas = story.unsafeAreas ?? [];
  const outside = services.filter(({ publishedArea }) => judgeUnsafe(publishedArea, areas) !== 'INSIDE');
  if (outside.length === 0) return [];
  const ids = outside.map(({ id }) => id);
  const sites = new Map((await tx.sites.ofServices(ids)).map((site) => [site.id, site]));
  const units = await tx.units.ofServices(ids);
  const moment = momentAt(now);
  return outside.filter((service) => {
    const own = units.filter(({ serviceId }) => serviceId === service.id);
    const isSafe = (unit: KeptUnit): boolean => {
      const site = sites.get(unit.siteId);
      return site !== undefined && eligibilityAt({ unit, service, site }, story, moment).answer !== 'NOT_SAFE';
    };
    return own.length === 0 || own.some(isSafe);
  });
}
