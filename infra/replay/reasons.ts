import type { RuleId } from '@openhaven/domain/eligibility';
import type { ChangeToYes, FundingRoute } from '@openhaven/domain/decline';
import type { SupportNeed } from '@openhaven/domain/codes';
import type { ReasonGroup } from './ledger.ts';

/** A no as a service gives it. */
export interface No {
  readonly reason: string;
  readonly need?: SupportNeed;
  readonly wouldBeYesIf: ChangeToYes;
  /** Ways to pay that were tried, where the money was lacking. */
  readonly routesTried?: readonly FundingRoute[];
  readonly group: ReasonGroup;
}

export const NO_SPACE: No = { reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER', group: 'CAPACITY' };
const TOO_SMALL: No = { reason: 'NO_VACANCY_SUITABLE_SIZE', wouldBeYesIf: 'A_LARGER_UNIT', group: 'CAPACITY' };
const ADAPTED: No = {
  reason: 'NEED_PHYSICAL_ACCESS',
  need: 'PHYSICAL_DISABILITY',
  wouldBeYesIf: 'AN_ADAPTED_UNIT',
  group: 'NEEDS',
};
const NO_STAFF: No = { reason: 'NO_OUT_OF_HOURS_ADMISSION', wouldBeYesIf: 'STAFF_ON_DUTY', group: 'CAPACITY' };
export const CONFLICT: No = { reason: 'KNOWN_CONFLICT_IN_HOUSE', wouldBeYesIf: 'A_DIFFERENT_AREA', group: 'RISK' };
const UNSURE: No = { reason: 'INSUFFICIENT_INFORMATION', wouldBeYesIf: 'MORE_INFORMATION', group: 'NEEDS' };
const RISK: No = { reason: 'RISK_TO_OTHERS_VIOLENCE', wouldBeYesIf: 'A_RISK_PLAN', group: 'RISK' };
const SEX: No = { reason: 'SEX_OF_APPLICANT', wouldBeYesIf: 'A_SELF_CONTAINED_UNIT', group: 'NEEDS' };

/** The reason a manager names for a rule that her place does not meet. */
const BY_RULE: Readonly<Record<RuleId, No>> = {
  UNSAFE_AREA: { reason: 'UNSAFE_LOCATION', wouldBeYesIf: 'A_DIFFERENT_AREA', group: 'RISK' },
  SITE_SECURITY: { reason: 'UNSAFE_LOCATION', wouldBeYesIf: 'A_DIFFERENT_AREA', group: 'RISK' },
  NO_CLASH: { reason: 'UNSAFE_LOCATION', wouldBeYesIf: 'A_DIFFERENT_AREA', group: 'RISK' },
  ENOUGH_BEDS: TOO_SMALL,
  ENOUGH_COTS: TOO_SMALL,
  STEP_FREE: ADAPTED,
  WHEELCHAIR: ADAPTED,
  ADAPTED_BATHROOM: ADAPTED,
  CARER_ROOM: ADAPTED,
  SEX_OF_APPLICANT: SEX,
  ADULT_MEN_IN_HOUSEHOLD: SEX,
  AGE_OF_APPLICANT: { reason: 'AGE_OF_APPLICANT', wouldBeYesIf: 'NOTHING_COULD', group: 'NEEDS' },
  OLDER_MALE_CHILD: { reason: 'OLDER_MALE_CHILD', wouldBeYesIf: 'A_SELF_CONTAINED_UNIT', group: 'NEEDS' },
  AGE_NOT_KNOWN: UNSURE,
  LOCAL_PEOPLE: { reason: 'UNSAFE_LOCATION', wouldBeYesIf: 'A_DIFFERENT_AREA', group: 'RISK' },
  FUNDING_NRPF: {
    reason: 'NO_FUNDING_NRPF',
    wouldBeYesIf: 'FUNDING_FOR_THE_STAY',
    routesTried: ['CHARITY'],
    group: 'FUNDING',
  },
  SUPPORT_LEVEL: {
    reason: 'NEED_MULTIPLE',
    need: 'MENTAL_HEALTH',
    wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
    group: 'NEEDS',
  },
  SUPPORT_NEED: {
    reason: 'NEED_MENTAL_HEALTH',
    need: 'MENTAL_HEALTH',
    wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
    group: 'NEEDS',
  },
  HISTORY: RISK,
  PETS: { reason: 'PETS', wouldBeYesIf: 'ANOTHER_HOME_FOR_THE_PET', group: 'NEEDS' },
  OUT_OF_HOURS: NO_STAFF,
};

/** Why a place that is free does not do: the first rule that stands against it. */
export function noFor(rules: readonly RuleId[]): No {
  const [first] = rules;
  return first === undefined ? CONFLICT : BY_RULE[first];
}

/** Why a survivor says no to a place. In parts: our assumption. Source of the share of noes: DOMAIN S13. */
export const SURVIVORS_NO = {
  SURVIVOR_DECLINED_LOCATION_TOO_NEAR: 20,
  SURVIVOR_DECLINED_LOCATION_TOO_FAR: 25,
  SURVIVOR_DECLINED_SHARED_LIVING: 20,
  SURVIVOR_DECLINED_SCHOOL_WORK: 10,
  SURVIVOR_DECLINED_PETS: 5,
  SURVIVOR_DECLINED_NO_REASON: 20,
} as const;

/** Why a search ends without a place. */
export const ENDS = {
  PLACED_ELSEWHERE: 35,
  FOUND_OTHER_FRIENDS_FAMILY: 25,
  RETURNED_TO_PERPETRATOR: 15,
  COULD_NOT_CONTACT_SAFELY: 15,
  SURVIVOR_CHANGED_MIND: 10,
} as const;

/** Why a stay ends. */
export const DEPARTURES = {
  SOCIAL_RENT_COUNCIL: 20,
  SOCIAL_RENT_ASSOCIATION: 20,
  PRIVATE_RENT: 15,
  SECOND_STAGE: 10,
  OTHER_REFUGE_PLANNED: 5,
  FRIENDS_FAMILY_SETTLED: 10,
  TEMPORARY_ACCOMMODATION: 8,
  RETURNED_TO_PERPETRATOR: 6,
  LOST_CONTACT: 4,
  EVICTED: 2,
} as const;
