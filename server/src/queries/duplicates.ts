import { isInSight } from '../access/clashes.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptDuplicate, KeptReferral } from '../context.ts';

/** Two referrals that may be about one household, for the coordinators. */
export interface DuplicateView extends KeptDuplicate {
  readonly referrals: readonly KeptReferral[];
  readonly kept: KeptReferral | null;
}

const MOST_SHOWN = 100;

/** What waits for a coordinator first, then what was looked at, the latest first. At most 100. */
export async function possibleDuplicates({ store, actor }: Context): Promise<readonly DuplicateView[]> {
  requirePermission(actor, 'duplicate.review', {}, 'PossibleDuplicate');
  const seen = (await store.duplicates.latest(MOST_SHOWN)).filter((duplicate) => isInSight(duplicate, actor));
  const ids = [...new Set(seen.flatMap(({ referralIds }) => referralIds))];
  const known = new Map((await store.referrals.getMany(ids)).map((one) => [one.id, one]));
  return seen.map((duplicate) => ({
    ...duplicate,
    referrals: duplicate.referralIds.flatMap((id) => known.get(id) ?? []),
    kept: (duplicate.keptId && known.get(duplicate.keptId)) ?? null,
  }));
}
