import type { SiteId } from '@openhaven/domain/ids';
import type { KeptUnit, Store } from '../context.ts';

/** Whether a unit is out of use because somebody dangerous knows where it is. */
export function isForKnownAddress({ state }: KeptUnit): boolean {
  return state.status === 'OUT_OF_SERVICE' && state.reason === 'SECURITY_COMPROMISED';
}

/** When the last unit closed for a known address is back, the site takes people again. */
export async function openSiteIfAllBack(tx: Store, siteId: SiteId): Promise<void> {
  const isStillClosed = (await tx.units.ofSite(siteId)).some(isForKnownAddress);
  if (!isStillClosed) await tx.sites.setSecurityCompromised(siteId, false);
}
