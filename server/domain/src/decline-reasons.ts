import { OURS, listOf } from './code-list.ts';

/** Reasons that a service may give for saying no: `by` whom, and whether the need has to be named. */
const SERVICE_REASONS = [
  ...listOf({ ...OURS, by: 'SERVICE', group: 'CAPACITY', rollUp: 'CAPACITY' }, [
    { code: 'NO_VACANCY', label: 'No vacancy' },
    { code: 'NO_VACANCY_SUITABLE_SIZE', label: 'No vacancy of the right size' },
    { code: 'VACANCY_JUST_TAKEN', label: 'The vacancy has just been taken' },
    { code: 'UNIT_OUT_OF_SERVICE', label: 'The space is out of use' },
    { code: 'STAFFING_CAPACITY', label: 'Not enough staff' },
    { code: 'TOO_MANY_HIGH_NEED_RESIDENTS', label: 'Too many residents with high needs' },
    { code: 'NO_OUT_OF_HOURS_ADMISSION', label: 'No arrivals out of hours' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'NEEDS', rollUp: 'UNABLE_TO_MEET_NEEDS', namesNeed: true }, [
    { code: 'NEED_MENTAL_HEALTH', label: 'Mental health needs' },
    { code: 'NEED_ALCOHOL', label: 'Alcohol needs' },
    { code: 'NEED_DRUGS', label: 'Drug needs' },
    { code: 'NEED_MULTIPLE', label: 'Several needs together' },
    { code: 'NEED_PHYSICAL_ACCESS', label: 'Physical access' },
    { code: 'NEED_PERSONAL_CARE', label: 'Personal care' },
    { code: 'NEED_SENSORY_BSL', label: 'Sight, hearing or sign language' },
    { code: 'NEED_LANGUAGE', label: 'Language' },
    { code: 'NEED_LEARNING_DISABILITY_AUTISM', label: 'Learning disability or autism' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'NEEDS', rollUp: 'UNABLE_TO_MEET_NEEDS' }, [
    { code: 'HOUSEHOLD_TOO_LARGE', label: 'The household is too large' },
    { code: 'OLDER_MALE_CHILD', label: 'Older son' },
    { code: 'ADULT_SON_DAUGHTER', label: 'Adult son or daughter' },
    { code: 'SEX_OF_APPLICANT', label: 'Sex of the applicant' },
    { code: 'AGE_OF_APPLICANT', label: 'Age of the applicant' },
    { code: 'PETS', label: 'Pets' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'FUNDING', rollUp: 'UNABLE_TO_MEET_NEEDS', namesRoutes: true }, [
    { code: 'NO_FUNDING_NRPF', label: 'No funding: no recourse to public funds' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'FUNDING', rollUp: 'UNABLE_TO_MEET_NEEDS' }, [
    { code: 'NO_FUNDING_WORKING_OR_OWNER', label: 'No funding: in work, or owns a home' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'RISK', rollUp: 'OTHER', hidden: true }, [
    { code: 'UNSAFE_LOCATION', label: 'Not safe there' },
    { code: 'KNOWN_CONFLICT_IN_HOUSE', label: 'Conflict with somebody in the house' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'RISK', rollUp: 'OTHER' }, [
    { code: 'RISK_TO_OTHERS_ARSON', label: 'Risk of arson' },
    { code: 'RISK_TO_OTHERS_VIOLENCE', label: 'Risk of violence' },
    { code: 'RISK_SEXUAL_OFFENCE', label: 'Risk of a sexual offence' },
    { code: 'PREVIOUS_EXCLUSION', label: 'Excluded before' },
  ]),
  ...listOf({ ...OURS, by: 'SERVICE', group: 'INAPPROPRIATE', rollUp: 'OTHER' }, [
    { code: 'NOT_DA', label: 'Not domestic abuse' },
    { code: 'NOT_SAFE_ACCOMMODATION_NEED', label: 'Does not need safe accommodation' },
    { code: 'OUT_OF_SCOPE_AREA_CONTRACT', label: 'Outside the contract’s area (the coordinator reviews this)' },
    { code: 'INSUFFICIENT_INFORMATION', label: 'Not enough information' },
  ]),
];

const SURVIVORS = { ...OURS, by: 'SURVIVOR', group: 'SURVIVOR', rollUp: 'NOT_TAKEN' } as const;

/** Why a survivor did not want one particular place. */
const PLACE_REFUSED_REASONS = listOf(SURVIVORS, [
  { code: 'SURVIVOR_DECLINED_LOCATION_TOO_NEAR', label: 'Too near' },
  { code: 'SURVIVOR_DECLINED_LOCATION_TOO_FAR', label: 'Too far away' },
  { code: 'SURVIVOR_DECLINED_SHARED_LIVING', label: 'Shared living' },
  { code: 'SURVIVOR_DECLINED_COST', label: 'Cost' },
  { code: 'SURVIVOR_DECLINED_PETS', label: 'The pet could not come' },
  { code: 'SURVIVOR_DECLINED_SCHOOL_WORK', label: 'School or work' },
  { code: 'SURVIVOR_DECLINED_CULTURAL_FIT', label: 'Culture or faith' },
  { code: 'SURVIVOR_DECLINED_NO_REASON', label: 'No reason given' },
]);

/** Why a survivor needs no place any more, or cannot take one. These may end the whole referral. */
const SEARCH_ENDED_REASONS = listOf(SURVIVORS, [
  { code: 'SURVIVOR_CHANGED_MIND', label: 'Changed their mind' },
  { code: 'RETURNED_TO_PERPETRATOR', label: 'Back with the perpetrator' },
  { code: 'STAYED_AT_HOME_SAFELY', label: 'Stayed at home safely' },
  { code: 'FOUND_OTHER_FRIENDS_FAMILY', label: 'With friends or family' },
  { code: 'PLACED_ELSEWHERE', label: 'Found a place elsewhere' },
  { code: 'COULD_NOT_CONTACT_SAFELY', label: 'Could not be reached safely' },
  { code: 'DIED', label: 'Died' },
  { code: 'IN_HOSPITAL_OR_CUSTODY', label: 'In hospital or custody' },
]);

const REFERRERS_REASONS = listOf({ ...OURS, by: 'REFERRER', group: 'PROCESS', rollUp: 'NONE' }, [
  { code: 'REFERRER_WITHDREW', label: 'Withdrawn by the referrer' },
  { code: 'DUPLICATE_MERGED', label: 'Sent twice' },
]);

/** Reasons that only the system sets: no person may choose them. */
const SYSTEM_REASONS = [
  ...listOf({ ...OURS, by: 'SYSTEM', group: 'PROCESS', rollUp: 'NONE' }, [
    { code: 'PROVIDER_NO_RESPONSE', label: 'No answer from the service' },
    { code: 'SYSTEM_EXPIRED', label: 'Ran out' },
  ]),
  ...listOf({ ...SURVIVORS, by: 'SYSTEM' }, [{ code: 'NO_SHOW', label: 'Did not arrive' }]),
];

/**
 * Every reason for which a request, an offer or a referral came to nothing, with who decided and how it counts in the
 * annual return. Source: DOMAIN 2.2 C (our proposal, rolling up to On Track's groups and the return's).
 */
export const DECLINE_REASONS = [
  ...SERVICE_REASONS,
  ...PLACE_REFUSED_REASONS,
  ...SEARCH_ENDED_REASONS,
  ...REFERRERS_REASONS,
  ...SYSTEM_REASONS,
];
export type DeclineReason = (typeof DECLINE_REASONS)[number]['code'];

/** Why a survivor says no to an offer. */
export const SURVIVOR_REASONS = [...PLACE_REFUSED_REASONS, ...SEARCH_ENDED_REASONS];
export type SurvivorReason = (typeof SURVIVOR_REASONS)[number]['code'];

/** Why a referral is withdrawn. */
export const WITHDRAWAL_REASONS = [...SEARCH_ENDED_REASONS, ...REFERRERS_REASONS];
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]['code'];
