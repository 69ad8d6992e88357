import { type CivilDate, addDays, civilDateAt, nextMorning } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import { type Household, ageOf, applicantOf, childrenOf } from './household.ts';
import type { ServiceId } from './ids.ts';
import { type Journey, type JourneyTold, checkJourney } from './journey.ts';
import type { Story } from './story.ts';

/**
 * What has to be arranged beside the search for a place, by whoever refers. None of it keeps anybody from a place.
 * Source: SCENARIOS A2, A11, A12, B3; DOMAIN 0.9.
 */
export const ARRANGEMENTS = listOf(OURS, [
  { code: 'CHILDRENS_SERVICES', label: 'Children’s services, because the applicant is under 18' },
  { code: 'MVDAC', label: 'The Migrant Victims of Domestic Abuse Concession' },
  { code: 'CHILDREN_ACT', label: 'Support for the children under the Children Act' },
  { code: 'FUNDING_ROUTE', label: 'A funding route' },
  { code: 'PET_FOSTERING', label: 'A foster home for the pet' },
  { code: 'TRANSPORT', label: 'How they get to the place' },
]);
export type ArrangementKind = (typeof ARRANGEMENTS)[number]['code'];

/** What came of it. */
export const ARRANGEMENT_OUTCOMES = listOf(OURS, [
  { code: 'ARRANGED', label: 'It is arranged' },
  { code: 'REFUSED', label: 'It was refused' },
  { code: 'NOT_NEEDED', label: 'It is not needed, or not any more' },
]);
export type ArrangementOutcome = (typeof ARRANGEMENT_OUTCOMES)[number]['code'];

/** One thing to arrange, and how it stands. */
export interface Arrangement {
  readonly kind: ArrangementKind;
  /** From when somebody has to see to it; for what is granted for a time, the next reminder before it ends. */
  readonly from: Date;
  readonly outcome?: ArrangementOutcome;
  /** The last day of what was granted for a time. */
  readonly endsOn?: CivilDate;
  /** When nothing more was left to see to. */
  readonly settledAt?: Date;
  /** For the way to a place: the service whose place it is. */
  readonly to?: ServiceId;
  /** For the way to a place that is arranged: how they travel. */
  readonly journey?: Journey;
}

const ADULT_AGE = 18;

function isChildAlone(household: Household, on: CivilDate): boolean {
  const applicant = applicantOf(household);
  const age = applicant && ageOf(applicant, on);
  return age !== undefined && age < ADULT_AGE;
}

/** The way to money for a household without recourse to public funds: a concession first, then the children, then any. */
function fundingRoute(story: Story, on: CivilDate): readonly ArrangementKind[] {
  if (story.noRecourseToPublicFunds !== 'YES') return [];
  if (story.immigration === 'SPOUSE_OR_PARTNER_VISA') return ['MVDAC'];
  const hasChild = childrenOf(story.household).some((child) => (ageOf(child, on) ?? 0) < ADULT_AGE);
  return [hasChild ? 'CHILDREN_ACT' : 'FUNDING_ROUTE'];
}

/** What a household needs arranged from the day its referral is sent. */
export function arrangementsFor(story: Story, on: CivilDate): readonly ArrangementKind[] {
  return [...(isChildAlone(story.household, on) ? (['CHILDRENS_SERVICES'] as const) : []), ...fundingRoute(story, on)];
}

/** With what is needed now added to what is known: what somebody has seen to stays as it is. */
export function withArrangements(
  known: readonly Arrangement[],
  needed: readonly ArrangementKind[],
  now: Date,
): readonly Arrangement[] {
  const missing = needed.filter((kind) => !known.some((one) => one.kind === kind));
  return missing.length === 0 ? known : [...known, ...missing.map((kind) => ({ kind, from: now }))];
}

const isOpenWay = ({ kind, settledAt }: Arrangement): boolean => kind === 'TRANSPORT' && settledAt === undefined;

/**
 * With the way to a place asked for, where it has to be arranged; it is asked for once, and again if what was arranged led
 * to a place that is not kept any more. Where no place is kept that calls for it, nobody is asked.
 * @param to the services that keep or offer a place outside the household's own district, the likeliest first
 */
export function withJourney(
  known: readonly Arrangement[],
  to: readonly ServiceId[],
  now: Date,
): readonly Arrangement[] {
  const [likeliest] = to;
  if (likeliest === undefined) return known.some(isOpenWay) ? known.filter((one) => !isOpenWay(one)) : known;
  const before = known.find(({ kind }) => kind === 'TRANSPORT');
  if (before?.to !== undefined && to.includes(before.to)) return known;
  const from = before && isOpenWay(before) ? before.from : now;
  return [...known.filter((one) => one !== before), { kind: 'TRANSPORT', from, to: likeliest }];
}

/** Days before the end of a concession on which somebody is reminded: it lasts three months. Source: SCENARIOS A2. */
const DAYS_BEFORE_END = [60, 30, 14] as const;
/** Longer than any concession is granted for: a date beyond is a slip. */
const LONGEST_DAYS = 366;

/** What was said of one arrangement. */
export interface ArrangementAnswer {
  readonly outcome: string;
  readonly endsOn?: CivilDate;
  readonly journey?: JourneyTold;
}

type AnswerRefusal = 'REASON_NEEDED' | 'FIELD_REQUIRED' | 'CHOICE_UNKNOWN' | 'DATE_IN_PAST' | 'DATE_TOO_FAR';
type Answered = Decision<Arrangement, AnswerRefusal>;

function checkEnd(endsOn: CivilDate | undefined, today: CivilDate): Decision<CivilDate, AnswerRefusal> {
  if (endsOn === undefined) return refuse('FIELD_REQUIRED', 'endsOn');
  if (endsOn < today) return refuse('DATE_IN_PAST', 'endsOn');
  return endsOn > addDays(today, LONGEST_DAYS) ? refuse('DATE_TOO_FAR', 'endsOn') : allow(endsOn);
}

/** A concession that was granted is asked about again before it ends. */
function grant(one: Arrangement, { endsOn }: ArrangementAnswer, now: Date): Answered {
  const end = checkEnd(endsOn, civilDateAt(now));
  if (!end.allowed) return end;
  const next = nextMorning([end.value], DAYS_BEFORE_END, now);
  const granted = { ...one, endsOn: end.value };
  return allow(next === undefined ? { ...granted, settledAt: now } : { ...granted, from: next });
}

/** A way that is arranged is one of which everything is said: half of it leaves somebody at a station at night. */
function travel(one: Arrangement, { journey }: ArrangementAnswer, now: Date): Answered {
  if (journey === undefined) return refuse('FIELD_REQUIRED', 'journey.way');
  const checked = checkJourney(journey, now);
  return checked.allowed ? allow({ ...one, journey: checked.value, settledAt: now }) : checked;
}

/**
 * The arrangement after an answer. A concession that was granted is asked about again 60, 30 and 14 days before it ends;
 * everything else is settled by its answer.
 */
export function settle({ kind, from, to }: Arrangement, answer: ArrangementAnswer, now: Date): Answered {
  const { outcome } = answer;
  if (!isCodeOf(ARRANGEMENT_OUTCOMES, outcome, civilDateAt(now))) return refuse('REASON_NEEDED', 'outcome');
  const one = { kind, from, ...(to && { to }), outcome };
  if (outcome === 'ARRANGED' && kind === 'MVDAC') return grant(one, answer, now);
  if (outcome === 'ARRANGED' && kind === 'TRANSPORT') return travel(one, answer, now);
  return allow({ ...one, settledAt: now });
}

/** Whether it may be answered: while it waits, and a journey again and again, because trains are cancelled. */
export function mayAnswer({ kind, settledAt }: Arrangement): boolean {
  return settledAt === undefined || kind === 'TRANSPORT';
}

/**
 * What two referrals for one household know together: of one thing, what somebody has seen to. The way to a place that was
 * kept for the one that ends goes with that place.
 */
export function joinArrangements(kept: readonly Arrangement[], ended: readonly Arrangement[]): readonly Arrangement[] {
  const gone = ended.filter(({ kind }) => kind !== 'TRANSPORT');
  const better = (one: Arrangement): Arrangement =>
    one.outcome === undefined ? (gone.find(({ kind, outcome }) => kind === one.kind && outcome) ?? one) : one;
  return [...kept.map(better), ...gone.filter(({ kind }) => !kept.some((one) => one.kind === kind))];
}

/** From when the next thing has to be seen to; undefined if nothing is left. */
export function arrangeFrom(arrangements: readonly Arrangement[]): Date | undefined {
  const times = arrangements.filter(({ settledAt }) => !settledAt).map(({ from }) => from.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** By when it has to be seen to, in hours after it came up. PROPOSAL: a day, whatever it is. */
const ARRANGE_WITHIN_HOURS = 24;

/** By when what came up at an instant should have been seen to. */
export function arrangeBy(from: Date): Date {
  return new Date(from.getTime() + ARRANGE_WITHIN_HOURS * 3_600_000);
}
