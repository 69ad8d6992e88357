import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CivilDate, firstInstant, timeOfDayAt } from './calendar.ts';
import type { CoverId, UserId } from './ids.ts';
import { type Cover, type Rota, SHIFT_DAYS, type Shift, gapsIn, onCallAt, onCallState, rosterIn } from './rota.ts';

const ANN = 'ann' as UserId;
const BEA = 'bea' as UserId;
const CAT = 'cat' as UserId;
const WEEK = SHIFT_DAYS.slice(0, 7);

const aShift = (from: string, until: string, userId: UserId, days: Shift['days'] = WEEK): Shift => ({
  days,
  from,
  until,
  userId,
});
const aCover = (from: string, until: string, userId: UserId, insteadOf?: UserId): Cover => ({
  id: `${from}-${userId}` as CoverId,
  from: new Date(from),
  until: new Date(until),
  userId,
  ...(insteadOf && { insteadOf }),
});
const aRota = (shifts: readonly Shift[], covers: readonly Cover[] = []): Rota => ({ shifts, covers });
const at = (text: string): Date => new Date(text);
const asText = (stretches: readonly { from: Date; until: Date }[]): readonly string[] =>
  stretches.map(({ from, until }) => `${from.toISOString().slice(0, 16)} to ${until.toISOString().slice(0, 16)}`);

const NIGHTS = aRota([aShift('22:00', '09:00', ANN)]);
/** Bea has the bank holidays from nine in the morning round to nine; Ann every night. */
const WITH_HOLIDAYS = aRota([
  aShift('22:00', '09:00', ANN),
  aShift('09:00', '21:00', BEA, ['BANK_HOLIDAY']),
  aShift('21:00', '09:00', BEA, ['BANK_HOLIDAY']),
]);

describe('who is on call', () => {
  it.each([
    ['as the shift begins', '2026-11-20T22:00:00Z', [ANN]],
    ['a minute before', '2026-11-20T21:59:00Z', []],
    ['past midnight', '2026-11-21T03:00:00Z', [ANN]],
    ['as it ends', '2026-11-21T09:00:00Z', []],
    ['in summer by London’s clocks', '2026-07-01T21:00:00Z', [ANN]],
  ])('%s', (_when, instant, people) => {
    expect(onCallAt(NIGHTS, at(instant))).toEqual(people);
  });

  it.each([
    ['the night before runs into the morning of Good Friday', '2027-03-26T08:59:00Z', [ANN]],
    ['Good Friday by day', '2027-03-26T12:00:00Z', [BEA]],
    ['Good Friday by night: in place of the Friday shift', '2027-03-26T23:00:00Z', [BEA]],
    ['the Saturday after', '2027-03-27T23:00:00Z', [ANN]],
    ['Easter Monday, after the clocks have changed', '2027-03-29T09:00:00Z', [BEA]],
    ['Easter Monday by night', '2027-03-29T22:30:00Z', [BEA]],
    ['the Tuesday after', '2027-03-30T12:00:00Z', []],
  ])('on bank holidays: %s', (_when, instant, people) => {
    expect(onCallAt(WITH_HOLIDAYS, at(instant))).toEqual(people);
  });

  it('is whoever has the weekday where the rota says nothing of bank holidays', () => {
    expect(onCallAt(NIGHTS, at('2027-03-26T23:00:00Z'))).toEqual([ANN]);
  });

  it('is by other holidays where others are given', () => {
    expect(onCallAt(WITH_HOLIDAYS, at('2027-03-23T12:00:00Z'), new Set(['2027-03-23']))).toEqual([BEA]);
  });

  it.each([
    ['instead', [aCover('2026-11-20T22:00:00Z', '2026-11-21T02:00:00Z', BEA, ANN)], [BEA]],
    ['in addition', [aCover('2026-11-20T22:00:00Z', '2026-11-21T02:00:00Z', BEA)], [ANN, BEA]],
    [
      'instead of somebody who was not on',
      [aCover('2026-11-20T22:00:00Z', '2026-11-21T02:00:00Z', BEA, CAT)],
      [ANN, BEA],
    ],
    [
      'for a cover',
      [
        aCover('2026-11-20T22:00:00Z', '2026-11-21T02:00:00Z', BEA, ANN),
        aCover('2026-11-20T23:00:00Z', '2026-11-21T02:00:00Z', CAT, BEA),
      ],
      [CAT],
    ],
  ])('a cover wins over the pattern: %s', (_how, covers, people) => {
    const rota = aRota(NIGHTS.shifts, covers);
    expect(onCallAt(rota, at('2026-11-21T01:00:00Z'))).toEqual(people);
    expect(onCallAt(rota, at('2026-11-21T02:00:00Z'))).toEqual([ANN]);
  });
});

describe('the nights on which clocks change', () => {
  // Spring: 01:00 GMT is 02:00 BST, the hour from one never is. Autumn: 01:00 to 01:59 is twice.
  const HALVES = aRota([aShift('22:00', '01:30', ANN), aShift('01:30', '09:00', BEA)]);

  it.each([
    ['2027-03-28T00:59:00Z', [ANN]],
    ['2027-03-28T01:00:00Z', [BEA]],
    ['2027-03-28T07:59:00Z', [BEA]],
    ['2027-03-28T08:00:00Z', []],
    ['2026-10-25T00:29:00Z', [ANN]],
    ['2026-10-25T00:30:00Z', [BEA]],
    // Half past one for the second time: still Bea, and no gap or double between.
    ['2026-10-25T01:30:00Z', [BEA]],
    ['2026-10-25T08:59:00Z', [BEA]],
    ['2026-10-25T09:00:00Z', []],
  ])('at %s', (instant, people) => {
    expect(onCallAt(HALVES, at(instant))).toEqual(people);
  });

  it('a shift within the hour that never is, is nobody’s; within the hour that is twice it is once', () => {
    const short = aRota([aShift('01:15', '01:45', ANN)]);
    const gaps = (day: string) => asText(gapsIn(short, at(`${day}T00:00:00Z`), at(`${day}T03:00:00Z`)));
    expect(gaps('2027-03-28')).toEqual(['2027-03-28T00:00 to 2027-03-28T03:00']);
    expect(gaps('2026-10-25')).toEqual([
      '2026-10-25T00:00 to 2026-10-25T00:15',
      '2026-10-25T00:45 to 2026-10-25T03:00',
    ]);
  });

  it('a night of eleven hours by the clock lasts ten in spring and twelve in autumn', () => {
    const hours = (from: string) => {
      const [night] = rosterIn(NIGHTS, { from: at(from), until: at(`${from.slice(0, 8)}29T21:00:00Z`) });
      return night && (night.until.getTime() - night.from.getTime()) / 3_600_000;
    };
    expect(hours('2027-03-27T22:00:00Z')).toBe(10);
    expect(hours('2026-10-24T21:00:00Z')).toBe(12);
  });
});

describe('gaps', () => {
  it('are the spans in which nobody is on call and the office is closed', () => {
    expect(asText(gapsIn(NIGHTS, at('2026-11-20T12:00:00Z'), at('2026-11-22T08:00:00Z')))).toEqual([
      '2026-11-20T17:00 to 2026-11-20T22:00',
      '2026-11-21T09:00 to 2026-11-21T22:00',
    ]);
  });

  it('are the weekend and the bank holiday where somebody is on call at night alone', () => {
    const nights = aRota([aShift('17:00', '09:00', ANN)]);
    expect(asText(gapsIn(nights, at('2026-12-24T12:00:00Z'), at('2026-12-29T12:00:00Z')))).toEqual([
      '2026-12-25T09:00 to 2026-12-25T17:00',
      '2026-12-26T09:00 to 2026-12-26T17:00',
      '2026-12-27T09:00 to 2026-12-27T17:00',
      '2026-12-28T09:00 to 2026-12-28T17:00',
    ]);
  });

  it('count whoever has left as nobody', () => {
    const staff = new Set([BEA]);
    expect(asText(gapsIn(NIGHTS, at('2026-11-20T21:00:00Z'), at('2026-11-21T08:00:00Z'), { staff }))).toEqual([
      '2026-11-20T21:00 to 2026-11-21T08:00',
    ]);
  });

  it('are everything where there is no rota, and nothing in an empty span', () => {
    expect(gapsIn(aRota([]), at('2026-11-20T12:00:00Z'), at('2026-11-21T12:00:00Z'))).toHaveLength(1);
    expect(gapsIn(aRota([]), at('2026-11-20T12:00:00Z'), at('2026-11-20T12:00:00Z'))).toEqual([]);
  });
});

describe('what may be said to others', () => {
  it.each([
    [
      'somebody, until the shift ends',
      NIGHTS,
      '2026-11-20T23:00:00Z',
      { isSomebody: true, until: at('2026-11-21T09:00:00Z') },
    ],
    [
      'nobody, until the next begins',
      NIGHTS,
      '2026-11-20T17:00:00Z',
      { isSomebody: false, until: at('2026-11-20T22:00:00Z') },
    ],
    [
      'somebody, as long as the office is open',
      NIGHTS,
      '2026-11-20T12:00:00Z',
      { isSomebody: true, until: at('2026-11-20T17:00:00Z') },
    ],
    [
      'somebody, through a change of people',
      aRota([aShift('22:00', '02:00', ANN), aShift('02:00', '09:00', BEA)]),
      '2026-11-20T23:00:00Z',
      { isSomebody: true, until: at('2026-11-21T09:00:00Z') },
    ],
    [
      'no end within the week',
      aRota([aShift('09:00', '21:00', ANN), aShift('21:00', '09:00', BEA)]),
      '2026-11-20T23:00:00Z',
      { isSomebody: true },
    ],
  ])('%s', (_what, rota, now, state) => {
    expect(onCallState(rota, at(now))).toEqual(state);
  });

  it('nothing where no rota is kept', () => {
    expect(onCallState(null, at('2026-11-20T23:00:00Z'))).toBeUndefined();
    expect(onCallState(aRota([]), at('2026-11-20T23:00:00Z'))).toBeUndefined();
  });
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const shift = fc
  .record({
    days: fc.subarray([...SHIFT_DAYS], { minLength: 1 }),
    from: time,
    until: time,
    userId: fc.constantFrom(ANN, BEA, CAT),
  })
  .filter(({ from, until }) => from !== until);
// Around both changes of the clocks, and round Easter.
const instant = fc
  .tuple(
    fc.constantFrom('2026-10-24T00:00:00Z', '2027-03-25T00:00:00Z', '2026-12-24T00:00:00Z'),
    fc.integer({ min: 0, max: 6 * 96 }),
  )
  .map(([day, quarters]) => new Date(Date.parse(day) + quarters * 900_000));
const cover = fc
  .record({
    from: instant,
    hours: fc.integer({ min: 1, max: 30 }),
    userId: fc.constantFrom(ANN, BEA, CAT),
    insteadOf: fc.constantFrom(undefined, ANN, BEA, CAT),
  })
  .map(
    ({ from, hours, userId, insteadOf }): Cover => ({
      id: `${from.getTime()}` as CoverId,
      from,
      until: new Date(from.getTime() + hours * 3_600_000),
      userId,
      ...(insteadOf && insteadOf !== userId && { insteadOf }),
    }),
  );
const rota = fc.record({ shifts: fc.array(shift, { maxLength: 5 }), covers: fc.array(cover, { maxLength: 3 }) });

describe('a rota at any instant', () => {
  it('says the same asked for an instant and for a span round it', () => {
    fc.assert(
      fc.property(rota, instant, instant, (any, a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a];
        const stretches = rosterIn(any, { from, until });
        for (const { from: start, people } of stretches) expect(onCallAt(any, start)).toEqual(people);
        const middle = new Date((from.getTime() + until.getTime()) / 2);
        const round = stretches.find((one) => one.from <= middle && middle < one.until);
        expect(round?.people ?? onCallAt(any, middle)).toEqual(onCallAt(any, middle));
      }),
    );
  });

  it('has no holes and no overlaps in its stretches', () => {
    fc.assert(
      fc.property(rota, instant, (any, from) => {
        const until = new Date(from.getTime() + 3 * 86_400_000);
        const stretches = rosterIn(any, { from, until });
        expect(stretches[0]?.from).toEqual(from);
        expect(stretches.at(-1)?.until).toEqual(until);
        for (const [index, one] of stretches.slice(1).entries()) expect(one.from).toEqual(stretches[index]?.until);
      }),
    );
  });

  it('two shifts that follow each other round the clock never leave anybody without', () => {
    fc.assert(
      fc.property(time, time, instant, (one, other, from) => {
        fc.pre(one !== other);
        const round = aRota([aShift(one, other, ANN), aShift(other, one, BEA)]);
        expect(gapsIn(round, from, new Date(from.getTime() + 4 * 86_400_000))).toEqual([]);
      }),
    );
  });
});

describe('the first instant of a time', () => {
  it.each(['01:00', '01:30', '01:59', '02:00'])('%s in spring is the moment the clocks skip it', (text) => {
    const first = firstInstant('2027-03-28' as CivilDate, text);
    expect(first.toISOString()).toBe('2027-03-28T01:00:00.000Z');
    expect(timeOfDayAt(first)).toBe('02:00');
  });
});
