import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyInstant, anyNeed, anyPlace, anyStory, anyUnsafeArea } from '../testing/arbitraries.ts';
import {
  NOW,
  type PlaceFacts,
  REDDITCH,
  WORCESTERSHIRE,
  WYRE_FOREST,
  aHousehold,
  aMember,
  aPlace,
  aStory,
  day,
  unsafe,
} from '../testing/builders.ts';
import { ANSWERS, worstOf } from './answer.ts';
import { startOfDay } from './calendar.ts';
import { type Answer, type Place, RULES, RULE_IDS, type RuleId, eligibilityOf, shownReasons } from './eligibility.ts';
import type { Member } from './household.ts';
import type { Story } from './story.ts';

const rank = (answer: Answer): number => ANSWERS.indexOf(answer);

describe('every rule', () => {
  it.each(RULE_IDS)('%s is said as a manager would say it, with its source', (rule) => {
    expect(RULES[rule].label).toMatch(/^[A-Z].*\.$/);
    expect(RULES[rule].source).toMatch(/\d{4}-\d{2}$/);
  });

  /** One household and one place that a rule, and no other, speaks about. */
  const cases: Readonly<Record<RuleId, readonly [Partial<Story>, PlaceFacts, Answer]>> = {
    UNSAFE_AREA: [{ unsafeAreas: [unsafe(WYRE_FOREST)] }, {}, 'NOT_SAFE'],
    SITE_SECURITY: [{}, { site: { securityCompromised: true } }, 'NOT_SAFE'],
    NO_CLASH: [{}, { clash: true }, 'NOT_SAFE'],
    ENOUGH_BEDS: [{ household: aHousehold({ daughters: [3, 4, 5] }) }, {}, 'CANNOT'],
    ENOUGH_COTS: [{ household: aHousehold({ pregnant: 'YES' }) }, { features: { cots: 0 } }, 'FITS_WITH_CONDITION'],
    STEP_FREE: [{ access: { ...aStory().access, stepFree: 'YES' } }, {}, 'CANNOT'],
    WHEELCHAIR: [{ access: { ...aStory().access, wheelchair: 'YES' } }, { features: { stepFree: true } }, 'CANNOT'],
    ADAPTED_BATHROOM: [{ access: { ...aStory().access, adaptedBathroom: 'YES' } }, {}, 'CANNOT'],
    CARER_ROOM: [{ access: { ...aStory().access, carerRoom: 'YES' } }, {}, 'CANNOT'],
    SEX_OF_APPLICANT: [{ household: aHousehold({ applicant: { sex: 'MALE' } }) }, {}, 'CANNOT'],
    ADULT_MEN_IN_HOUSEHOLD: [{ household: aHousehold({ sons: [18] }) }, {}, 'CANNOT'],
    AGE_OF_APPLICANT: [{ household: aHousehold({ applicant: { ageYears: 17 } }) }, {}, 'CANNOT'],
    OLDER_MALE_CHILD: [{ household: aHousehold({ sons: [15] }) }, { policy: { boysMaximumAge: 14 } }, 'CANNOT'],
    AGE_NOT_KNOWN: [{ household: aHousehold({ others: [aMember({ sex: 'MALE' })] }) }, {}, 'ASK_PROVIDER'],
    LOCAL_PEOPLE: [{ homeArea: WYRE_FOREST }, {}, 'CANNOT'],
    FUNDING_NRPF: [{ noRecourseToPublicFunds: 'YES' }, {}, 'FITS_WITH_CONDITION'],
    SUPPORT_LEVEL: [
      { needs: [{ need: 'ALCOHOL', severity: 'MEDIUM' }] },
      { policy: { supportLevel: 'LOW' } },
      'ASK_PROVIDER',
    ],
    SUPPORT_NEED: [
      { needs: [{ need: 'ALCOHOL', severity: 'LOW' }] },
      { policy: { needs: { ALCOHOL: 'CANNOT' } } },
      'CANNOT',
    ],
    HISTORY: [{ history: { ...aStory().history, arson: 'YES' } }, {}, 'ASK_PROVIDER'],
    PETS: [{ household: aHousehold({ pets: ['DOG'] }) }, {}, 'FITS_WITH_CONDITION'],
    OUT_OF_HOURS: [{}, { policy: { admitsOutOfHours: false } }, 'FITS_WITH_CONDITION'],
  };

  it.each(RULE_IDS)('%s speaks when it should, alone, and is silent otherwise', (rule) => {
    const [story, place, answer] = cases[rule];
    const at = rule === 'OUT_OF_HOURS' ? new Date('2027-03-16T23:10:00Z') : NOW;
    const found = eligibilityOf(aPlace(place), aStory(story), at);
    expect(found.reasons.map((reason) => [reason.rule, reason.answer])).toEqual([[rule, answer]]);
    expect(found.answer).toBe(answer);
    expect(found.changesNeeded).toEqual(answer === 'CANNOT' ? [rule] : []);
    expect(eligibilityOf(aPlace(), aStory(), NOW)).toEqual({ answer: 'FITS', reasons: [], changesNeeded: [] });
  });
});

it('a service may set aside its own house rules, and never safety, the building, or whom a house is for', () => {
  expect(RULE_IDS.filter((rule) => !RULES[rule].mayBeWaived)).toEqual([
    'UNSAFE_AREA',
    'SITE_SECURITY',
    'NO_CLASH',
    'ENOUGH_BEDS',
    'STEP_FREE',
    'WHEELCHAIR',
    'ADAPTED_BATHROOM',
    'CARER_ROOM',
    'SEX_OF_APPLICANT',
    'ADULT_MEN_IN_HOUSEHOLD',
    'AGE_OF_APPLICANT',
  ]);
});

it('where a wheelchair can be used there are no steps', () => {
  const story = aStory({ access: { ...aStory().access, stepFree: 'YES' } });
  expect(eligibilityOf(aPlace({ features: { wheelchair: true, stepFree: false } }), story, NOW).answer).toBe('FITS');
  expect(eligibilityOf(aPlace({ features: { wheelchair: false, stepFree: true } }), story, NOW).answer).toBe('FITS');
});

describe('all reasons are told, and the worst decides', () => {
  it('for a household with much to arrange', () => {
    const found = eligibilityOf(
      aPlace({ policy: { boysMaximumAge: 12, needs: { ALCOHOL: 'CANNOT', DRUGS: 'CANNOT' } } }),
      aStory({
        household: aHousehold({ sons: [15], pets: ['CAT'] }),
        noRecourseToPublicFunds: 'YES',
        needs: [
          { need: 'ALCOHOL', severity: 'LOW' },
          { need: 'DRUGS', severity: 'LOW' },
        ],
      }),
      NOW,
    );
    expect(found.answer).toBe('CANNOT');
    expect(found.reasons).toEqual([
      { rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: 12 },
      { rule: 'FUNDING_NRPF', answer: 'FITS_WITH_CONDITION' },
      { rule: 'SUPPORT_NEED', answer: 'CANNOT', need: 'ALCOHOL' },
      { rule: 'SUPPORT_NEED', answer: 'CANNOT', need: 'DRUGS' },
      { rule: 'PETS', answer: 'FITS_WITH_CONDITION' },
    ]);
    expect(found.changesNeeded).toEqual(['OLDER_MALE_CHILD', 'SUPPORT_NEED']);
  });

  it('whatever the household and the place', () => {
    fc.assert(
      fc.property(anyPlace, anyStory, anyInstant, (place, story, at) => {
        const found = eligibilityOf(place, story, at);
        expect(found.answer).toBe(worstOf(found.reasons));
        expect(found.changesNeeded.length > 0).toBe(found.reasons.some((reason) => reason.answer === 'CANNOT'));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('safety', () => {
  it.each([
    ['a hard area round the place', [unsafe(WYRE_FOREST)], WYRE_FOREST, 'NOT_SAFE'],
    ['a hard area elsewhere', [unsafe(REDDITCH)], WYRE_FOREST, 'FITS'],
    ['a hard area somewhere in the county that is published', [unsafe(REDDITCH)], WORCESTERSHIRE, 'ASK_PROVIDER'],
    ['a soft area round the place', [unsafe(WYRE_FOREST, { hard: false })], WYRE_FOREST, 'FITS'],
  ])('%s', (_what, unsafeAreas, publishedArea, expected) => {
    expect(eligibilityOf(aPlace({ site: { publishedArea } }), aStory({ unsafeAreas }), NOW).answer).toBe(expected);
  });

  it('is asked about while nobody has asked her where she is not safe', () => {
    const { unsafeAreas: _notAsked, ...story } = aStory();
    expect(eligibilityOf(aPlace(), story, NOW).answer).toBe('ASK_PROVIDER');
  });

  it('is never given as a reason: that would say where the place lies', () => {
    const place = aPlace({ site: { publishedArea: WORCESTERSHIRE, securityCompromised: true } });
    const found = eligibilityOf(
      place,
      aStory({ unsafeAreas: [unsafe(REDDITCH)], noRecourseToPublicFunds: 'YES' }),
      NOW,
    );
    expect(found.reasons).toHaveLength(3);
    expect(shownReasons(found)).toEqual([{ rule: 'FUNDING_NRPF', answer: 'FITS_WITH_CONDITION' }]);
  });
});

describe('scenario A1: mother, son of 15, daughter of 6', () => {
  const story = aStory({ household: aHousehold({ sons: [15], daughters: [6] }) });
  it.each([
    [12, 'CANNOT'],
    [14, 'CANNOT'],
    [16, 'FITS'],
  ])('a shared refuge that takes boys up to %i: %s', (boysMaximumAge, expected) => {
    const found = eligibilityOf(aPlace({ policy: { boysMaximumAge } }), story, NOW);
    expect(found.answer).toBe(expected);
    expect(found.reasons).toEqual(
      expected === 'CANNOT' ? [{ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: boysMaximumAge }] : [],
    );
  });

  it('a dispersed house with two bedrooms fits, whatever the service says of boys', () => {
    const house = aPlace({
      features: { kind: 'SELF_CONTAINED_HOUSE', adultBeds: 1, childBeds: 2 },
      policy: { boysMaximumAge: 12 },
    });
    expect(eligibilityOf(house, story, NOW).answer).toBe('FITS');
  });

  it('on the son’s seventeenth birthday the refuge up to 16 no longer fits, from local midnight in summer', () => {
    const growing = aStory({
      household: aHousehold({ others: [aMember({ sex: 'MALE', dateOfBirth: day('2010-07-05') })] }),
    });
    const midnight = startOfDay(day('2027-07-05'));
    const place = aPlace({ policy: { boysMaximumAge: 16 } });
    expect(eligibilityOf(place, growing, new Date(midnight.getTime() - 1)).answer).toBe('FITS');
    expect(eligibilityOf(place, growing, midnight).answer).toBe('CANNOT');
  });
});

describe('answers only get worse', () => {
  it('with another hard unsafe area', () => {
    const asked = anyStory.filter((story) => story.unsafeAreas !== undefined);
    fc.assert(
      fc.property(anyPlace, asked, anyUnsafeArea, anyInstant, (place, story, more, at) => {
        const before = eligibilityOf(place, story, at).answer;
        const after = eligibilityOf(place, { ...story, unsafeAreas: [...(story.unsafeAreas ?? []), more] }, at).answer;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 10_000 },
    );
  });

  it('with another need', () => {
    fc.assert(
      fc.property(anyPlace, anyStory, anyNeed, anyInstant, (place, story, more, at) => {
        const before = eligibilityOf(place, story, at).answer;
        const after = eligibilityOf(place, { ...story, needs: [...story.needs, more] }, at).answer;
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('what nobody has told', () => {
  const forgetMember = ({ role, transgender }: Member): Member => ({ role, transgender, sex: 'NOT_KNOWN' });
  const unknown = 'NOT_KNOWN' as const;

  /** Ways of not having been told something. */
  const FORGET: readonly ((story: Story) => Story)[] = [
    (story) => ({ ...story, household: { ...story.household, members: story.household.members.map(forgetMember) } }),
    ({ unsafeAreas: _areas, ...story }) => story,
    ({ homeArea: _home, ...story }) => story,
    (story) => ({
      ...story,
      access: { stepFree: unknown, wheelchair: unknown, adaptedBathroom: unknown, carerRoom: unknown },
    }),
    (story) => ({ ...story, noRecourseToPublicFunds: unknown, tonight: unknown }),
    (story) => ({ ...story, history: { arson: unknown, violence: unknown, sexualOffence: unknown } }),
    (story) => ({ ...story, household: { ...story.household, pregnant: unknown } }),
  ];

  it('is asked about: forgetting a fact never turns a place into CANNOT', () => {
    fc.assert(
      fc.property(
        anyPlace,
        anyStory,
        fc.subarray([...FORGET], { minLength: 1 }),
        anyInstant,
        (place, story, ways, at) => {
          const forgotten = ways.reduce((known, forget) => forget(known), story);
          const { answer } = eligibilityOf(place, forgotten, at);
          if (answer === 'CANNOT') expect(['CANNOT', 'NOT_SAFE']).toContain(eligibilityOf(place, story, at).answer);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('in a story of which only the applicant is known, bars nobody from anywhere', () => {
    const hardly = FORGET.reduce((known, forget) => forget(known), aStory());
    fc.assert(
      fc.property(anyPlace, anyInstant, (place, at) => {
        expect(eligibilityOf(place, hardly, at).answer).not.toBe('CANNOT');
      }),
      { numRuns: 1_000 },
    );
  });

  it('about public funds never hides a place', () => {
    fc.assert(
      fc.property(anyPlace, anyStory, anyInstant, (place, story, at) => {
        const answers = (['YES', 'NO', 'NOT_KNOWN'] as const).map(
          (noRecourseToPublicFunds) => eligibilityOf(place, { ...story, noRecourseToPublicFunds }, at).answer,
        );
        const [worst, best] = [Math.max(...answers.map(rank)), Math.min(...answers.map(rank))];
        expect(worst === best || worst === rank('FITS_WITH_CONDITION')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the fewest changes', () => {
  /** What a manager would have to change of a place so that a rule stands in nobody's way. */
  const remedies: Readonly<Partial<Record<RuleId, (place: Place) => Place>>> = {
    ENOUGH_BEDS: (place) => withFeatures(place, { adultBeds: 9, childBeds: 9 }),
    STEP_FREE: (place) => withFeatures(place, { stepFree: true }),
    WHEELCHAIR: (place) => withFeatures(place, { wheelchair: true }),
    ADAPTED_BATHROOM: (place) => withFeatures(place, { adaptedBathroom: true }),
    CARER_ROOM: (place) => withFeatures(place, { carerRoom: true }),
    SEX_OF_APPLICANT: (place) => withPolicy(place, { admits: 'ANYONE' }),
    ADULT_MEN_IN_HOUSEHOLD: (place) => withPolicy(place, { admits: 'ANYONE' }),
    AGE_OF_APPLICANT: (place) => withPolicy(place, { minimumAge: 0 }),
    OLDER_MALE_CHILD: (place) => withFeatures(place, { boysMaximumAge: 99 }),
    LOCAL_PEOPLE: (place) => withPolicy(place, { takesLocalPeople: 'YES' }),
    SUPPORT_NEED: (place) => withPolicy(place, { needs: {} }),
  };
  const withFeatures = (place: Place, features: Partial<Place['unit']['features']>): Place => ({
    ...place,
    unit: { ...place.unit, features: { ...place.unit.features, ...features } },
  });
  const withPolicy = (place: Place, policy: Partial<Place['service']['policy']>): Place => ({
    ...place,
    service: { ...place.service, policy: { ...place.service.policy, ...policy } },
  });
  const changed = (place: Place, rules: readonly RuleId[]): Place =>
    rules.reduce((so, rule) => (remedies[rule] ?? ((same) => same))(so), place);

  it('open the place, and not one of them can be left out; nor do fewer others', () => {
    let opened = 0;
    fc.assert(
      fc.property(anyPlace, anyStory, anyInstant, (place, story, at) => {
        const { answer, changesNeeded } = eligibilityOf(place, story, at);
        if (answer !== 'CANNOT') return;
        opened++;
        expect(eligibilityOf(changed(place, changesNeeded), story, at).answer).not.toBe('CANNOT');
        const all = Object.keys(remedies) as RuleId[];
        for (const set of setsOf(all, changesNeeded.length - 1))
          expect(eligibilityOf(changed(place, set), story, at).answer).toBe('CANNOT');
      }),
      { numRuns: 10_000 },
    );
    expect(opened).toBeGreaterThan(3_000);
  });

  it('are one where the change that opens it for one rule opens it for another', () => {
    const access = { ...aStory().access, stepFree: 'YES', wheelchair: 'YES' } as const;
    expect(eligibilityOf(aPlace(), aStory({ access }), NOW).changesNeeded).toEqual(['WHEELCHAIR']);
    const men = aHousehold({ applicant: { sex: 'MALE' }, sons: [19] });
    expect(eligibilityOf(aPlace(), aStory({ household: men }), NOW).changesNeeded).toEqual(['SEX_OF_APPLICANT']);
  });
});

/** All sets of so many of some; none if there is nothing to leave out. */
function setsOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (size < 0) return [];
  if (size === 0) return [[]];
  return all.flatMap((one, at) => setsOf(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]));
}
