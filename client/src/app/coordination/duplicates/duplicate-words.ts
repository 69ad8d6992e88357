import type { DuplicatesQuery } from '../../api/generated';
import { civilDay, clockTime, dayInWords } from '../../ui/time';

type Duplicate = DuplicatesQuery['possibleDuplicates'][number];

/** Two referrals that may be about one household, as a row of the page. */
export interface DuplicateRow {
  readonly id: string;
  /** Both references, to be read aloud. */
  readonly name: string;
  readonly since: string;
  readonly state: string;
  readonly referrals: Duplicate['referrals'];
  /** The references of which each may stay; none once it has been decided. */
  readonly mayMerge: boolean;
  readonly mayTellApart: boolean;
  readonly mayUnmerge: boolean;
}

function stateOf({ verdict, kept }: Duplicate): string {
  if (verdict === 'SAME_HOUSEHOLD') return `One household: ${kept?.reference ?? 'one of them'} stays.`;
  return verdict ? 'Looked at: different households.' : 'Not looked at yet.';
}

/** In words, with what a coordinator can still decide. */
export function duplicateRow(duplicate: Duplicate): DuplicateRow {
  const { id, notedAt, verdict, referrals } = duplicate;
  const found = new Date(notedAt);
  return {
    id,
    name: referrals.map(({ reference }) => reference).join(' and '),
    since: `Found on ${dayInWords(civilDay(found))} at ${clockTime(found)}`,
    state: stateOf(duplicate),
    referrals,
    mayMerge: verdict !== 'SAME_HOUSEHOLD',
    mayTellApart: verdict === null,
    mayUnmerge: verdict === 'SAME_HOUSEHOLD',
  };
}
