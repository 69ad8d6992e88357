import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyPlace, anyStory } from '../testing/arbitraries.ts';
import { NOW, REDDITCH, TODAY, WYRE_FOREST, aHousehold, aStory, day, hoursAfter, unsafe } from '../testing/builders.ts';
import type { Consent } from './consent.ts';
import { identityOf, mayBeSame, mergedStory, saferContact, stricterConsent } from './duplicate.ts';
import { eligibilityOf } from './eligibility.ts';
import type { ContactChannel, SafeContact } from './safe-contact.ts';
import type { Member } from './household.ts';

/** Ears that hear no vowels, and nothing of a word that has no Latin letter. */
const soundOf = (word: string): string => word.replace(/[^b-df-hj-np-tv-xz]/g, '');

const applicant = (name: string, rest: Partial<Member> = {}) =>
  identityOf(aStory({ household: aHousehold({ applicant: { name, ageYears: 34, ...rest } }) }), TODAY, soundOf);

describe('two applicants may be one person', () => {
  it.each([
    ['the same name', 'Catherine Smyth', 'Catherine Smyth', true],
    ['spelt as it was heard', 'Catherine Smith', 'Cathrin Smeth', true],
    ['the other way round, with an accent', 'Zoë Müller', 'Muller, Zoe', true],
    ['another first name', 'Catherine Smyth', 'Margaret Smyth', false],
    ['a name in another script, the same', 'Олена Шевченко', 'Олена Шевченко', true],
    ['a name in another script, another', 'Олена Шевченко', 'Марія Коваль', false],
    ['one word alone', 'Sam', 'Sam', false],
    ['nobody has told a name', '', '', false],
  ])('%s: %s, %s: %s', (_why, one, other, expected) => {
    expect(mayBeSame(applicant(one), applicant(other))).toBe(expected);
  });

  it.each<[string, Partial<Member>, Partial<Member>, boolean]>([
    ['a year apart, as it is told on the telephone', {}, { ageYears: 35 }, true],
    ['two years apart', {}, { ageYears: 36 }, false],
    ['of other sex', {}, { sex: 'MALE' }, false],
    ['whose sex nobody has told', {}, { sex: 'NOT_KNOWN' }, true],
    ['born on one day', { dateOfBirth: day('1992-03-01') }, { dateOfBirth: day('1992-03-01') }, true],
    ['born on another', { dateOfBirth: day('1992-03-01') }, { dateOfBirth: day('1992-01-03') }, false],
  ])('of one name, %s: %s', (_why, one, other, expected) => {
    expect(mayBeSame(applicant('Ann Lee', one), applicant('Ann Lee', other))).toBe(expected);
    expect(mayBeSame(applicant('Ann Lee', other), applicant('Ann Lee', one))).toBe(expected);
  });
});

describe('what stays is as careful as both', () => {
  const phone: ContactChannel = { kind: 'PHONE', value: '07700 900123', safe: true, mayLeaveMessage: true };
  const contact = (channel: Partial<ContactChannel>, rest: Partial<SafeContact> = {}): SafeContact => ({
    channels: [{ ...phone, ...channel }],
    ifNoContact: 'NOT_ASKED',
    ...rest,
  });

  it.each<[string, SafeContact, Partial<ContactChannel>]>([
    ['a number that the other knows is not safe', contact({ value: '07700900123', safe: false }), { safe: false }],
    ['no message where the other says none', contact({ mayLeaveMessage: false }), { mayLeaveMessage: false }],
    ['the hours that the other knows', contact({ from: '09:00', until: '15:00' }), { from: '09:00', until: '15:00' }],
    ['nothing of another number', contact({ value: '07700 900999', safe: false }), {}],
  ])('in contact: %s', (_what, other, expected) => {
    expect(saferContact(contact({}), other).channels).toEqual([{ ...phone, ...expected }]);
  });

  it('in what happens if nobody is reached: no police where either said so', () => {
    const [police, none] = [
      contact({}, { ifNoContact: 'CALL_POLICE' }),
      contact({}, { ifNoContact: 'DO_NOT_CALL_POLICE' }),
    ];
    expect(saferContact(police, none).ifNoContact).toBe('DO_NOT_CALL_POLICE');
    expect(saferContact(none, police).ifNoContact).toBe('DO_NOT_CALL_POLICE');
    expect(saferContact(contact({}), police).ifNoContact).toBe('CALL_POLICE');
  });

  it('in unsafe areas: all of both, each once', () => {
    const [one, other] = [
      aStory({ unsafeAreas: [unsafe(REDDITCH)] }),
      aStory({ unsafeAreas: [unsafe(REDDITCH), unsafe(WYRE_FOREST)] }),
    ];
    expect(mergedStory(one, other).unsafeAreas).toEqual([unsafe(REDDITCH), unsafe(WYRE_FOREST)]);
    expect(mergedStory(one, other).background).toBe(one.background);
  });

  it('in safety: a place that is not safe for either is not safe for the one that stays', () => {
    fc.assert(
      fc.property(anyPlace, anyStory, anyStory, (place, kept, merged) => {
        const after = eligibilityOf(place, mergedStory(kept, merged), NOW).answer;
        for (const one of [kept, merged])
          if (eligibilityOf(place, one, NOW).answer === 'NOT_SAFE') expect(after).toBe('NOT_SAFE');
      }),
      { numRuns: 10_000 },
    );
  });

  it('in consent: what both allow, until the first ends', () => {
    const consent = (parts: Consent['parts'], hours: number): Consent => ({
      ...{ parts, how: 'BY_PHONE', givenAt: NOW, until: hoursAfter(NOW, hours), recordedBy: 'anna' },
    });
    const [one, other] = [consent(['NEEDS', 'HISTORY'], 48), consent(['HISTORY', 'BACKGROUND'], 24)];
    expect(stricterConsent([one], [other])).toEqual([consent(['HISTORY'], 24)]);
    expect(stricterConsent([one], [])).toEqual([one]);
  });
});
