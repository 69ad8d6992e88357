import type { OrderReason } from '@openhaven/domain/household-order';
import type { Asked } from './asked-request';

type Other = Asked['alsoWaiting'][number];

/** Why one household comes before another, said of the one that does. */
const BECAUSE: Readonly<Record<OrderReason, string>> = {
  PRIORITY: 'a place is needed sooner',
  TONIGHT: 'tonight is less safe',
  WAITING: 'they have waited longer',
  SPECIALIST: 'few other places could take them',
  EARLIEST: 'they asked first',
};

/** Another household that could have the same space, in one line. */
export interface AlsoWaitingRow {
  readonly id: string;
  readonly reference: string;
  readonly words: string;
}

function reasonOf(because: string): string {
  return Object.hasOwn(BECAUSE, because) ? BECAUSE[because as OrderReason] : 'they asked first';
}

/** Those that come first on top, each with what decides. */
export function alsoWaitingRows(others: readonly Other[]): readonly AlsoWaitingRow[] {
  return others
    .toSorted((one, other) => Number(other.comesFirst) - Number(one.comesFirst))
    .map(({ request, comesFirst, because }) => ({
      id: request.id,
      reference: request.reference,
      words: comesFirst
        ? `comes before this household: ${reasonOf(because)}.`
        : `comes after this household: for this one ${reasonOf(because)}.`,
    }));
}
