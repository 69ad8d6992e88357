import type { Answer, Finding } from './answer.ts';
import { type AreaCode, areaCovers } from './area.ts';
import type { CivilDate } from './calendar.ts';
import { type Household, type KnownAnswer, type Member, ageOf, applicantOf, childrenOf } from './household.ts';
import type { AdmissionPolicy, SupportLevel } from './service.ts';
import { type History, type NeedTold, type TonightPlan, isInterimPlan } from './story.ts';
import type { UnitFeatures } from './unit.ts';

const ADULT_AGE = 18;

const SHARED_KINDS: readonly UnitFeatures['kind'][] = ['ROOM_IN_SHARED_HOUSE', 'SHARED_FLAT'];

/** Whether other households share rooms, or stairs and halls, with this unit. */
export function isShared(features: UnitFeatures): boolean {
  return features.sharesHalls || SHARED_KINDS.includes(features.kind);
}

/** Findings without repeating the same answer for several people. */
function each(answers: readonly (Finding['answer'] | undefined)[], limit?: number): readonly Finding[] {
  const distinct = [...new Set(answers.filter((answer) => answer !== undefined))];
  return distinct.map((answer) => (limit === undefined ? { answer } : { answer, limit }));
}

/**
 * Whether a service for one sex admits the applicant. A trans applicant is always asked about, never turned away here;
 * that nobody has asked about it is not a missing fact. Source: DOMAIN 3 (hard rules), SCENARIOS B2.
 */
export function judgeSex(admits: AdmissionPolicy['admits'], applicant: Member | undefined): readonly Finding[] {
  if (admits === 'ANYONE') return [];
  if (applicant === undefined || applicant.transgender === 'YES' || applicant.sex === 'NOT_KNOWN')
    return [{ answer: 'ASK_PROVIDER' }];
  const admitted = admits === 'WOMEN' ? 'FEMALE' : 'MALE';
  return applicant.sex === admitted ? [] : [{ answer: 'CANNOT' }];
}

/** A man who would live in a women's house: a carer may be another person, so about him the service is asked. */
function judgeAdult(member: Member): Finding['answer'] | undefined {
  if (member.sex === 'FEMALE') return undefined;
  const isCertain = member.sex === 'MALE' && member.transgender !== 'YES' && member.role !== 'CARER';
  return isCertain ? 'CANNOT' : 'ASK_PROVIDER';
}

/** Whether grown men of the household can live in a shared house for women. Self-contained units ignore it. */
export function judgeAdultMen(
  admits: AdmissionPolicy['admits'],
  features: UnitFeatures,
  household: Household,
  on: CivilDate,
): readonly Finding[] {
  if (admits !== 'WOMEN' || !isShared(features)) return [];
  const adults = household.members.filter(
    (member) => member.role !== 'APPLICANT' && (member.role !== 'CHILD' || (ageOf(member, on) ?? 0) >= ADULT_AGE),
  );
  return each(adults.map(judgeAdult));
}

/** Whether the applicant is old enough. An age that nobody knows is asked about by `judgeUnknownAges`. */
export function judgeApplicantAge(minimumAge: number, household: Household, on: CivilDate): readonly Finding[] {
  const applicant = applicantOf(household);
  const age = applicant && ageOf(applicant, on);
  return age !== undefined && age < minimumAge ? [{ answer: 'CANNOT', limit: minimumAge }] : [];
}

/** The oldest son a unit takes, in years: its own limit before the service's; undefined where there is none. */
export function boysLimit(policy: AdmissionPolicy, features: UnitFeatures): number | undefined {
  return isShared(features) ? (features.boysMaximumAge ?? policy.boysMaximumAge) : undefined;
}

/**
 * Whether a shared house takes the sons: each must be at most as old as the limit, in whole years on the day. A child
 * whose sex nobody has told, or a trans child, is asked about.
 */
export function judgeSons(limit: number | undefined, household: Household, on: CivilDate): readonly Finding[] {
  if (limit === undefined) return [];
  const tooOld = childrenOf(household).filter((child) => child.sex !== 'FEMALE' && (ageOf(child, on) ?? 0) > limit);
  const answers = tooOld.map((child) =>
    child.sex === 'MALE' && child.transgender !== 'YES' ? ('CANNOT' as const) : ('ASK_PROVIDER' as const),
  );
  return each(answers, limit);
}

/** Whether it matters here how old a son is. */
export function menMatter(policy: AdmissionPolicy, features: UnitFeatures): boolean {
  return boysLimit(policy, features) !== undefined || (policy.admits === 'WOMEN' && isShared(features));
}

/** Ages that a rule would turn on and nobody has told: ask. */
export function judgeUnknownAges(
  policy: AdmissionPolicy,
  features: UnitFeatures,
  household: Household,
  on: CivilDate,
): readonly Finding[] {
  const applicant = applicantOf(household);
  const isApplicantUnknown = applicant === undefined || ageOf(applicant, on) === undefined;
  if (isApplicantUnknown && policy.minimumAge > 0) return [{ answer: 'ASK_PROVIDER', limit: policy.minimumAge }];
  const limit = boysLimit(policy, features);
  const unknown = childrenOf(household).some((child) => child.sex !== 'FEMALE' && ageOf(child, on) === undefined);
  return menMatter(policy, features) && unknown ? each(['ASK_PROVIDER'], limit) : [];
}

const LOCAL_ANSWERS = { YES: undefined, ASK: 'ASK_PROVIDER', NO: 'CANNOT' } as const;

/**
 * Whether people of the unit's own district are taken. Judged by the published area only: where that is a county, or the
 * home is not known, nobody here can tell, so the service is asked.
 */
export function judgeLocal(
  takes: AdmissionPolicy['takesLocalPeople'],
  publishedArea: AreaCode,
  homeArea: AreaCode | undefined,
): readonly Finding[] {
  const answer = LOCAL_ANSWERS[takes];
  if (answer === undefined) return [];
  if (homeArea === undefined) return [{ answer: 'ASK_PROVIDER' }];
  if (homeArea === publishedArea) return [{ answer }];
  const mayBeSame = areaCovers(publishedArea, homeArea) || areaCovers(homeArea, publishedArea);
  return mayBeSame ? [{ answer: 'ASK_PROVIDER' }] : [];
}

/** No recourse to public funds, known or not yet known, means that a funding route is needed: never "not eligible". */
export function judgeFunds(noRecourse: KnownAnswer): readonly Finding[] {
  return noRecourse === 'NO' ? [] : [{ answer: 'FITS_WITH_CONDITION' }];
}

const LEVELS: readonly SupportLevel[] = ['LOW', 'MEDIUM', 'HIGH'];

/** A need more severe than the support given: ask, unless the service has said that it takes this need. */
export function judgeSupportLevel(policy: AdmissionPolicy, needs: readonly NeedTold[]): readonly Finding[] {
  return needs
    .filter((told) => LEVELS.indexOf(told.severity) > LEVELS.indexOf(policy.supportLevel))
    .filter((told) => policy.needs[told.need] !== 'ACCEPT')
    .map((told) => ({ answer: 'ASK_PROVIDER', need: told.need }));
}

function needAnswer(policy: AdmissionPolicy, told: NeedTold): Answer {
  const stance = policy.needs[told.need];
  if (stance === 'CANNOT') return 'CANNOT';
  const mustAsk = stance === 'ASSESS' || (stance === undefined && told.severity === 'HIGH');
  return mustAsk ? 'ASK_PROVIDER' : 'FITS';
}

/** What the service says about each need. It has said nothing about a high need: ask. */
export function judgeNeeds(policy: AdmissionPolicy, needs: readonly NeedTold[]): readonly Finding[] {
  return needs.flatMap((told) => {
    const answer = needAnswer(policy, told);
    return answer === 'FITS' ? [] : [{ answer, need: told.need }];
  });
}

/** Arson, violence or a sexual offence in the past: a risk plan is asked for. Never a blanket ban. */
export function judgeHistory(history: History): readonly Finding[] {
  return Object.values(history).includes('YES') ? [{ answer: 'ASK_PROVIDER' }] : [];
}

/** A pet that cannot come needs a fostering place for the time: a condition, never a bar. Source: SCENARIOS A12. */
export function judgePets(policy: AdmissionPolicy, features: UnitFeatures, household: Household): readonly Finding[] {
  const mayCome = household.pets.length === 0 || (features.petsWelcome && policy.takesPets === 'YES');
  return mayCome ? [] : [{ answer: 'FITS_WITH_CONDITION' }];
}

/** A service that admits nobody out of hours: whoever is safe till morning comes then; for the others it is asked. */
export function judgeHours(admitsOutOfHours: boolean, isOfficeOpen: boolean, tonight: TonightPlan): readonly Finding[] {
  if (admitsOutOfHours || isOfficeOpen) return [];
  return [{ answer: isInterimPlan(tonight) ? 'FITS_WITH_CONDITION' : 'ASK_PROVIDER' }];
}
