import type { CivilDate } from './calendar.ts';
import { civilDateAt } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';

/** Where a number was found. What a caller gives is no source: that is the number that is not to be rung. */
export const NUMBER_SOURCES = listOf(OURS, [
  { code: 'OWN_WEBSITE', label: 'On the organisation’s own website' },
  { code: 'DIRECTORY', label: 'In a published directory' },
  { code: 'IN_PERSON', label: 'From somebody there whom we know, in person' },
]);

/** The number on which an organisation is rung back, and how it was made sure that it is theirs. */
export interface CallBackNumber {
  readonly number: string;
  readonly source: string;
  readonly checkedAt: Date;
}

/** Numbers are looked at again once a year. A time of ours. */
const CHECK_EVERY_MS = 365 * 86_400_000;

/** Whether it is so long since a number was checked that nobody should rely on it. */
export const isNumberOld = ({ checkedAt }: CallBackNumber, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() > CHECK_EVERY_MS;

const NUMBER = /^\+?[0-9 ()]{8,20}$/;

/** A number as it is kept, if it can be one and somebody has made sure of it. */
export function checkNumber(
  wish: { readonly number: string; readonly source: string },
  now: Date,
): Decision<CallBackNumber> {
  const number = wish.number.trim();
  if (!NUMBER.test(number)) return refuse('NUMBER_FORMAT', 'number');
  if (!isCodeOf(NUMBER_SOURCES, wish.source, today(now))) return refuse('REASON_NEEDED', 'source');
  return allow({ number, source: wish.source, checkedAt: now });
}

const today = (now: Date): CivilDate => civilDateAt(now);

/** What came of ringing back somebody who said that they were a colleague. */
export const CALL_OUTCOMES = listOf(OURS, [
  { code: 'KNOWN', label: 'They know the caller there' },
  { code: 'NOT_KNOWN', label: 'Nobody there knows the caller' },
  { code: 'NO_CALL_BACK', label: 'The caller did not want to be rung back, or the organisation is not in the list' },
]);

/** Whether a call is a reason to look whether a household is still safe: somebody may be looking for them. */
export function isAlarming(outcome: string): boolean {
  return outcome !== 'KNOWN';
}
