import type { ReferralId } from '@openhaven/domain/ids';
import type { ReferralStatus } from '@openhaven/domain/referral';
import type { Store } from '@openhaven/server/context';
import type { Approach } from './demand.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import type { Row } from './tally.ts';

/** Everything in which the replay's books disagree with the demand, with themselves, or with the store. None is right. */
export async function faultsOf(
  store: Store,
  { rows, ledger, demand }: { rows: readonly Row[]; ledger: Ledger; demand: readonly Approach[] },
): Promise<readonly string[]> {
  return [...rows.flatMap((row) => faultsOfRow(row, demand)), ...(await faultsOfStore(store, ledger, rows))];
}

function faultsOfRow({ from, name, ...row }: Row, demand: readonly Approach[]): readonly string[] {
  const came = demand.filter((approach) => approach.from === from).length;
  const reasons = Object.values(row.reasons).reduce((sum, count) => sum + count, 0);
  const sums: readonly (readonly [string, number, number])[] = [
    ['approaches are those that came', row.approaches, came],
    ['placed and not placed make all', row.placed + row.notPlaced, row.approaches],
    ['in the county and out of it make all placed', row.inCounty + row.outOfCounty, row.placed],
    ['reasons make all not placed', reasons, row.notPlaced],
  ];
  return sums
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => `${name}: ${what}: ${one}, ${other}`);
}

const AT_ONCE = 200;
const PLACED: readonly ReferralStatus[] = ['ARRIVED', 'PLACED'];

/** Asks the store what became of every referral, and who lives where. */
async function faultsOfStore(store: Store, { entries }: Ledger, rows: readonly Row[]): Promise<readonly string[]> {
  const faults: string[] = [];
  let placed = 0;
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    const statuses = await statusesOf(
      store,
      some.map(({ referralId }) => referralId),
    );
    for (const entry of some) {
      const status = statuses.get(entry.referralId);
      if (!agrees(entry, status)) faults.push(`approach ${entry.approach.number} is ${status ?? 'lost'} in the store`);
      if (entry.ending.is === 'PLACED' && (await hasStay(store, entry))) placed += 1;
    }
  }
  const booked = rows.reduce((sum, row) => sum + row.placed, 0);
  return placed === booked ? faults : [...faults, `the store has ${placed} stays, the books ${booked}`];
}

async function statusesOf(store: Store, ids: readonly ReferralId[]): Promise<ReadonlyMap<ReferralId, ReferralStatus>> {
  return new Map((await store.referrals.getMany(ids)).map(({ id, status }) => [id, status]));
}

function agrees({ ending }: LedgerEntry, status: ReferralStatus | undefined): boolean {
  if (status === undefined) return false;
  return ending.is === 'PLACED' ? PLACED.includes(status) : status === ending.status;
}

async function hasStay(store: Store, { referralId, ending }: LedgerEntry): Promise<boolean> {
  const stay = await store.placements.latestOfReferral(referralId);
  return stay !== null && ending.is === 'PLACED' && stay.serviceId === ending.serviceId;
}
