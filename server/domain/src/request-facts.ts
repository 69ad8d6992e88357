import type { CivilDate } from './calendar.ts';
import { type KnownAnswer, type Member, type PetKind, type Sex, ageOf, applicantOf, childrenOf } from './household.ts';
import { type ConsentPart, partsNotShared, withParts } from './consent.ts';
import type { NeedTold, Story } from './story.ts';

/** Just enough for a service to answer: no name, no contact, no origin, ages and never dates of birth. */
export interface RequestFacts {
  readonly adults: number;
  /** Whole years, youngest first. A child whose age nobody knows is not in here but counted below. */
  readonly childrenAges: readonly number[];
  readonly boysAges: readonly number[];
  readonly childrenOfUnknownAge: number;
  readonly applicantSex: Sex;
  readonly pregnant: KnownAnswer;
  readonly pets: readonly PetKind[];
  readonly stepFree: KnownAnswer;
  readonly wheelchair: KnownAnswer;
  readonly adaptedBathroom: KnownAnswer;
  readonly carerRoom: KnownAnswer;
  readonly noRecourseToPublicFunds: KnownAnswer;
  readonly needs: readonly NeedTold[];
  readonly arson: KnownAnswer;
  readonly violence: KnownAnswer;
  readonly sexualOffence: KnownAnswer;
  readonly interpreterLanguage?: string;
  readonly background?: string;
  /** Parts that the household does not share: they read as not told, whether anything was told or not. */
  readonly notShared: readonly ConsentPart[];
}

function agesOf(members: readonly Member[], on: CivilDate): readonly number[] {
  return members
    .map((member) => ageOf(member, on))
    .filter((age) => age !== undefined)
    .toSorted((one, other) => one - other);
}

/**
 * What a service that is asked may see of a story on a civil day.
 *
 * @param parts what the household agreed to share beside what nobody can answer without
 * @param acknowledged whether the service has said that it is looking at it: only then the background is shown
 * Source: SECURITY section 1 (the place never leaves before acceptance) and DOMAIN 4 (just enough facts, no name).
 */
export function factsForService(
  whole: Story,
  parts: readonly ConsentPart[],
  on: CivilDate,
  acknowledged: boolean,
): RequestFacts {
  const story = withParts(whole, parts);
  const children = childrenOf(story.household);
  const childrenAges = agesOf(children, on);
  const { stepFree, wheelchair, adaptedBathroom, carerRoom } = story.access;
  const interpreterLanguage = story.safeContact?.interpreterLanguage;
  return {
    adults: story.household.members.length - children.length,
    childrenAges,
    boysAges: agesOf(
      children.filter((child) => child.sex === 'MALE'),
      on,
    ),
    childrenOfUnknownAge: children.length - childrenAges.length,
    applicantSex: applicantOf(story.household)?.sex ?? 'NOT_KNOWN',
    pregnant: story.household.pregnant,
    pets: story.household.pets,
    stepFree,
    wheelchair,
    adaptedBathroom,
    carerRoom,
    noRecourseToPublicFunds: story.noRecourseToPublicFunds,
    needs: story.needs.map(({ need, severity }) => ({ need, severity })),
    arson: story.history.arson,
    violence: story.history.violence,
    sexualOffence: story.history.sexualOffence,
    notShared: partsNotShared(parts),
    ...(interpreterLanguage !== undefined && { interpreterLanguage }),
    ...(acknowledged && story.background !== undefined && { background: story.background }),
  };
}
