import type { OwnUnitFragment, UnitStatus } from '../api/generated';
import type { Status } from '../ui/status-tag/status-tag';
import { dayInWords } from '../ui/time';
import { bedsInWords, outOfUseInWords, unitKindInWords } from '../ui/words/spaces';
import { type FreshnessCode, UNIT_STATUS } from '../ui/words/status';

/** Spaces whose vacancy somebody has to confirm: those shown as free, and those that will be free if a hold runs out. */
const CONFIRMED_STATUSES: readonly UnitStatus[] = ['AVAILABLE', 'HELD'];

export function needsConfirming({ status }: Pick<OwnUnitFragment, 'status'>): boolean {
  return CONFIRMED_STATUSES.includes(status);
}

/** A space of one's own for a list, in words. */
export interface UnitInWords {
  readonly id: string;
  readonly label: string;
  /** Kind and beds. */
  readonly about: string;
  readonly service: string;
  readonly status: Status;
  readonly details: readonly string[];
  /** Until when it is kept, as an instant, if it is kept. */
  readonly heldUntil: string | null;
  /** When its vacancy was last confirmed; undefined if it shows none. */
  readonly confirmed: { readonly at: string; readonly freshness: FreshnessCode } | undefined;
}

export function unitInWords(unit: OwnUnitFragment): UnitInWords {
  return {
    id: unit.id,
    label: unit.label,
    about: `${unitKindInWords(unit.kind)}, ${bedsInWords(unit)}`,
    service: unit.service.name,
    status: UNIT_STATUS[unit.status],
    details: detailsOf(unit),
    heldUntil: unit.status === 'HELD' ? unit.heldUntil : null,
    confirmed: needsConfirming(unit) ? { at: unit.lastConfirmedAt, freshness: unit.freshness } : undefined,
  };
}

/** What the state of a space means for those who run it, one thing a line. */
export function detailsOf(unit: OwnUnitFragment): readonly string[] {
  const { status, heldForReference, placement, outOfUseReason, expectedBack } = unit;
  const details: string[] = [];
  if (heldForReference && (status === 'HELD' || status === 'RESERVED')) details.push(`For ${heldForReference}`);
  if (placement) details.push(`${placement.reference}, since ${dayInWords(placement.arrivedOn)}`);
  if (placement?.leavingOn) details.push(`Leaves on ${dayInWords(placement.leavingOn)}`);
  if (status === 'OUT_OF_SERVICE') {
    if (outOfUseReason) details.push(outOfUseInWords(outOfUseReason));
    details.push(expectedBack ? `Expected back on ${dayInWords(expectedBack)}` : 'No day of return said');
  }
  return details;
}

/** "3 free, 1 kept for a referral, 2 occupied": how many spaces are in which state, the free ones first. */
export function totalsInWords(units: readonly Pick<OwnUnitFragment, 'status'>[]): string {
  const statuses = Object.keys(UNIT_STATUS) as UnitStatus[];
  return statuses
    .map((status) => ({ status, number: units.filter((unit) => unit.status === status).length }))
    .filter(({ status, number }) => number > 0 || status === 'AVAILABLE')
    .map(({ status, number }) => `${number} ${UNIT_STATUS[status].word.toLowerCase()}`)
    .join(', ');
}
