import type { ReferralId } from '@openhaven/domain/ids';
import { readFence } from '../access/exclusions.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeyClass, Store } from '../context.ts';
import { UnsealError } from '../errors.ts';
import { noteClashes } from './note-clashes.ts';
import { mustBeSaved, runStep } from './run-command.ts';

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

const AT_ONCE = 100;

/**
 * Marks all names by which people are found anew by the current index key, so that the old one finds nothing that the new
 * one does not: those that are kept out of referrals, and those of households and whom they flee from.
 * @returns for how many referrals, and how many could not be read: a fault to look into, which stops nobody else's
 */
export async function markNamesAnew(
  context: Context,
): Promise<{ readonly marked: number; readonly unreadable: number }> {
  requirePermission(context.actor, 'keys.rotate', {}, 'Key');
  let [marked, unreadable] = [0, 0];
  for (let after = ''; ; ) {
    const ids = await context.store.referrals.idsAfter(after, AT_ONCE);
    for (const id of ids) {
      const outcome = await markOf(context, id);
      marked += outcome === 'MARKED' ? 1 : 0;
      unreadable += outcome === 'UNREADABLE' ? 1 : 0;
    }
    const last = ids.at(-1);
    if (last === undefined) return { marked, unreadable };
    after = last;
  }
}

async function markOf(context: Context, id: ReferralId): Promise<'MARKED' | 'GONE' | 'UNREADABLE'> {
  try {
    return (await runStep(context, (tx) => markAnew(tx, context, id))) ? 'MARKED' : 'GONE';
  } catch (error) {
    if (error instanceof UnsealError) return 'UNREADABLE';
    throw error;
  }
}

/** Says whether there are names: those of an erased story are gone. */
async function markAnew(tx: Store, context: Context, id: ReferralId): Promise<boolean> {
  const [kept, referral] = [await tx.fences.get(id), await tx.referrals.get(id)];
  if (referral === null || referral.erasedAt) return false;
  if (kept !== null) mustBeSaved(await tx.fences.save(kept, readFence(kept)));
  await noteClashes(tx, context, id);
  return true;
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
