import { type CivilDate, civilDateAt } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { DECLINE_REASONS } from './codes.ts';
import { HOUSEHOLD_SHAPES, NOT_KNOWN, type Shown, publishable, shapeOf, shown } from './gaps.ts';
import { SEXES, ageOf, applicantOf } from './household.ts';
import type { Story } from './story.ts';

/** How a service has answered a request. */
export const SERVICE_ANSWERS = ['YES', 'NO'] as const;
export type ServiceAnswer = (typeof SERVICE_ANSWERS)[number];

export const AGE_BANDS = listOf(OURS, [
  { code: 'UNDER_18', label: 'Under 18' },
  { code: 'FROM_18', label: '18 to 24' },
  { code: 'FROM_25', label: '25 to 59' },
  { code: 'FROM_60', label: '60 and over' },
  { code: 'NOT_KNOWN', label: 'Not known' },
]);
/** Whether something was told of a household; that it was not told counts as no. */
export const TOLD = listOf(OURS, [
  { code: 'YES', label: 'Yes' },
  { code: 'NO', label: 'No, or not known' },
]);

/** By what answers are told apart, so that nobody is refused more often unseen. In each every answer is counted once. */
export const EQUALITY_GROUPS = ['APPLICANT', 'AGE', 'HOUSEHOLD', 'ACCESS', 'INTERPRETER', 'NO_PUBLIC_FUNDS'] as const;
export type EqualityGroup = (typeof EQUALITY_GROUPS)[number];

const CODES: Readonly<Record<EqualityGroup, readonly string[]>> = {
  APPLICANT: SEXES,
  AGE: AGE_BANDS.map(({ code }) => code),
  HOUSEHOLD: HOUSEHOLD_SHAPES.map(({ code }) => code),
  ACCESS: TOLD.map(({ code }) => code),
  INTERPRETER: TOLD.map(({ code }) => code),
  NO_PUBLIC_FUNDS: TOLD.map(({ code }) => code),
};

function ageBand(story: Story, on: CivilDate): string {
  const applicant = applicantOf(story.household);
  const age = applicant && ageOf(applicant, on);
  if (age === undefined) return NOT_KNOWN;
  if (age < 18) return 'UNDER_18';
  if (age < 25) return 'FROM_18';
  return age < 60 ? 'FROM_25' : 'FROM_60';
}

const yesNo = (is: boolean): string => (is ? 'YES' : 'NO');

function characteristics(story: Story, on: CivilDate): Readonly<Record<EqualityGroup, string>> {
  const { access } = story;
  return {
    APPLICANT: applicantOf(story.household)?.sex ?? NOT_KNOWN,
    AGE: ageBand(story, on),
    HOUSEHOLD: shapeOf(story),
    ACCESS: yesNo([access.stepFree, access.wheelchair, access.adaptedBathroom].includes('YES')),
    INTERPRETER: yesNo(story.safeContact?.interpreterLanguage !== undefined),
    NO_PUBLIC_FUNDS: yesNo(story.noRecourseToPublicFunds === 'YES'),
  };
}

/** Counts of answers by `answer|group|code`. Numbers alone: none leads back to a household. */
export type AnswerCounts = Readonly<Record<string, number>>;

const key = (answer: ServiceAnswer, group: EqualityGroup | 'REASON' | 'HOW', code: string): string =>
  `${answer}|${group}|${code}`;

/** One answer as it is counted. */
export interface CountedAnswer {
  readonly answer: ServiceAnswer;
  /** Why, of a no. */
  readonly reason?: string;
  /** Set where it was said on the telephone, and the county wrote it down. */
  readonly byPhone?: true;
}

/** Under what one answer is counted. */
export function answerKeys(story: Story, { answer, reason, byPhone }: CountedAnswer, now: Date): readonly string[] {
  const own = characteristics(story, civilDateAt(now));
  return [
    ...EQUALITY_GROUPS.map((group) => key(answer, group, own[group])),
    ...(reason === undefined ? [] : [key(answer, 'REASON', reason)]),
    ...(byPhone ? [key(answer, 'HOW', 'PHONE')] : []),
  ];
}

/** One line of a table: how many were answered, and how many of them with no. Null: too few to show. */
export interface AnswerRow {
  readonly code: string;
  readonly answered: Shown;
  readonly no: Shown;
  /** How many in a hundred were answered with no, to the nearest ten; null where either number is not shown. */
  readonly noShare: Shown;
}

/** Answers as they may be shown: always the same rows, whatever was counted. Source: SECURITY I14. */
export interface AnswerFigures {
  readonly answered: Shown;
  readonly no: Shown;
  /** Of all that were answered, how many on the telephone. */
  readonly byPhone: Shown;
  readonly reasons: readonly { readonly code: string; readonly count: Shown }[];
  readonly groups: readonly { readonly group: EqualityGroup; readonly rows: readonly AnswerRow[] }[];
}

const SHARE_STEP = 10;

function shareOf(no: number, answered: number): number {
  return answered === 0 ? 0 : Math.round((100 * no) / answered / SHARE_STEP) * SHARE_STEP;
}

function rowsOf(counts: AnswerCounts, group: EqualityGroup): readonly AnswerRow[] {
  const codes = CODES[group];
  const noes = codes.map((code) => counts[key('NO', group, code)] ?? 0);
  const all = codes.map((code, at) => (counts[key('YES', group, code)] ?? 0) + (noes[at] ?? 0));
  const [answered, no] = [publishable(all, true), publishable(noes, true)];
  return codes.map((code, at) => {
    const [ofAll, ofNo] = [answered[at] ?? null, no[at] ?? null];
    const isShown = ofAll !== null && ofNo !== null;
    return { code, answered: ofAll, no: ofNo, noShare: isShown ? shareOf(noes[at] ?? 0, all[at] ?? 0) : null };
  });
}

export function answerFigures(counts: AnswerCounts): AnswerFigures {
  const sum = (answer: ServiceAnswer): number =>
    CODES.APPLICANT.reduce((total, code) => total + (counts[key(answer, 'APPLICANT', code)] ?? 0), 0);
  const [yes, no] = [sum('YES'), sum('NO')];
  const phone = SERVICE_ANSWERS.reduce((total, answer) => total + (counts[key(answer, 'HOW', 'PHONE')] ?? 0), 0);
  const [, byPhone] = publishable([yes + no - phone, phone], true);
  const codes = DECLINE_REASONS.filter(({ by }) => by === 'SERVICE').map(({ code }) => code);
  const reasons = publishable(
    codes.map((code) => counts[key('NO', 'REASON', code)] ?? 0),
    true,
  );
  return {
    answered: shown(yes + no),
    no: shown(no),
    byPhone: byPhone ?? null,
    reasons: codes.map((code, at) => ({ code, count: reasons[at] ?? null })),
    groups: EQUALITY_GROUPS.map((group) => ({ group, rows: rowsOf(counts, group) })),
  };
}
