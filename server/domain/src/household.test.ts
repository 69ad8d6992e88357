import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HouseholdFacts, TODAY, aHousehold, aMember, day } from '../testing/builders.ts';
import { addDays, ageOn } from './calendar.ts';
import { ageOf, applicantOf, bedSpacesNeeded, childrenOf, householdSize, nextBirthday } from './household.ts';

describe('beds and cots', () => {
  it.each<[string, HouseholdFacts, [number, number, number, number]]>([
    ['a woman alone needs one bed', {}, [1, 0, 0, 0]],
    ['a son and a daughter need a bed each', { sons: [15], daughters: [6] }, [1, 2, 0, 0]],
    ['a baby needs a cot until the second birthday', { daughters: [0, 1, 2] }, [1, 1, 2, 0]],
    ['a baby to come is counted now', { pregnant: 'YES' }, [1, 0, 0, 1]],
    ['a pregnancy that nobody asked about is not counted', { pregnant: 'NOT_KNOWN' }, [1, 0, 0, 0]],
    ['a child of unknown age needs a bed', { others: [aMember()] }, [1, 1, 0, 0]],
    ['a carer needs a bed', { others: [aMember({ role: 'CARER' })] }, [2, 0, 0, 0]],
    ['a grown son needs a bed', { others: [aMember({ role: 'ADULT_DEPENDANT', ageYears: 19 })] }, [2, 0, 0, 0]],
    [
      'six children, one of them a baby, and one coming',
      { sons: [3, 8, 12], daughters: [1, 5, 10], pregnant: 'YES' },
      [1, 5, 1, 1],
    ],
  ])('%s', (_sentence, facts, [adultBeds, childBeds, cots, comingCots]) => {
    expect(bedSpacesNeeded(aHousehold(facts), TODAY)).toEqual({ adultBeds, childBeds, cots, comingCots });
  });

  it('a cot becomes a bed on the second birthday itself', () => {
    const household = aHousehold({ others: [aMember({ dateOfBirth: day('2025-07-05') })] });
    expect(bedSpacesNeeded(household, day('2027-07-04'))).toMatchObject({ cots: 1, childBeds: 0 });
    expect(bedSpacesNeeded(household, day('2027-07-05'))).toMatchObject({ cots: 0, childBeds: 1 });
  });

  it('are counted for everybody: nobody is forgotten', () => {
    const ages = fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 8 });
    fc.assert(
      fc.property(ages, ages, (sons, daughters) => {
        const household = aHousehold({ sons, daughters });
        const { adultBeds, childBeds, cots } = bedSpacesNeeded(household, TODAY);
        expect(adultBeds + childBeds + cots).toBe(householdSize(household));
      }),
    );
  });
});

describe('an age', () => {
  it('comes from the date of birth before what was told', () => {
    const member = aMember({ dateOfBirth: day('2010-03-17'), ageYears: 12 });
    expect(ageOf(member, TODAY)).toBe(16);
  });

  it('is what was told where there is no date of birth, and unknown where nothing was', () => {
    expect(ageOf(aMember({ ageYears: 12 }), TODAY)).toBe(12);
    expect(ageOf(aMember(), TODAY)).toBeUndefined();
  });
});

describe('who they are', () => {
  it('finds the applicant and the children', () => {
    const household = aHousehold({ sons: [4], others: [aMember({ role: 'CARER' })] });
    expect(applicantOf(household)?.ageYears).toBe(32);
    expect(childrenOf(household).map((child) => child.ageYears)).toEqual([4]);
  });

  it('finds no applicant in a household of which nothing has been told', () => {
    expect(applicantOf({ members: [], pregnant: 'NOT_KNOWN', pets: [] })).toBeUndefined();
  });
});

describe('the next birthday', () => {
  const born = (...dates: string[]): ReturnType<typeof aHousehold> =>
    aHousehold({ others: dates.map((date) => aMember({ dateOfBirth: day(date) })) });

  it.each([
    ['later this year', ['2010-07-05'], '2027-03-16', '2027-07-05'],
    ['next year, on the day of the birthday itself', ['2010-07-05'], '2027-07-05', '2028-07-05'],
    ['whoever comes first', ['2010-07-05', '2012-04-01'], '2027-03-16', '2027-04-01'],
    ['1 March in a common year', ['2012-02-29'], '2027-01-01', '2027-03-01'],
    ['29 February in a leap year', ['2012-02-29'], '2027-12-01', '2028-02-29'],
  ])('is %s', (_what, dates, after, expected) => {
    expect(nextBirthday(born(...dates), day(after))).toBe(expected);
  });

  it('is unknown where no date of birth is', () => {
    expect(nextBirthday(aHousehold({ sons: [4] }), TODAY)).toBeUndefined();
  });

  it('is the first day on which the age is another', () => {
    const days = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((date) => day(date.toISOString().slice(0, 10)));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 800 }), (birth, later) => {
        const after = addDays(TODAY, later);
        const next = nextBirthday(born(birth), after) ?? after;
        expect(ageOn(birth, next)).toBe(ageOn(birth, after) + 1);
        expect(ageOn(birth, addDays(next, -1))).toBe(ageOn(birth, after));
      }),
    );
  });
});
