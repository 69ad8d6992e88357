import type { ConflictsQuery } from '../../api/generated';
import { civilDay, clockTime, dayInWords } from '../../ui/time';

type Conflict = ConflictsQuery['possibleConflicts'][number];

const KIND = {
  SAME_PERSON_FEARED: 'Both flee from somebody of the same name.',
  ONE_FEARS_OTHER: 'One flees from somebody who has the name of a grown-up in the other.',
  EACH_FEARS_OTHER:
    'Each flees from somebody who has the name of a grown-up in the other. Either may be the one who is dangerous: turn nobody away for it.',
} as const;

const VERDICT = {
  KEEP_APART: 'Looked at: kept apart.',
  DIFFERENT_PEOPLE: 'Looked at: different people. They are not kept apart.',
} as const;

/** Two households that may be in each other's way, as a row of the page. */
export interface ConflictRow {
  readonly id: string;
  /** Both references, to be read aloud. */
  readonly name: string;
  readonly kind: string;
  readonly since: string;
  readonly state: string;
  readonly isTogether: boolean;
  readonly referrals: Conflict['referrals'];
  readonly mayKeepApart: boolean;
  readonly mayLetMeet: boolean;
}

/** In words, with what a coordinator can still decide. */
export function conflictRow({ id, kind, notedAt, verdict, isTogether, referrals }: Conflict): ConflictRow {
  return {
    id,
    name: referrals.map(({ reference }) => reference).join(' and '),
    kind: KIND[kind],
    since: `Found on ${dayInWords(civilDay(new Date(notedAt)))} at ${clockTime(new Date(notedAt))}`,
    state: verdict ? VERDICT[verdict] : 'Not looked at yet. Meanwhile no place is offered to one where the other is.',
    isTogether: isTogether && verdict !== 'DIFFERENT_PEOPLE',
    referrals,
    mayKeepApart: verdict !== 'KEEP_APART',
    mayLetMeet: verdict !== 'DIFFERENT_PEOPLE',
  };
}
