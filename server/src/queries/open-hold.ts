import { isActive } from '@openhaven/domain/hold';
import type { Context, KeptHold, KeptReferral } from '../context.ts';

/** The hold or offer that matters most for a referral now: agreed before offered before merely held. */
export async function openHoldOf({ store, now }: Context, { id }: KeptReferral): Promise<KeptHold | null> {
  const holds = (await store.holds.activeOfReferral(id)).filter((hold) => isActive(hold, now));
  return mostAdvanced(holds) ?? null;
}

/** Of several holds the one that is furthest on; of equals the one that runs out first. */
export function mostAdvanced(holds: readonly KeptHold[]): KeptHold | undefined {
  const rank = (hold: KeptHold): number => (hold.status === 'HELD' ? (hold.offered ? 1 : 2) : 0);
  return holds.toSorted((a, b) => rank(a) - rank(b) || a.expiresAt.getTime() - b.expiresAt.getTime())[0];
}
