/** One entry of a code list. Lists are data with dates: an entry is never deleted, it ends. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** First civil day on which it may be chosen. */
  readonly validFrom: string;
  /** First civil day on which it may no longer be chosen. */
  readonly validTo?: string;
  readonly group?: string;
}

/** Gives every row of a list what they have in common, so that it is written once. */
export function listOf<const Common extends { validFrom: string }, const Row extends { code: string; label: string }>(
  common: Common,
  rows: readonly Row[],
): readonly (Common & Row)[] {
  return rows.map((row) => ({ ...common, ...row }));
}

/** Lists of our own are valid from the first year for which the county published its figures. */
export const OURS = { validFrom: '2020-04-01' } as const;
