import { requirePermission } from '../access/permission.ts';
import type { Context, KeyClass, Store } from '../context.ts';
import { runStep } from './run-command.ts';

/** What a rotation has done. Only when `left` is 0 is the old key needed no more. */
export interface Rotation {
  readonly rewrapped: number;
  /** Data keys that the key they name does not open: a fault to look into. */
  readonly unreadable: number;
  /** Data keys that are not under the current key, for whatever reason. */
  readonly left: number;
}

/**
 * Wraps every data key of a class by the current key of the house, in batches, while the platform runs: what they seal
 * is not touched. A process that still wraps by the old key may add some meanwhile, so it looks again until it finds none.
 */
export async function rotateKeys(context: Context, keyClass: KeyClass): Promise<Rotation> {
  requirePermission(context.actor, 'keys.rotate', {}, 'Key');
  let [rewrapped, unreadable, found] = [0, 0, 0];
  do {
    [found, unreadable] = [0, 0];
    for (const under of context.store.keyRotation.others(keyClass)) {
      const pass = await rewrapAll(context.store, keyClass, under);
      found += pass.rewrapped;
      unreadable += pass.unreadable;
    }
    rewrapped += found;
  } while (found > 0);
  await recordKeyChange(context, keyClass);
  return { rewrapped, unreadable, left: await keysLeft(context, keyClass) };
}

/** How many data keys of a class are not under the current key of the house. */
export function keysLeft({ store }: Context, keyClass: KeyClass): Promise<number> {
  return store.keyRotation.countLeft(keyClass);
}

/** Notes in the record that one of the four keys of the house has been changed. */
export async function recordKeyChange(context: Context, key: KeyClass | 'audit' | 'index'): Promise<void> {
  requirePermission(context.actor, 'keys.rotate', {}, 'Key');
  const entry = { action: 'key.rotated', reason: key, audience: [] };
  await runStep(context, (tx) => tx.audit.add(entry, context));
}

async function rewrapAll({ keyRotation }: Store, keyClass: KeyClass, under: string): Promise<Omit<Rotation, 'left'>> {
  let [rewrapped, unreadable] = [0, 0];
  for (let after: string | null = ''; after !== null; ) {
    const batch = await keyRotation.rewrap(keyClass, under, after);
    rewrapped += batch.rewrapped;
    unreadable += batch.unreadable;
    after = batch.last;
  }
  return { rewrapped, unreadable };
}
