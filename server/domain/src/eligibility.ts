import type { CivilDate } from './calendar.ts';
import type { Service, Site } from './service.ts';
import type { Story } from './story.ts';
import type { Unit } from './unit.ts';

/** The five answers, best first (DOMAIN 3). NOT_SAFE is never shown to a referrer: the place is simply absent. */
export const ANSWERS = ['FITS', 'FITS_WITH_CONDITION', 'ASK_PROVIDER', 'CANNOT', 'NOT_SAFE'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The rules, each named as the manager would say it. */
export const RULE_IDS = [
  'UNSAFE_AREA', 'SITE_SECURITY', 'ENOUGH_BEDS', 'ENOUGH_COTS', 'STEP_FREE', 'WHEELCHAIR', 'ADAPTED_BATHROOM', 'CARER_ROOM',
  'SEX_OF_APPLICANT', 'ADULT_MEN_IN_HOUSEHOLD', 'AGE_OF_APPLICANT', 'OLDER_MALE_CHILD', 'AGE_NOT_KNOWN', 'LOCAL_PEOPLE', 'FUNDING_NRPF',
  'SUPPORT_LEVEL', 'SUPPORT_NEED', 'HISTORY', 'PETS', 'OUT_OF_HOURS',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** One finding of one rule. `limit` is a number the rule turns on (a maximum age, a count of beds). */
export interface Reason {
  readonly rule: RuleId;
  readonly answer: Exclude<Answer, 'FITS'>;
  readonly limit?: number;
  /** The need the rule is about, where it is about one. */
  readonly need?: string;
}

/** The answer for one unit, with every reason, and the reasons that would have to fall away for it to fit. */
export interface Eligibility {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  /** The blocking reasons: the fewest changes that would turn a CANNOT into a place that can at least be asked for. */
  readonly changesNeeded: readonly RuleId[];
}

/** A unit with all that the rules look at. */
export interface Place {
  readonly unit: Unit;
  readonly service: Service;
  readonly site: Site;
}

export type { CivilDate, Story };
