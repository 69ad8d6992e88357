import { describe, expect, it } from '@jest/globals';
import { type HouseholdFacts, TODAY, aHousehold, aMember, someFeatures } from '../testing/builders.ts';
import type { Answer } from './answer.ts';
import { judgeAccess, judgeBeds, judgeCots } from './building-rules.ts';
import type { UnitFeatures } from './unit.ts';

const baby = aMember({ ageYears: 0 });
const ageless = aMember();

describe('a bed for everybody', () => {
  it.each<[string, Partial<UnitFeatures>, HouseholdFacts, Answer]>([
    ['two children in two beds', { childBeds: 2 }, { sons: [15], daughters: [6] }, 'FITS'],
    ['a child in a spare adult’s bed', { adultBeds: 2, childBeds: 0 }, { sons: [15] }, 'FITS'],
    ['three children in two beds', { childBeds: 2 }, { sons: [3, 4, 5] }, 'CANNOT'],
    [
      'three children, one in a fold-out bed',
      { childBeds: 2, foldOutBeds: 1 },
      { sons: [3, 4, 5] },
      'FITS_WITH_CONDITION',
    ],
    ['four children and one fold-out bed', { childBeds: 2, foldOutBeds: 1 }, { sons: [3, 4, 5, 6] }, 'CANNOT'],
    [
      'a carer and no second adult’s bed',
      { adultBeds: 1, childBeds: 4 },
      { others: [aMember({ role: 'CARER' })] },
      'CANNOT',
    ],
    ['a baby, who needs none', { childBeds: 0 }, { others: [baby] }, 'FITS'],
    ['a child of unknown age, and a bed', { childBeds: 1 }, { others: [ageless] }, 'FITS'],
    ['a child of unknown age, who may be a baby, and no bed', { childBeds: 0 }, { others: [ageless] }, 'ASK_PROVIDER'],
    [
      'a child of unknown age, with a fold-out bed',
      { childBeds: 0, foldOutBeds: 1 },
      { others: [ageless] },
      'FITS_WITH_CONDITION',
    ],
    ['too many even if that child were a baby', { childBeds: 0 }, { sons: [7], others: [ageless] }, 'CANNOT'],
  ])('%s', (_what, features, facts, expected) => {
    const findings = judgeBeds(someFeatures(features), aHousehold(facts), TODAY);
    expect(findings[0]?.answer ?? 'FITS').toBe(expected);
    expect(findings.length).toBeLessThanOrEqual(1);
  });

  it('says how many beds there are', () => {
    expect(judgeBeds(someFeatures({ adultBeds: 1, childBeds: 2 }), aHousehold({ sons: [3, 4, 5] }), TODAY)).toEqual([
      { answer: 'CANNOT', limit: 3 },
    ]);
  });

  it('asks while nobody has said who comes', () => {
    const nobody = { members: [], pregnant: 'NOT_KNOWN', pets: [] } as const;
    expect(judgeBeds(someFeatures(), nobody, TODAY)).toEqual([{ answer: 'ASK_PROVIDER', limit: 3 }]);
  });
});

describe('a cot for every baby', () => {
  it.each<[string, Partial<UnitFeatures>, HouseholdFacts, Answer]>([
    ['one baby, one cot', { cots: 1 }, { others: [baby] }, 'FITS'],
    ['no baby, no cot', { cots: 0 }, {}, 'FITS'],
    ['one baby, no cot, a bed to spare', { cots: 0, childBeds: 1 }, { others: [baby] }, 'FITS_WITH_CONDITION'],
    ['one baby, no cot, no bed to spare', { cots: 0, childBeds: 0 }, { others: [baby] }, 'ASK_PROVIDER'],
    ['twins, one cot, no bed to spare', { cots: 1, childBeds: 0 }, { others: [baby, baby] }, 'ASK_PROVIDER'],
    ['a baby coming, one cot', { cots: 1 }, { pregnant: 'YES' }, 'FITS'],
    ['a baby coming, no cot yet', { cots: 0, childBeds: 0 }, { pregnant: 'YES' }, 'FITS_WITH_CONDITION'],
    [
      'a baby born and one coming, one cot',
      { cots: 1, childBeds: 0 },
      { others: [baby], pregnant: 'YES' },
      'FITS_WITH_CONDITION',
    ],
    [
      'more beds taken than there are, and a baby',
      { cots: 0, childBeds: 0 },
      { sons: [5], others: [baby] },
      'ASK_PROVIDER',
    ],
  ])('%s', (_what, features, facts, expected) => {
    const findings = judgeCots(someFeatures(features), aHousehold(facts), TODAY);
    expect(findings[0]?.answer ?? 'FITS').toBe(expected);
  });
});

describe('what the building must have', () => {
  it.each([
    ['YES', true, 'FITS'],
    ['YES', false, 'CANNOT'],
    ['NO', false, 'FITS'],
    ['NOT_KNOWN', true, 'FITS'],
    ['NOT_KNOWN', false, 'ASK_PROVIDER'],
  ] as const)('needed %s, there %s: %s', (wanted, has, expected) => {
    expect(judgeAccess(wanted, has)[0]?.answer ?? 'FITS').toBe(expected);
  });
});
