import { type Answer, type Finding, worstOf } from './answer.ts';
import { judgeUnsafe } from './area.ts';
import { judgeAccess, judgeBeds, judgeCots } from './building-rules.ts';
import { type CivilDate, civilDateAt, isOfficeOpen } from './calendar.ts';
import { applicantOf } from './household.ts';
import type { UnitId } from './ids.ts';
import {
  boysLimit,
  judgeAdultMen,
  judgeApplicantAge,
  judgeFunds,
  judgeHistory,
  judgeHours,
  judgeLocal,
  judgeNeeds,
  judgePets,
  judgeSex,
  judgeSons,
  judgeSupportLevel,
  judgeUnknownAges,
} from './people-rules.ts';
import type { Service, Site } from './service.ts';
import type { Story } from './story.ts';
import type { Unit } from './unit.ts';

export { ANSWERS, type Answer } from './answer.ts';

/** A unit with all that the rules look at. */
export interface Place {
  readonly unit: Unit;
  readonly service: Service;
  readonly site: Site;
  /** The second of two adjoining units read as one place; `unit` then has the id of the first and the beds of both. */
  readonly joinedUnitId?: UnitId;
  /** Somebody who lives there, has just left, is expected or works there may be known to the household asked about. */
  readonly clash?: true;
}

/** The day and hour for which a question is asked. */
export interface Moment {
  readonly on: CivilDate;
  readonly isOfficeOpen: boolean;
}

/** One household before one place at one moment. */
interface Case extends Moment {
  readonly place: Place;
  readonly story: Story;
}

/** A rule as the manager would say it. */
interface Rule {
  readonly label: string;
  readonly source: string;
  /** Whether the service's manager may set it aside for one household by offering all the same. */
  readonly mayBeWaived: boolean;
  readonly judge: (at: Case) => readonly Finding[];
}

function judgeSafety({ place, story }: Case): readonly Finding[] {
  // Nobody has asked her yet: the service must not be left to guess.
  if (story.unsafeAreas === undefined) return [{ answer: 'ASK_PROVIDER' }];
  const judgement = judgeUnsafe(place.site.publishedArea, story.unsafeAreas);
  if (judgement === 'OUTSIDE') return [];
  return [{ answer: judgement === 'INSIDE' ? 'NOT_SAFE' : 'ASK_PROVIDER' }];
}

/** The edition of the rules below: moved on with every change to what one of them says. */
export const RULES_VERSION = '2026-11';

const HARD = 'DOMAIN 3, hard rules, 2026-11';
const OVERRIDABLE = 'DOMAIN 3, overridable by a named manager with a reason, 2026-11';

/** The rules, in the order in which a manager would go through them. A new rule is one entry here. */
export const RULES = {
  UNSAFE_AREA: {
    label: 'The place lies outside every area where she is not safe.',
    source: 'DOMAIN 3, H1, 2026-11',
    mayBeWaived: false,
    judge: judgeSafety,
  },
  SITE_SECURITY: {
    label: 'Nobody dangerous knows the address.',
    source: 'DOMAIN 3, H4, 2026-11',
    mayBeWaived: false,
    judge: ({ place }) => (place.site.securityCompromised ? [{ answer: 'NOT_SAFE' }] : []),
  },
  NO_CLASH: {
    label: 'Nobody there is known to the household, or to whom they flee from.',
    source: 'DOMAIN 3, H2, 2026-11',
    mayBeWaived: false,
    judge: ({ place }) => (place.clash ? [{ answer: 'NOT_SAFE' }] : []),
  },
  ENOUGH_BEDS: {
    label: 'There is a bed for everybody.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story, on }) => judgeBeds(place.unit.features, story.household, on),
  },
  ENOUGH_COTS: {
    label: 'There is a cot for every baby, born or coming.',
    source: HARD,
    mayBeWaived: true,
    judge: ({ place, story, on }) => judgeCots(place.unit.features, story.household, on),
  },
  STEP_FREE: {
    label: 'There are no steps for those who cannot climb them.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place: { unit }, story }) =>
      judgeAccess(story.access.stepFree, unit.features.stepFree || unit.features.wheelchair),
  },
  WHEELCHAIR: {
    label: 'A wheelchair can be used in it.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.wheelchair, place.unit.features.wheelchair),
  },
  ADAPTED_BATHROOM: {
    label: 'The bathroom is adapted.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.adaptedBathroom, place.unit.features.adaptedBathroom),
  },
  CARER_ROOM: {
    label: 'There is a room for the carer.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.carerRoom, place.unit.features.carerRoom),
  },
  SEX_OF_APPLICANT: {
    label: 'The service is for women, for men or for anybody.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeSex(place.service.policy.admits, applicantOf(story.household)),
  },
  ADULT_MEN_IN_HOUSEHOLD: {
    label: 'Grown men do not live in a shared house for women.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeAdultMen(service.policy.admits, unit.features, story.household, on),
  },
  AGE_OF_APPLICANT: {
    label: 'The applicant is old enough.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story, on }) => judgeApplicantAge(place.service.policy.minimumAge, story.household, on),
  },
  OLDER_MALE_CHILD: {
    label: 'In a shared house no son is older than the limit.',
    // A1 asks the service to waive its own limit: it is a house rule, not the building's.
    source: 'DOMAIN 3, hard rules, and SCENARIOS A1, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeSons(boysLimit(service.policy, unit.features), story.household, on),
  },
  AGE_NOT_KNOWN: {
    label: 'We know the ages that matter here.',
    source: 'DOMAIN 0.9, missing facts mean ask, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeUnknownAges(service.policy, unit.features, story.household, on),
  },
  LOCAL_PEOPLE: {
    label: 'They are not from round here, or that is all right.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place: { service, site }, story }) =>
      judgeLocal(service.policy.takesLocalPeople, site.publishedArea, story.homeArea),
  },
  FUNDING_NRPF: {
    label: 'The stay is paid for; without public funds we need a funding route.',
    source: 'DOMAIN 0.9 and SCENARIOS A2, 2026-11',
    mayBeWaived: true,
    judge: ({ story }) => judgeFunds(story.noRecourseToPublicFunds),
  },
  SUPPORT_LEVEL: {
    label: 'We give as much support as is needed.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story }) => judgeSupportLevel(place.service.policy, story.needs),
  },
  SUPPORT_NEED: {
    label: 'We can meet each need.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story }) => judgeNeeds(place.service.policy, story.needs),
  },
  HISTORY: {
    label: 'A history of arson, violence or sexual offences needs a risk plan.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ story }) => judgeHistory(story.history),
  },
  PETS: {
    label: 'The pet may come, or is looked after elsewhere.',
    source: 'DOMAIN 3 and SCENARIOS A12, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story }) => judgePets(service.policy, unit.features, story.household),
  },
  OUT_OF_HOURS: {
    label: 'Somebody can let them in at this hour.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story, isOfficeOpen: isOpen }) =>
      judgeHours(place.service.policy.admitsOutOfHours, isOpen, story.tonight),
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/** One finding of one rule. */
export interface Reason extends Finding {
  readonly rule: RuleId;
}

/** Rules that a change for another rule opens as well: where both stand in the way, one change is enough. */
const OPENED_WITH: Readonly<Partial<Record<RuleId, RuleId>>> = {
  STEP_FREE: 'WHEELCHAIR',
  ADULT_MEN_IN_HOUSEHOLD: 'SEX_OF_APPLICANT',
};

/** Of the rules that stand in the way those that have to be changed for: no fewer changes open the place. */
function fewestChanges(blocking: readonly RuleId[]): readonly RuleId[] {
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
  return { on: civilDateAt(at), isOfficeOpen: isOfficeOpen(at) };
}

/** As `eligibilityOf`, for a moment already worked out. */
export function eligibilityAt(place: Place, story: Story, moment: Moment): Eligibility {
  const at: Case = { ...moment, place, story };
  const reasons = RULE_IDS.flatMap((rule) => RULES[rule].judge(at).map((finding) => ({ rule, ...finding })));
  const blocking = reasons.filter((reason) => reason.answer === 'CANNOT').map((reason) => reason.rule);
  return {
    answer: worstOf(reasons.map((reason) => reason.answer)),
    reasons,
    changesNeeded: fewestChanges(blocking),
  };
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
  return eligibility.reasons.filter((reason) => !NEVER_SHOWN.includes(reason.rule));
}
