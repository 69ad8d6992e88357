import { clockContext } from '../src/commands/clock-context.ts';
import { markNamesAnew } from '../src/commands/rotate-keys.ts';
import type { Keys } from '../src/crypto/keys.ts';
import { storeIn } from '../src/store/store.ts';

/**
 * Before: households are not compared with each other. After: each is found by the marks of its names, and those that may
 * be in each other's way are noted for the coordinators. Safe while the old version runs: it knows nothing of the marks;
 * run again afterwards, this finds what it wrote.
 */
export async function up({ keys }: { readonly keys: Keys }): Promise<void> {
  await markNamesAnew(clockContext(storeIn(null, keys), new Date()));
}
