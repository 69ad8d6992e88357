import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Party, areKeptApart, clashOf, partyOf } from './clash.ts';
import { aHousehold, aMember } from '../testing/builders.ts';

const party = (own: readonly string[], feared: readonly string[]): Party => ({ own, feared });

describe('who is compared', () => {
  const household = aHousehold({
    applicant: { name: 'Maya Ashdown' },
    others: [
      aMember({ role: 'CHILD', name: 'Robin Vexley' }),
      aMember({ role: 'CARER', name: 'Sam Porter' }),
      aMember({ role: 'ADULT_DEPENDANT', name: 'Ines Ashdown' }),
    ],
  });

  it('is every grown-up of the household by full name, however it is written; no child and no carer', () => {
    expect(partyOf({ preferredName: 'ASHDOWN, Máya', household }, []).own).toEqual(['ashdown maya', 'ashdown ines']);
  });

  it('is nobody by one word alone', () => {
    const alone = aHousehold({ applicant: { name: 'Maya' } });
    const people = [{ who: 'PERPETRATOR', name: 'Dave' }] as const;
    expect(partyOf({ preferredName: 'Maya', household: alone }, people)).toEqual({ own: [], feared: [] });
  });

  it('is the perpetrators and those close to them, not those who only must not know', () => {
    const people = [
      { who: 'PERPETRATOR', name: 'Corin Vexley' },
      { who: 'ASSOCIATE', name: 'Dale Vexley' },
      { who: 'OTHER', name: 'Pat Nosy' },
    ] as const;
    expect(partyOf({ household: aHousehold() }, people).feared).toEqual(['corin vexley', 'dale vexley']);
  });
});

describe('how two households may be in each other’s way', () => {
  it.each([
    [party(['a b'], ['c d']), party(['e f'], ['c d']), 'SAME_PERSON_FEARED'],
    [party(['a b'], ['c d']), party(['c d'], []), 'ONE_FEARS_OTHER'],
    [party(['a b'], ['c d']), party(['c d'], ['a b']), 'EACH_FEARS_OTHER'],
    [party(['a b'], ['c d']), party(['e f'], ['g h']), undefined],
    // Two women of one name are two women.
    [party(['a b'], []), party(['a b'], []), undefined],
  ] as const)('%j and %j: %s', (one, other, kind) => {
    expect(clashOf(one, other)).toBe(kind);
  });

  it('is the same from either side, and stays when more is told', () => {
    const names = fc.array(fc.constantFrom('a b', 'c d', 'e f', 'g h'), { maxLength: 3 });
    const anyParty = fc.record({ own: names, feared: names });
    fc.assert(
      fc.property(anyParty, anyParty, names, (one, other, more) => {
        const kind = clashOf(one, other);
        expect(clashOf(other, one)).toBe(kind);
        if (kind) expect(clashOf({ ...one, feared: [...one.feared, ...more] }, other)).toBeDefined();
      }),
      { numRuns: 10_000 },
    );
  });

  it('keeps them apart till somebody has found that they are different people', () => {
    expect([areKeptApart({}), areKeptApart({ verdict: 'KEEP_APART' })]).toEqual([true, true]);
    expect(areKeptApart({ verdict: 'DIFFERENT_PEOPLE' })).toBe(false);
  });
});
