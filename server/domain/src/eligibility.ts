import { type Answer, type Finding, worstOf } from './answer.ts';
import { type CivilDate, civilDateAt, isOfficeOpen } from './calendar.ts';
import { type Case, type Moment, type Place, RULES, RULE_IDS, type RuleId } from './rules.ts';
import type { Story } from './story.ts';

export { ANSWERS, type Answer } from './answer.ts';
export { type Moment, type Place, RULES, RULES_VERSION, RULE_IDS, type RuleId } from './rules.ts';

/** One finding of one rule. */
export interface Reason extends Finding {
  readonly rule: RuleId;
}

/** Rules that a change for another rule opens as well: where both stand in the way, one change is enough. */
export const OPENED_WITH: Readonly<Partial<Record<RuleId, RuleId>>> = {
  STEP_FREE: 'WHEELCHAIR',
  ADULT_MEN_IN_HOUSEHOLD: 'SEX_OF_APPLICANT',
};

/** Of the rules that stand in the way those that have to be changed for: no fewer changes open the place. */
function fewestChanges(blocking: readonly RuleId[]): readonly RuleId[] {
  if (blocking.length < 2) return blocking;
  const opensToo = (rule: RuleId): boolean => {
    const other = OPENED_WITH[rule];
    return other !== undefined && blocking.includes(other);
  };
  return [...new Set(blocking)].filter((rule) => !opensToo(rule));
}

/** The answer for one unit, with every reason, and the reasons that would have to fall away for it to fit. */
export interface Eligibility {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  /** The rules to be changed for: the fewest changes that would turn a CANNOT into a place that can at least be asked for. */
  readonly changesNeeded: readonly RuleId[];
}

/** The civil day and whether offices are open, at an instant. Worked out once for a whole search. */
export function momentAt(at: Date): Moment {
  const minute = Math.floor(at.getTime() / 60_000);
  // Days and opening hours begin with a minute: many searches of one minute ask once.
  if (lastMoment.minute !== minute)
    lastMoment = { minute, moment: { on: civilDateAt(at), isOfficeOpen: isOfficeOpen(at) } };
  return lastMoment.moment;
}

let lastMoment: { readonly minute: number; readonly moment: Moment } = {
  minute: Number.NaN,
  moment: { on: '1970-01-01' as CivilDate, isOfficeOpen: false },
};

/** As `eligibilityOf`, for a moment already worked out. */
export function eligibilityAt(place: Place, story: Story, moment: Moment): Eligibility {
  const at: Case = { ...moment, place, story };
  return eligibilityFrom(RULE_IDS.flatMap((rule) => RULES[rule].judge(at).map((finding) => ({ rule, ...finding }))));
}

/** The answer that reasons come to. */
export function eligibilityFrom(reasons: readonly Reason[]): Eligibility {
  const blocking: RuleId[] = [];
  for (const { answer, rule } of reasons) if (answer === 'CANNOT') blocking.push(rule);
  return { answer: worstOf(reasons), reasons, changesNeeded: fewestChanges(blocking) };
}

/**
 * Whether a place suits a household at an instant, with all the reasons.
 *
 * The worst finding decides: NOT_SAFE before CANNOT before ASK_PROVIDER before FITS_WITH_CONDITION before FITS. A fact
 * that nobody has told is asked about and never counts as CANNOT. Whether the unit is free is another question.
 */
export function eligibilityOf(place: Place, story: Story, at: Date): Eligibility {
  return eligibilityAt(place, story, momentAt(at));
}

const NEVER_SHOWN: readonly RuleId[] = ['UNSAFE_AREA', 'SITE_SECURITY', 'NO_CLASH'];

/** The reasons a referrer may read: never one that says where or who somebody dangerous is. Source: DOMAIN 3, H1 and H2. */
export function shownReasons(eligibility: Eligibility): readonly Reason[] {
  const { reasons } = eligibility;
  const isHidden = ({ rule }: Reason): boolean => NEVER_SHOWN.includes(rule);
  return reasons.some(isHidden) ? reasons.filter((reason) => !isHidden(reason)) : reasons;
}
