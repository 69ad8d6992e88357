import type { ReferralId } from '@openhaven/domain/ids';
import type { ReferralStatus } from '@openhaven/domain/referral';
import type { Store } from '@openhaven/server/context';
import type { Outcome } from './ledger.ts';
import type { Row } from './tally.ts';

/** Where the rows of the report disagree with themselves, or with how many came. Nowhere is right. */
export function faultsOfRows(rows: readonly Row[], came: ReadonlyMap<string, number>): readonly string[] {
  return rows.flatMap(({ from, name, ...row }) => {
    const reasons = Object.values(row.reasons).reduce((sum, count) => sum + count, 0);
    const sums: readonly (readonly [string, number, number])[] = [
      ['approaches are those that came', row.approaches, came.get(from) ?? 0],
      ['placed and not placed make all', row.placed + row.notPlaced, row.approaches],
      ['in the county and out of it make all placed', row.inCounty + row.outOfCounty, row.placed],
      ['reasons make all not placed', reasons, row.notPlaced],
    ];
    const wrong = sums.filter(([, one, other]) => one !== other);
    return wrong.map(([what, one, other]) => `${name}: ${what}: ${one}, ${other}`);
  });
}

const AT_ONCE = 200;
const PLACED: readonly ReferralStatus[] = ['ARRIVED', 'PLACED'];

/** Where the store says something else than the books: what became of each referral, and who has lived where. */
export async function faultsOfStore(store: Store, outcomes: readonly Outcome[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let from = 0; from < outcomes.length; from += AT_ONCE) {
    const some = outcomes.slice(from, from + AT_ONCE);
    const statuses = await statusesOf(
      store,
      some.map(({ referralId }) => referralId),
    );
    for (const outcome of some) {
      const status = statuses.get(outcome.referralId);
      if (!agrees(outcome, status)) faults.push(`approach ${outcome.number} is ${status ?? 'lost'} in the store`);
      else if (!(await hasItsStay(store, outcome))) faults.push(`approach ${outcome.number} lives elsewhere`);
    }
  }
  return faults;
}

async function statusesOf(store: Store, ids: readonly ReferralId[]): Promise<ReadonlyMap<ReferralId, ReferralStatus>> {
  return new Map((await store.referrals.getMany(ids)).map(({ id, status }) => [id, status]));
}

function agrees({ ending }: Outcome, status: ReferralStatus | undefined): boolean {
  if (status === undefined) return false;
  return ending.is === 'PLACED' ? PLACED.includes(status) : status === ending.status;
}

/** Who is placed has a stay with the service that the books name; whoever is not has none. */
async function hasItsStay(store: Store, { referralId, ending }: Outcome): Promise<boolean> {
  const stay = await store.placements.latestOfReferral(referralId);
  return ending.is === 'PLACED' ? stay?.serviceId === ending.serviceId : stay === null;
}
