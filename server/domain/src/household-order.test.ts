import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOW, aHousehold, aStory, hoursAfter } from '../testing/builders.ts';
import { PRIORITIES } from './codes.ts';
import { type WaitingHousehold, firstOf, needsScarcePlace } from './household-order.ts';
import { TONIGHT_PLANS } from './story.ts';

const aWaiting = (facts: Partial<WaitingHousehold> = {}): WaitingHousehold => ({
  priority: 'P2_24H',
  tonight: 'NOT_KNOWN',
  since: hoursAfter(NOW, -5),
  specialist: false,
  askedAt: hoursAfter(NOW, -4),
  ...facts,
});

describe('when two households could have one place', () => {
  it.each<[string, Partial<WaitingHousehold>, Partial<WaitingHousehold>, string]>([
    ['the more urgent', { priority: 'P1_TONIGHT' }, { tonight: 'NOWHERE', since: hoursAfter(NOW, -99) }, 'PRIORITY'],
    ['whoever has nowhere tonight', { tonight: 'NOWHERE' }, { since: hoursAfter(NOW, -99) }, 'TONIGHT'],
    ['whoever is with the perpetrator', { tonight: 'WITH_PERPETRATOR' }, { tonight: 'COUNCIL_INTERIM' }, 'TONIGHT'],
    ['whoever has waited longer, by hours', { since: hoursAfter(NOW, -7) }, { specialist: true }, 'WAITING'],
    ['whoever has fewer places to go to', { specialist: true }, { askedAt: hoursAfter(NOW, -9) }, 'SPECIALIST'],
    ['whoever asked first', { askedAt: hoursAfter(NOW, -5) }, {}, 'EARLIEST'],
  ])('%s comes first', (_who, first, second, because) => {
    expect(firstOf(aWaiting(first), aWaiting(second), NOW)).toEqual({ first: 'ONE', because });
    expect(firstOf(aWaiting(second), aWaiting(first), NOW)).toEqual({ first: 'OTHER', because });
  });

  it('minutes of waiting decide nothing', () => {
    const [one, other] = [
      aWaiting({ specialist: true }),
      aWaiting({ since: new Date(NOW.getTime() - 5.5 * 3_600_000) }),
    ];
    expect(firstOf(one, other, NOW).because).toBe('SPECIALIST');
  });

  const anyWaiting = fc.record({
    priority: fc.constantFrom(...PRIORITIES.map(({ code }) => code)),
    tonight: fc.constantFrom(...TONIGHT_PLANS),
    since: fc.integer({ min: 0, max: 3 }).map((hours) => hoursAfter(NOW, -hours)),
    specialist: fc.boolean(),
    askedAt: fc.integer({ min: 0, max: 3 }).map((hours) => hoursAfter(NOW, -hours)),
  });

  it('there is one order, whoever is asked about first', () => {
    fc.assert(
      fc.property(anyWaiting, anyWaiting, anyWaiting, (a, b, c) => {
        const isBefore = (one: WaitingHousehold, other: WaitingHousehold): boolean =>
          firstOf(one, other, NOW).first === 'ONE';
        expect(isBefore(a, b) || isBefore(b, a)).toBe(true);
        if (isBefore(a, b) && isBefore(b, c)) expect(isBefore(a, c)).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it('whoever needs access, room for many, or a place for a man has fewer places to go to', () => {
    const wheelchair = aStory({ access: { ...aStory().access, wheelchair: 'YES' } });
    const many = aStory({ household: aHousehold({ sons: [1, 2, 3] }) });
    const man = aStory({ household: aHousehold({ applicant: { sex: 'MALE' } }) });
    expect([wheelchair, many, man, aStory()].map(needsScarcePlace)).toEqual([true, true, true, false]);
  });
});
