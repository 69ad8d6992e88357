import { furthestFirst, isActive } from '@openhaven/domain/hold';
import type { KeptHold } from '../context.ts';

/** The hold or offer that matters most now: agreed before offered before merely held. What has run out is not open. */
export function openHold(holds: readonly KeptHold[], now: Date): KeptHold | null {
  return mostAdvanced(holds.filter((hold) => isActive(hold, now))) ?? null;
}

/** Of several holds the one that is furthest on; of equals the one that runs out first. */
export function mostAdvanced(holds: readonly KeptHold[]): KeptHold | undefined {
  return furthestFirst(holds)[0];
}
