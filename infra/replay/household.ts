import type { MemberInput, Severity, StoryInput } from '@openhaven/domain/story';
import { HARD_TO_PLACE, OUTSIDE_AREAS, SEX } from './published.ts';
import type { Random } from './random.ts';

/** Where a household comes from, and how many like it have children. */
export interface Origin {
  readonly homeAreaCode: string;
  readonly withChildren: number;
  readonly withoutChildren: number;
}

const CHILDREN = { 1: 0.43, 2: 0.32, 3: 0.16, 4: HARD_TO_PLACE.fourOrMoreChildren } as const;
const AGE_FROM = { 17: 2, 18: 22, 26: 30, 36: 26, 46: 14, 56: 6 } as const;

/** A made-up household as an officer would enter it. Nobody in it is anybody. */
export function drawStory(random: Random, origin: Origin): StoryInput {
  const members = drawMembers(random, origin);
  const isFemale = members[0]?.sex === 'FEMALE';
  return {
    members,
    childrenCount: members.length - 1,
    pregnant: isFemale && random.chance(HARD_TO_PLACE.pregnant) ? 'YES' : 'NO',
    pets: random.chance(HARD_TO_PLACE.pets) ? [random.pick({ DOG: 6, CAT: 4 })] : [],
    safeContact: { channels: [{ kind: 'THROUGH_REFERRER', safe: true }], ifNoContact: 'NOT_ASKED' },
    unsafeAreas: drawUnsafeAreas(random, origin.homeAreaCode),
    homeAreaCode: origin.homeAreaCode,
    tonight: random.pick({ FRIENDS_OR_FAMILY: 40, WITH_PERPETRATOR: 20, COUNCIL_INTERIM: 25, NOWHERE: 15 }),
    ...drawAccess(random),
    noRecourseToPublicFunds: random.chance(HARD_TO_PLACE.noRecourseToPublicFunds) ? 'YES' : 'NO',
    needs: drawNeeds(random),
    arson: random.chance(0.01) ? 'YES' : 'NO',
    violence: random.chance(0.02) ? 'YES' : 'NO',
    sexualOffence: 'NO',
    consentToShare: 'YES',
  };
}

function drawMembers(random: Random, { withChildren, withoutChildren }: Origin): readonly MemberInput[] {
  const applicant = drawApplicant(random);
  if (!random.chance(withChildren / (withChildren + withoutChildren))) return [applicant];
  const few = Number(random.pick(CHILDREN));
  const count = few === 4 ? few + random.whole(0, 2) : few;
  const children = Array.from(
    { length: count },
    (): MemberInput => ({
      role: 'CHILD',
      sex: random.pick({ FEMALE: 1, MALE: 1 }),
      ageYears: random.whole(0, 17),
    }),
  );
  return [applicant, ...children];
}

function drawApplicant(random: Random): MemberInput {
  const who = random.pick(SEX);
  const from = Number(random.pick(AGE_FROM));
  const ageYears = from + (from === 17 ? 0 : random.whole(0, 9));
  if (who === 'TRANSGENDER') {
    const sex = random.pick({ FEMALE: 1, MALE: 1 });
    return { role: 'APPLICANT', sex, transgender: 'YES', ageYears };
  }
  return { role: 'APPLICANT', sex: who === 'WOMAN' ? 'FEMALE' : 'MALE', transgender: 'NO', ageYears };
}

/** Most cannot stay where they live; some cannot go to a second place either. */
function drawUnsafeAreas(random: Random, home: string): NonNullable<StoryInput['unsafeAreas']> {
  const unsafe = (areaCode: string) => ({ kind: 'DISTRICT', areaCode, whose: 'PERPETRATOR_HOME', hard: true }) as const;
  const areas = random.chance(0.75) ? [unsafe(home)] : [];
  if (!random.chance(0.2)) return areas;
  const second = random.pick({ ...OUTSIDE_AREAS, E07000237: 12, E07000236: 6, E07000239: 6 });
  return second === home ? areas : [...areas, unsafe(second)];
}

function drawAccess(random: Random): Pick<StoryInput, 'stepFree' | 'wheelchair' | 'adaptedBathroom' | 'carerRoom'> {
  const wheelchair = random.chance(HARD_TO_PLACE.wheelchair);
  const stepFree = wheelchair || random.chance(0.03);
  return {
    stepFree: stepFree ? 'YES' : 'NO',
    wheelchair: wheelchair ? 'YES' : 'NO',
    adaptedBathroom: wheelchair && random.chance(0.6) ? 'YES' : 'NO',
    carerRoom: wheelchair && random.chance(0.2) ? 'YES' : 'NO',
  };
}

function drawNeeds(random: Random): NonNullable<StoryInput['needs']> {
  const severity = (high: number): Severity => (random.chance(high) ? 'HIGH' : random.pick({ LOW: 1, MEDIUM: 1 }));
  const { mentalHealth, mentalHealthHigh, alcohol, drugs, language } = HARD_TO_PLACE;
  return [
    ...(random.chance(mentalHealth)
      ? [{ need: 'MENTAL_HEALTH', severity: severity(mentalHealthHigh / mentalHealth) }]
      : []),
    ...(random.chance(alcohol) ? [{ need: 'ALCOHOL', severity: severity(0.4) }] : []),
    ...(random.chance(drugs) ? [{ need: 'DRUGS', severity: severity(0.4) }] : []),
    ...(random.chance(language) ? [{ need: 'LANGUAGE', severity: 'MEDIUM' as const }] : []),
  ];
}
