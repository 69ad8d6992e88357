import { judgeUnsafe } from '@openhaven/domain/area';
import { eligibilityAt, momentAt } from '@openhaven/domain/eligibility';
import type { Story } from '@openhaven/domain/story';
import type { KeptService, Store } from '../context.ts';

/**
 * Whether at least one place of a service may be thought of for a household: not in an unsafe area, and its address not
 * known to anybody dangerous. A service without a unit is judged by its published area.
 */
export async function isSafeService(tx: Store, service: KeptService, story: Story, now: Date): Promise<boolean> {
  const areas = story.unsafeAreas ?? [];
  if (judgeUnsafe(service.publishedArea, areas) === 'INSIDE') return false;
  const sites = new Map((await tx.sites.ofServices([service.id])).map((site) => [site.id, site]));
  const units = await tx.units.ofServices([service.id]);
  if (units.length === 0) return true;
  const moment = momentAt(now);
  return units.some((unit) => {
    const site = sites.get(unit.siteId);
    return site !== undefined && eligibilityAt({ unit, service, site }, story, moment).answer !== 'NOT_SAFE';
  });
}
