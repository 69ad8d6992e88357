import { type Decision, allow, refuse } from './decision.ts';
import { type Unit, type VoidReason, isEmergency, stateAt } from './unit.ts';

/** What closing several units at once does to each of them. */
export interface Closing<Kept extends Unit> {
  /** Empty, being made ready, kept or promised: out of use from now on, with whatever was kept there. */
  readonly toTakeOut: readonly Kept[];
  /** Lived in: the stay goes on until those who live there have somewhere, and the unit goes out of use with it. */
  readonly livedIn: readonly Kept[];
  /** Out of use before: they stay as they are. */
  readonly already: readonly Kept[];
}

function sorted<Kept extends Unit>(units: readonly Kept[], now: Date): Closing<Kept> {
  const isIn = (unit: Kept, ...statuses: readonly string[]): boolean => statuses.includes(stateAt(unit, now).status);
  const already = units.filter((unit) => isIn(unit, 'OUT_OF_SERVICE', 'CLOSED'));
  const livedIn = units.filter((unit) => isIn(unit, 'OCCUPIED', 'NOTICE'));
  return { already, livedIn, toTakeOut: units.filter((unit) => !already.includes(unit) && !livedIn.includes(unit)) };
}

/** How many units and households a closing is about. */
export interface ClosingCounts {
  /** Units that go out of use now. */
  readonly spaces: number;
  /** Households to whom a place was promised: they have said yes. */
  readonly promised: number;
  /** Households for whom a place is kept, offered or not. */
  readonly kept: number;
  /** Households that live there, and need somewhere tonight. */
  readonly livedIn: number;
  readonly already: number;
}

/** Whom a closing concerns. A household that has two units counts once. */
export function countClosing(units: readonly Unit[], now: Date): ClosingCounts {
  const { toTakeOut, livedIn, already } = sorted(units, now);
  const households = (status: 'HELD' | 'RESERVED'): number =>
    new Set(
      toTakeOut.map((unit) => stateAt(unit, now)).flatMap((one) => (one.status === status ? [one.hold.holdId] : [])),
    ).size;
  return {
    spaces: toTakeOut.length,
    promised: households('RESERVED'),
    kept: households('HELD'),
    livedIn: new Set(livedIn.flatMap(({ state }) => ('placementId' in state ? [state.placementId] : []))).size,
    already: already.length,
  };
}

/**
 * Takes several units out of use in one act. Only fire, flood or a known address may cost anybody a place or a home:
 * for any other reason all of them must be free.
 * Source: SCENARIOS B4.
 */
export function planClosing<Kept extends Unit>(
  units: readonly Kept[],
  reason: VoidReason,
  now: Date,
): Decision<Closing<Kept>, 'NOTHING_TO_CLOSE' | 'CLOSING_NEEDS_EMERGENCY'> {
  const closing = sorted(units, now);
  const { promised, kept, livedIn, spaces } = countClosing(units, now);
  if (spaces + livedIn === 0) return refuse('NOTHING_TO_CLOSE', 'unitIds');
  if (!isEmergency(reason) && promised + kept + livedIn > 0) return refuse('CLOSING_NEEDS_EMERGENCY', 'unitIds');
  return allow(closing);
}
