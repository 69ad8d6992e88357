import { parseAreaCode } from '@openhaven/domain/area';
import type { Member, Sex } from '@openhaven/domain/household';
import type { Likelihood } from '@openhaven/domain/matching';
import { likelihoodOf } from '@openhaven/domain/place-search';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { BadInputError } from '../errors.ts';

/** A few coarse facts. Nothing of them is kept. */
export interface LikelyFacts {
  readonly adults: number;
  readonly childrenAges: readonly number[];
  readonly oldestBoyAge?: number | null | undefined;
  readonly applicantSex: Sex;
  readonly wheelchair: boolean;
  readonly unsafeAreaCodes: readonly string[];
}

const MOST_PEOPLE = 20;
const OLDEST_CHILD = 110;
/** An age that no service's limit turns on: the question is about adults. */
const GROWN_UP = 30;

/**
 * Whether it is worth referring: yes, no or ask, and nothing more.
 * @throws BadInputError for numbers out of range and areas not in the list
 */
export async function likelyPlace(context: Context, facts: LikelyFacts): Promise<Likelihood> {
  requirePermission(context.actor, 'places.likely', {}, 'Likelihood');
  const story = storyFrom(facts);
  const { table } = await context.store.board.live();
  return likelihoodOf(table, story, context.now);
}

function storyFrom(facts: LikelyFacts): Story {
  const { adults, childrenAges, unsafeAreaCodes } = facts;
  wholeNumber(adults, 1, MOST_PEOPLE, 'adults');
  wholeNumber(childrenAges.length, 0, MOST_PEOPLE, 'childrenAges');
  for (const age of childrenAges) wholeNumber(age, 0, OLDEST_CHILD, 'childrenAges');
  return {
    ...EMPTY_STORY,
    household: { ...EMPTY_STORY.household, members: membersOf(facts), pregnant: 'NO' },
    // What was not asked here is taken not to stand in the way: the answer is about what was said.
    noRecourseToPublicFunds: 'NO',
    history: { arson: 'NO', violence: 'NO', sexualOffence: 'NO' },
    access: { stepFree: 'NO', wheelchair: facts.wheelchair ? 'YES' : 'NO', adaptedBathroom: 'NO', carerRoom: 'NO' },
    unsafeAreas: unsafeAreaCodes.map((text) => {
      const areaCode = parseAreaCode(text);
      if (areaCode === undefined) throw new BadInputError('unsafeAreaCodes');
      return { kind: 'DISTRICT', areaCode, whose: 'SURVIVOR_KNOWN', hard: true };
    }),
  };
}

function membersOf({ adults, childrenAges, oldestBoyAge, applicantSex }: LikelyFacts): readonly Member[] {
  const known = { transgender: 'NOT_KNOWN' } as const;
  const dependants = Array.from(
    { length: adults - 1 },
    (): Member => ({ ...known, role: 'ADULT_DEPENDANT', sex: 'NOT_KNOWN' }),
  );
  const boy = childrenAges.indexOf(oldestBoyAge ?? -1);
  if (typeof oldestBoyAge === 'number' && boy < 0) throw new BadInputError('oldestBoyAge');
  const children = childrenAges.map((ageYears, index): Member => {
    // Only the oldest boy decides; the others are taken for girls, as nobody has asked.
    return { ...known, role: 'CHILD', sex: index === boy ? 'MALE' : 'FEMALE', ageYears };
  });
  return [{ ...known, role: 'APPLICANT', sex: applicantSex, ageYears: GROWN_UP }, ...dependants, ...children];
}

function wholeNumber(value: number, least: number, most: number, field: string): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new BadInputError(field);
}
