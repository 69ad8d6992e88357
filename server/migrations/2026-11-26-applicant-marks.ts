import { clockContext } from '../src/commands/clock-context.ts';
import { markNamesAnew } from '../src/commands/rotate-keys.ts';
import type { Keys } from '../src/crypto/keys.ts';
import { storeIn } from '../src/store/store.ts';

/**
 * Before: referrals are not compared by how the applicant's name sounds. After: each that waits for a place is found by its
 * marks, and those that may be one household are noted for the coordinators. Safe while the old version runs: it knows
 * nothing of the marks; run again afterwards, this finds what it wrote.
 */
export async function up({ keys }: { readonly keys: Keys }): Promise<void> {
  await markNamesAnew(clockContext(storeIn(null, keys), new Date()));
}
