import { describe, expect, it } from '@jest/globals';
import { NOW, WYRE_FOREST, aHousehold, aPlace, aPolicy, aStory, unsafe } from '../testing/builders.ts';
import { type PolicyInput, bestOf, checkPolicy, turnedBy } from './admission-policy.ts';
import { basisWithParts, decisionBasis } from './decision-basis.ts';
import { momentAt } from './eligibility.ts';

const ON = '2027-03-16';

function aTold(facts: Partial<PolicyInput> = {}): PolicyInput {
  const { needs: _needs, version: _version, ...policy } = aPolicy();
  return { ...policy, needs: [], ...facts };
}

describe('what a service takes', () => {
  it('counts one more with every change, and keeps what is said of each need', () => {
    const told = aTold({ needs: [{ need: 'ALCOHOL', stance: 'ASSESS' }], boysMaximumAge: 14 });
    expect(checkPolicy(told, ON, 4)).toMatchObject({
      allowed: true,
      value: { version: 5, needs: { ALCOHOL: 'ASSESS' }, boysMaximumAge: 14 },
    });
  });

  it('has no limit for sons where none is told', () => {
    const checked = checkPolicy(aTold({ boysMaximumAge: null }), ON, 1);
    if (!checked.allowed) throw new Error(checked.reason);
    expect('boysMaximumAge' in checked.value).toBe(false);
  });

  it.each<[string, Partial<PolicyInput>, string, string]>([
    ['an age below nought', { minimumAge: -1 }, 'NUMBER_OUT_OF_RANGE', 'minimumAge'],
    ['half a year', { minimumAge: 16.5 }, 'NUMBER_OUT_OF_RANGE', 'minimumAge'],
    ['sons of a hundred', { boysMaximumAge: 100 }, 'NUMBER_OUT_OF_RANGE', 'boysMaximumAge'],
    ['a need nobody knows', { needs: [{ need: 'SADNESS', stance: 'ACCEPT' }] }, 'CHOICE_UNKNOWN', 'needs'],
  ])('is not taken with %s', (_what, facts, reason, field) => {
    expect(checkPolicy(aTold(facts), ON, 1)).toEqual({ allowed: false, reason, field });
  });
});

describe('another policy', () => {
  const story = aStory({ household: aHousehold({ sons: [15] }) });
  const strict = aPlace({ policy: { boysMaximumAge: 14 } });

  it('turns a no into a yes, and says so', () => {
    const wider = aPolicy({ boysMaximumAge: 16 });
    expect(turnedBy({ story, places: [strict], at: NOW }, wider)).toEqual({ before: 'CANNOT', after: 'FITS' });
  });

  it('turns nothing where it says the same of the household', () => {
    const pets = aPolicy({ boysMaximumAge: 14, takesPets: 'NO' });
    expect(turnedBy({ story, places: [strict], at: NOW }, pets)).toBeUndefined();
  });

  it('never says anything of a place that is not safe', () => {
    const inDanger = aStory({ household: story.household, unsafeAreas: [unsafe(WYRE_FOREST)] });
    expect(turnedBy({ story: inDanger, places: [strict], at: NOW }, aPolicy())).toBeUndefined();
    expect(bestOf([strict], inDanger, momentAt(NOW), NOW)).toBeUndefined();
  });
});

describe('what an answer was made from', () => {
  const places = [aPlace({ policy: { boysMaximumAge: 12 } }, 'a'), aPlace({ policy: { boysMaximumAge: 16 } }, 'b')];
  const story = aStory({ household: aHousehold({ sons: [15] }), needs: [{ need: 'ALCOHOL', severity: 'HIGH' }] });

  it('is the best place, the policy and the rules of the moment, and what was shared', () => {
    const told = { story, parts: ['NEEDS'] as const, acknowledged: true };
    const basis = decisionBasis(places, aPolicy({ version: 7 }), told, NOW);
    expect(basis).toMatchObject({ policy: { version: 7 }, rules: expect.stringMatching(/^\d{4}-\d{2}$/) });
    expect(basis.facts.boysAges).toEqual([15]);
    expect(basis.label).toBe(places[1]?.unit.label);
  });

  it('says less when less is shared later', () => {
    const told = {
      story: { ...story, background: 'Keeps a diary.' },
      parts: ['NEEDS', 'HISTORY', 'BACKGROUND'] as const,
    };
    const whole = decisionBasis(places, aPolicy({ supportLevel: 'LOW' }), { ...told, acknowledged: true }, NOW);
    expect(basisWithParts(whole, told.parts)).toEqual(whole);
    const less = basisWithParts(whole, []);
    expect(less.facts).toMatchObject({ needs: [], arson: 'NOT_KNOWN', notShared: ['NEEDS', 'HISTORY', 'BACKGROUND'] });
    expect(less.facts).not.toHaveProperty('background');
    expect(less.reasons.filter(({ need }) => need !== undefined)).toEqual([]);
  });

  it('says nothing of what is not shared', () => {
    const basis = decisionBasis(places, aPolicy(), { story, parts: [], acknowledged: true }, NOW);
    expect(basis.facts.needs).toEqual([]);
    expect(basis.reasons.filter(({ need }) => need !== undefined)).toEqual([]);
  });
});
