import type { SiteId } from '@openhaven/domain/ids';
import type { Displaced, KeptUnit, Store } from '../context.ts';

const KNOWN_ADDRESS = 'SECURITY_COMPROMISED';

/** Whether a unit is out of use because somebody dangerous knows where it is. */
const isOutForIt = ({ state }: KeptUnit): boolean =>
  state.status === 'OUT_OF_SERVICE' && state.reason === KNOWN_ADDRESS;

/** Whether somebody lives in a unit who is to move because of it. */
const isLeftForIt = ({ state }: KeptUnit, toMove: readonly Displaced[]): boolean =>
  'placementId' in state &&
  toMove.some(({ placementId, reason }) => placementId === state.placementId && reason === KNOWN_ADDRESS);

/**
 * When the last of what was closed for a known address is back, the site takes people again. A unit that was closed for
 * something else says nothing about the address, and while somebody has to move from it the address is known still.
 * @param returned the units that are back, as they were
 * @param toMove who was to move, before any of them was taken off the list
 */
export async function openSitesOf(
  tx: Store,
  returned: readonly KeptUnit[],
  toMove: readonly Displaced[] = [],
): Promise<void> {
  const wereKnown = returned.filter((unit) => isOutForIt(unit) || isLeftForIt(unit, toMove));
  for (const siteId of new Set(wereKnown.map((unit) => unit.siteId))) await openIfAllBack(tx, siteId);
}

async function openIfAllBack(tx: Store, siteId: SiteId): Promise<void> {
  const units = await tx.units.ofSite(siteId);
  const toMove = await tx.displaced.openOfServices([...new Set(units.map(({ serviceId }) => serviceId))]);
  const isStillKnown = units.some((unit) => isOutForIt(unit) || isLeftForIt(unit, toMove));
  if (!isStillKnown) await tx.sites.setSecurityCompromised(siteId, false);
}
