import type { Finding } from './answer.ts';
import { judgeUnsafe } from './area.ts';
import { judgeAccess, judgeBeds, judgeCots } from './building-rules.ts';
import type { CivilDate } from './calendar.ts';
import type { SupportNeed } from './codes.ts';
import { applicantOf } from './household.ts';
import type { UnitId } from './ids.ts';
import {
  boysLimit,
  isShared,
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
  menMatter,
} from './people-rules.ts';
import type { Service, Site } from './service.ts';
import type { Story } from './story.ts';
import type { Unit } from './unit.ts';

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
export interface Case extends Moment {
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
  /**
   * What the rule looks at of a place beside the household, as one text: places that agree in it get the same findings.
   * A rule about needs is asked about each need by itself.
   */
  readonly sees: (place: Place, need: SupportNeed | undefined) => string;
  readonly isAboutNeeds?: true;
}

const text = (...facts: readonly unknown[]): string => facts.join();

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
    sees: ({ site }) => site.publishedArea,
  },
  SITE_SECURITY: {
    label: 'Nobody dangerous knows the address.',
    source: 'DOMAIN 3, H4, 2026-11',
    mayBeWaived: false,
    judge: ({ place }) => (place.site.securityCompromised ? [{ answer: 'NOT_SAFE' }] : []),
    sees: ({ site }) => text(site.securityCompromised),
  },
  NO_CLASH: {
    label: 'Nobody there is known to the household, or to whom they flee from.',
    source: 'DOMAIN 3, H2, 2026-11',
    mayBeWaived: false,
    judge: ({ place }) => (place.clash ? [{ answer: 'NOT_SAFE' }] : []),
    sees: ({ clash }) => text(clash),
  },
  ENOUGH_BEDS: {
    label: 'There is a bed for everybody.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story, on }) => judgeBeds(place.unit.features, story.household, on),
    sees: ({ unit: { features } }) => text(features.adultBeds, features.childBeds, features.foldOutBeds),
  },
  ENOUGH_COTS: {
    label: 'There is a cot for every baby, born or coming.',
    source: HARD,
    mayBeWaived: true,
    judge: ({ place, story, on }) => judgeCots(place.unit.features, story.household, on),
    sees: ({ unit: { features } }) => text(features.adultBeds + features.childBeds, features.cots),
  },
  STEP_FREE: {
    label: 'There are no steps for those who cannot climb them.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place: { unit }, story }) =>
      judgeAccess(story.access.stepFree, unit.features.stepFree || unit.features.wheelchair),
    sees: ({ unit: { features } }) => text(features.stepFree || features.wheelchair),
  },
  WHEELCHAIR: {
    label: 'A wheelchair can be used in it.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.wheelchair, place.unit.features.wheelchair),
    sees: ({ unit: { features } }) => text(features.wheelchair),
  },
  ADAPTED_BATHROOM: {
    label: 'The bathroom is adapted.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.adaptedBathroom, place.unit.features.adaptedBathroom),
    sees: ({ unit: { features } }) => text(features.adaptedBathroom),
  },
  CARER_ROOM: {
    label: 'There is a room for the carer.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeAccess(story.access.carerRoom, place.unit.features.carerRoom),
    sees: ({ unit: { features } }) => text(features.carerRoom),
  },
  SEX_OF_APPLICANT: {
    label: 'The service is for women, for men or for anybody.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story }) => judgeSex(place.service.policy.admits, applicantOf(story.household)),
    sees: ({ service: { policy } }) => policy.admits,
  },
  ADULT_MEN_IN_HOUSEHOLD: {
    label: 'Grown men do not live in a shared house for women.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeAdultMen(service.policy.admits, unit.features, story.household, on),
    sees: ({ service: { policy }, unit }) => text(policy.admits, isShared(unit.features)),
  },
  AGE_OF_APPLICANT: {
    label: 'The applicant is old enough.',
    source: HARD,
    mayBeWaived: false,
    judge: ({ place, story, on }) => judgeApplicantAge(place.service.policy.minimumAge, story.household, on),
    sees: ({ service: { policy } }) => text(policy.minimumAge),
  },
  OLDER_MALE_CHILD: {
    label: 'In a shared house no son is older than the limit.',
    // A1 asks the service to waive its own limit: it is a house rule, not the building's.
    source: 'DOMAIN 3, hard rules, and SCENARIOS A1, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeSons(boysLimit(service.policy, unit.features), story.household, on),
    sees: ({ service: { policy }, unit }) => text(boysLimit(policy, unit.features)),
  },
  AGE_NOT_KNOWN: {
    label: 'We know the ages that matter here.',
    source: 'DOMAIN 0.9, missing facts mean ask, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story, on }) =>
      judgeUnknownAges(service.policy, unit.features, story.household, on),
    sees: ({ service: { policy }, unit }) =>
      text(policy.minimumAge, menMatter(policy, unit.features), boysLimit(policy, unit.features)),
  },
  LOCAL_PEOPLE: {
    label: 'They are not from round here, or that is all right.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place: { service, site }, story }) =>
      judgeLocal(service.policy.takesLocalPeople, site.publishedArea, story.homeArea),
    sees: ({ service: { policy }, site }) =>
      policy.takesLocalPeople === 'YES' ? '' : text(policy.takesLocalPeople, site.publishedArea),
  },
  FUNDING_NRPF: {
    label: 'The stay is paid for; without public funds we need a funding route.',
    source: 'DOMAIN 0.9 and SCENARIOS A2, 2026-11',
    mayBeWaived: true,
    judge: ({ story }) => judgeFunds(story.noRecourseToPublicFunds),
    sees: () => '',
  },
  SUPPORT_LEVEL: {
    label: 'We give as much support as is needed.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story }) => judgeSupportLevel(place.service.policy, story.needs),
    sees: ({ service: { policy } }, need) => text(policy.supportLevel, need && policy.needs[need] === 'ACCEPT'),
    isAboutNeeds: true,
  },
  SUPPORT_NEED: {
    label: 'We can meet each need.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story }) => judgeNeeds(place.service.policy, story.needs),
    sees: ({ service: { policy } }, need) => text(need && policy.needs[need]),
    isAboutNeeds: true,
  },
  HISTORY: {
    label: 'A history of arson, violence or sexual offences needs a risk plan.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ story }) => judgeHistory(story.history),
    sees: () => '',
  },
  PETS: {
    label: 'The pet may come, or is looked after elsewhere.',
    source: 'DOMAIN 3 and SCENARIOS A12, 2026-11',
    mayBeWaived: true,
    judge: ({ place: { service, unit }, story }) => judgePets(service.policy, unit.features, story.household),
    sees: ({ service: { policy }, unit }) => text(unit.features.petsWelcome, policy.takesPets),
  },
  OUT_OF_HOURS: {
    label: 'Somebody can let them in at this hour.',
    source: OVERRIDABLE,
    mayBeWaived: true,
    judge: ({ place, story, isOfficeOpen: isOpen }) =>
      judgeHours(place.service.policy.admitsOutOfHours, isOpen, story.tonight),
    sees: ({ service: { policy } }) => text(policy.admitsOutOfHours),
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];
