import { describe, expect, it } from '@jest/globals';
import {
  BIRMINGHAM,
  type HouseholdFacts,
  REDDITCH,
  TODAY,
  WORCESTERSHIRE,
  WYRE_FOREST,
  aHousehold,
  aMember,
  aPolicy,
  day,
  someFeatures,
} from '../testing/builders.ts';
import type { Answer, Finding } from './answer.ts';
import type { Member } from './household.ts';
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
} from './people-rules.ts';
import type { AdmissionPolicy } from './service.ts';
import { TONIGHT_PLANS } from './story.ts';
import type { UnitFeatures } from './unit.ts';

const said = (findings: readonly Finding[]): string => findings.map(({ answer }) => answer).join(' ') || 'FITS';

it.each<[Partial<UnitFeatures>, boolean]>([
  [{ kind: 'ROOM_IN_SHARED_HOUSE' }, true],
  [{ kind: 'SHARED_FLAT' }, true],
  [{ kind: 'SELF_CONTAINED_FLAT' }, false],
  [{ kind: 'SELF_CONTAINED_FLAT', sharesHalls: true }, true],
  [{ kind: 'SELF_CONTAINED_HOUSE' }, false],
  [{ kind: 'BUNGALOW' }, false],
])('a unit that is %j is shared: %s', (features, expected) => {
  expect(isShared(someFeatures(features))).toBe(expected);
});

describe('the sex of the applicant', () => {
  const woman = aMember({ role: 'APPLICANT', sex: 'FEMALE' });
  it.each<[string, AdmissionPolicy['admits'], Member | undefined, Answer]>([
    ['a woman at a women’s refuge', 'WOMEN', woman, 'FITS'],
    ['a man at a women’s refuge', 'WOMEN', { ...woman, sex: 'MALE' }, 'CANNOT'],
    ['a man at a men’s refuge', 'MEN', { ...woman, sex: 'MALE' }, 'FITS'],
    ['a woman at a men’s refuge', 'MEN', woman, 'CANNOT'],
    ['a man where anyone is taken', 'ANYONE', { ...woman, sex: 'MALE' }, 'FITS'],
    ['a trans woman at a women’s refuge', 'WOMEN', { ...woman, transgender: 'YES' }, 'ASK_PROVIDER'],
    ['a trans woman recorded as male', 'WOMEN', { ...woman, sex: 'MALE', transgender: 'YES' }, 'ASK_PROVIDER'],
    ['a trans man where anyone is taken', 'ANYONE', { ...woman, transgender: 'YES' }, 'FITS'],
    ['somebody whose sex nobody has told', 'WOMEN', { ...woman, sex: 'NOT_KNOWN' }, 'ASK_PROVIDER'],
    ['nobody yet', 'WOMEN', undefined, 'ASK_PROVIDER'],
  ])('%s', (_who, admits, applicant, expected) => {
    expect(said(judgeSex(admits, applicant))).toBe(expected);
  });
});

describe('grown men in a shared house for women', () => {
  const grownSon = aMember({ role: 'ADULT_DEPENDANT', sex: 'MALE', ageYears: 19 });
  it.each<[string, Partial<UnitFeatures>, AdmissionPolicy['admits'], HouseholdFacts, string]>([
    ['a grown son', {}, 'WOMEN', { others: [grownSon] }, 'CANNOT'],
    ['a grown son in a flat of their own', { kind: 'SELF_CONTAINED_FLAT' }, 'WOMEN', { others: [grownSon] }, 'FITS'],
    ['a grown son where anyone is taken', {}, 'ANYONE', { others: [grownSon] }, 'FITS'],
    ['a son of eighteen called a child', {}, 'WOMEN', { sons: [18] }, 'CANNOT'],
    ['a son of seventeen', {}, 'WOMEN', { sons: [17] }, 'FITS'],
    ['a grown daughter', {}, 'WOMEN', { others: [{ ...grownSon, sex: 'FEMALE' }] }, 'FITS'],
    [
      'a grown child whose sex nobody has told',
      {},
      'WOMEN',
      { others: [{ ...grownSon, sex: 'NOT_KNOWN' }] },
      'ASK_PROVIDER',
    ],
    ['a grown trans child', {}, 'WOMEN', { others: [{ ...grownSon, transgender: 'YES' }] }, 'ASK_PROVIDER'],
    [
      'a male carer, who may be another person',
      {},
      'WOMEN',
      { others: [{ ...grownSon, role: 'CARER' }] },
      'ASK_PROVIDER',
    ],
    [
      'a grown son and a male carer',
      {},
      'WOMEN',
      { others: [grownSon, { ...grownSon, role: 'CARER' }] },
      'CANNOT ASK_PROVIDER',
    ],
    ['the applicant himself, who is another rule’s', {}, 'WOMEN', { applicant: { sex: 'MALE' } }, 'FITS'],
  ])('%s', (_who, features, admits, facts, expected) => {
    expect(said(judgeAdultMen(admits, someFeatures(features), aHousehold(facts), TODAY))).toBe(expected);
  });
});

describe('the age of the applicant', () => {
  it.each([
    [17, 18, 'CANNOT'],
    [18, 18, 'FITS'],
    [undefined, 18, 'FITS'],
  ])('%s where %i is the least', (ageYears, minimumAge, expected) => {
    const { ageYears: _told, ...ageless } = aMember({ role: 'APPLICANT', ageYears: 0 });
    const applicant = ageYears === undefined ? ageless : { ...ageless, ageYears };
    const household = { members: [applicant], pregnant: 'NO', pets: [] } as const;
    expect(said(judgeApplicantAge(minimumAge, household, TODAY))).toBe(expected);
  });

  it('comes with the limit', () => {
    expect(judgeApplicantAge(18, aHousehold({ applicant: { ageYears: 17 } }), TODAY)).toEqual([
      { answer: 'CANNOT', limit: 18 },
    ]);
  });
});

describe('the limit for boys', () => {
  const shared = someFeatures();
  it('is the unit’s before the service’s, and none in a home of their own', () => {
    const policy = aPolicy({ boysMaximumAge: 12 });
    expect(boysLimit(policy, shared)).toBe(12);
    expect(boysLimit(policy, someFeatures({ boysMaximumAge: 16 }))).toBe(16);
    expect(boysLimit(policy, someFeatures({ kind: 'SELF_CONTAINED_HOUSE', boysMaximumAge: 12 }))).toBeUndefined();
    expect(boysLimit(policy, someFeatures({ kind: 'SELF_CONTAINED_FLAT', sharesHalls: true }))).toBe(12);
    expect(boysLimit(aPolicy(), shared)).toBeUndefined();
  });

  it.each<[string, number | undefined, HouseholdFacts, string]>([
    ['a son at the limit', 15, { sons: [15] }, 'FITS'],
    ['a son over the limit', 14, { sons: [15] }, 'CANNOT'],
    ['two sons over the limit, said once', 5, { sons: [15, 12] }, 'CANNOT'],
    ['a daughter over the limit', 14, { daughters: [15] }, 'FITS'],
    ['no limit', undefined, { sons: [17] }, 'FITS'],
    ['a limit of none at all and a baby son', 0, { sons: [0] }, 'FITS'],
    ['a limit of none at all and a son of one', 0, { sons: [1] }, 'CANNOT'],
    [
      'a child over the limit whose sex nobody has told',
      14,
      { others: [aMember({ sex: 'NOT_KNOWN', ageYears: 15 })] },
      'ASK_PROVIDER',
    ],
    [
      'a trans child over the limit',
      14,
      { others: [aMember({ sex: 'MALE', transgender: 'YES', ageYears: 15 })] },
      'ASK_PROVIDER',
    ],
    ['a son of unknown age', 14, { others: [aMember({ sex: 'MALE' })] }, 'FITS'],
  ])('%s', (_who, limit, facts, expected) => {
    expect(said(judgeSons(limit, aHousehold(facts), TODAY))).toBe(expected);
  });

  it('turns on the birthday itself', () => {
    const household = aHousehold({ others: [aMember({ sex: 'MALE', dateOfBirth: day('2010-07-05') })] });
    expect(judgeSons(16, household, day('2027-07-04'))).toEqual([]);
    expect(judgeSons(16, household, day('2027-07-05'))).toEqual([{ answer: 'CANNOT', limit: 16 }]);
  });
});

describe('ages that nobody knows', () => {
  const ageless = { applicant: { ageYears: 30 }, others: [aMember({ sex: 'MALE' })] };
  const unknownApplicant = { members: [aMember({ role: 'APPLICANT' })], pregnant: 'NO', pets: [] } as const;

  it.each<[string, Partial<AdmissionPolicy>, Partial<UnitFeatures>, HouseholdFacts, string]>([
    ['a son, where there is a limit', { boysMaximumAge: 12 }, {}, ageless, 'ASK_PROVIDER'],
    ['a son, in a shared house for women', {}, {}, ageless, 'ASK_PROVIDER'],
    ['a son, in a shared house for anyone without a limit', { admits: 'ANYONE' }, {}, ageless, 'FITS'],
    ['a son, in a home of their own', { boysMaximumAge: 12 }, { kind: 'BUNGALOW' }, ageless, 'FITS'],
    ['a daughter', { boysMaximumAge: 12 }, {}, { others: [aMember()] }, 'FITS'],
  ])('%s', (_who, policy, features, facts, expected) => {
    expect(said(judgeUnknownAges(aPolicy(policy), someFeatures(features), aHousehold(facts), TODAY))).toBe(expected);
  });

  it('the applicant’s is asked about where there is a least age, and only there', () => {
    expect(judgeUnknownAges(aPolicy(), someFeatures(), unknownApplicant, TODAY)).toEqual([
      { answer: 'ASK_PROVIDER', limit: 18 },
    ]);
    expect(judgeUnknownAges(aPolicy({ minimumAge: 0 }), someFeatures(), unknownApplicant, TODAY)).toEqual([]);
  });
});

describe('local people', () => {
  it.each([
    ['NO', WYRE_FOREST, WYRE_FOREST, 'CANNOT'],
    ['ASK', WYRE_FOREST, WYRE_FOREST, 'ASK_PROVIDER'],
    ['YES', WYRE_FOREST, WYRE_FOREST, 'FITS'],
    ['NO', WYRE_FOREST, REDDITCH, 'FITS'],
    ['NO', WYRE_FOREST, BIRMINGHAM, 'FITS'],
    ['NO', WORCESTERSHIRE, REDDITCH, 'ASK_PROVIDER'],
    ['YES', WORCESTERSHIRE, REDDITCH, 'FITS'],
    ['NO', WORCESTERSHIRE, BIRMINGHAM, 'FITS'],
    ['NO', WYRE_FOREST, WORCESTERSHIRE, 'ASK_PROVIDER'],
    ['NO', WYRE_FOREST, undefined, 'ASK_PROVIDER'],
    ['ASK', WYRE_FOREST, undefined, 'ASK_PROVIDER'],
    ['YES', WYRE_FOREST, undefined, 'FITS'],
  ] as const)('taken %s, place in %s, home in %s: %s', (takes, published, home, expected) => {
    expect(said(judgeLocal(takes, published, home))).toBe(expected);
  });
});

it.each([
  ['YES', 'FITS_WITH_CONDITION'],
  ['NOT_KNOWN', 'FITS_WITH_CONDITION'],
  ['NO', 'FITS'],
] as const)('no recourse to public funds, %s, is never a no: %s', (noRecourse, expected) => {
  expect(said(judgeFunds(noRecourse))).toBe(expected);
});

describe('needs', () => {
  it.each([
    ['ACCEPT', 'HIGH', 'FITS'],
    ['ASSESS', 'LOW', 'ASK_PROVIDER'],
    ['CANNOT', 'LOW', 'CANNOT'],
    [undefined, 'HIGH', 'ASK_PROVIDER'],
    [undefined, 'MEDIUM', 'FITS'],
  ] as const)('about which the service says %s, told as %s: %s', (stance, severity, expected) => {
    const policy = aPolicy({ needs: stance === undefined ? {} : { ALCOHOL: stance } });
    expect(said(judgeNeeds(policy, [{ need: 'ALCOHOL', severity }]))).toBe(expected);
  });

  it('are named one by one', () => {
    const policy = aPolicy({ needs: { ALCOHOL: 'CANNOT', DRUGS: 'ASSESS', MENTAL_HEALTH: 'ACCEPT' } });
    const needs = (['ALCOHOL', 'DRUGS', 'MENTAL_HEALTH'] as const).map((need) => ({ need, severity: 'LOW' }) as const);
    expect(judgeNeeds(policy, needs)).toEqual([
      { answer: 'CANNOT', need: 'ALCOHOL' },
      { answer: 'ASK_PROVIDER', need: 'DRUGS' },
    ]);
  });

  it.each([
    ['HIGH', 'MEDIUM', undefined, 'ASK_PROVIDER'],
    ['MEDIUM', 'MEDIUM', undefined, 'FITS'],
    ['MEDIUM', 'LOW', undefined, 'ASK_PROVIDER'],
    ['HIGH', 'LOW', 'ACCEPT', 'FITS'],
  ] as const)(
    'told as %s where support is %s and the need is taken %s: %s',
    (severity, supportLevel, stance, expected) => {
      const policy = aPolicy({ supportLevel, needs: stance === undefined ? {} : { ALCOHOL: stance } });
      expect(said(judgeSupportLevel(policy, [{ need: 'ALCOHOL', severity }]))).toBe(expected);
    },
  );
});

describe('a history', () => {
  const none = { arson: 'NO', violence: 'NO', sexualOffence: 'NO' } as const;
  it.each(['arson', 'violence', 'sexualOffence'] as const)('of %s needs a risk plan and bars nobody', (what) => {
    expect(said(judgeHistory({ ...none, [what]: 'YES' }))).toBe('ASK_PROVIDER');
  });

  it('that nobody has asked about holds nothing up', () => {
    expect(said(judgeHistory({ arson: 'NOT_KNOWN', violence: 'NOT_KNOWN', sexualOffence: 'NOT_KNOWN' }))).toBe('FITS');
    expect(said(judgeHistory(none))).toBe('FITS');
  });
});

it.each([
  [[], 'NO', false, 'FITS'],
  [['DOG'], 'YES', true, 'FITS'],
  [['DOG'], 'YES', false, 'FITS_WITH_CONDITION'],
  [['CAT'], 'ASK', true, 'FITS_WITH_CONDITION'],
  [['DOG'], 'NO', true, 'FITS_WITH_CONDITION'],
] as const)(
  'with pets %j, taken %s, welcome in the unit %s: %s, for a pet never bars a family',
  (pets, takesPets, petsWelcome, expected) => {
    const findings = judgePets(aPolicy({ takesPets }), someFeatures({ petsWelcome }), aHousehold({ pets }));
    expect(said(findings)).toBe(expected);
  },
);

describe('arriving out of hours', () => {
  it.each([
    [true, false],
    [false, true],
    [true, true],
  ])('is no question where they are let in (%s) or the office is open (%s)', (admits, open) => {
    expect(judgeHours(admits, open, 'NOWHERE')).toEqual([]);
  });

  it('waits till the morning for whoever is safe till then, and is asked about for the others', () => {
    const asked = TONIGHT_PLANS.filter((plan) => said(judgeHours(false, false, plan)) === 'ASK_PROVIDER');
    const waiting = TONIGHT_PLANS.filter((plan) => said(judgeHours(false, false, plan)) === 'FITS_WITH_CONDITION');
    expect(asked).toEqual(['WITH_PERPETRATOR', 'NOWHERE', 'NOT_KNOWN']);
    expect(waiting).toHaveLength(TONIGHT_PLANS.length - 3);
  });
});
