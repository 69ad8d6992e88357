import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { UserId } from './ids.ts';
import { type Rota, SHIFT_DAYS } from './rota.ts';
import { type ToldGap, gapAlarms, gapsAhead } from './rota-alarm.ts';

const ANN = 'ann' as UserId;
const BEA = 'bea' as UserId;
const STAFF = new Set([ANN]);
const at = (text: string): Date => new Date(text);

/** Ann from nine in the morning to ten at night, every day but Saturday and Sunday, where she has all of it. */
const ROTA: Rota = {
  shifts: [
    { days: SHIFT_DAYS.slice(0, 5), from: '09:00', until: '22:00', userId: ANN },
    { days: ['FRIDAY', 'SATURDAY', 'SUNDAY'], from: '22:00', until: '09:00', userId: ANN },
    { days: ['SATURDAY', 'SUNDAY'], from: '09:00', until: '22:00', userId: ANN },
  ],
  covers: [],
};
const look = (now: string, known: readonly ToldGap[] = [], rota = ROTA) =>
  gapAlarms({ rota, staff: STAFF, now: at(now) }, known);
const asText = (gaps: readonly ToldGap[]) => gaps.map(({ told, from }) => `${told} ${from.toISOString().slice(0, 16)}`);

describe('a gap in a rota', () => {
  it.each([
    ['more than 48 hours before: nobody', '2026-11-28T21:59:00Z', []],
    ['48 hours before: the managers', '2026-11-28T22:01:00Z', ['MANAGERS 2026-11-30T22:00']],
    [
      '12 hours before: the coordinator as well',
      '2026-11-30T10:01:00Z',
      ['MANAGERS 2026-11-30T22:00', 'MANAGERS 2026-12-01T22:00', 'COORDINATOR 2026-11-30T22:00'],
    ],
    [
      'while it runs, from its own beginning',
      '2026-12-01T03:00:00Z',
      [
        'MANAGERS 2026-11-30T22:00',
        'MANAGERS 2026-12-01T22:00',
        'MANAGERS 2026-12-02T22:00',
        'COORDINATOR 2026-11-30T22:00',
      ],
    ],
  ])('%s', (_when, now, told) => {
    expect(asText(look(now).tell)).toEqual(told);
  });

  it('is told of once to each', () => {
    const { tell } = look('2026-11-30T10:01:00Z');
    expect(look('2026-11-30T10:16:00Z', tell)).toEqual({ tell: [], forget: [] });
  });

  it('is told of again if it was filled and opens again', () => {
    const { tell } = look('2026-11-28T23:00:00Z');
    const cover = {
      id: 'c' as never,
      from: at('2026-11-30T22:00:00Z'),
      until: at('2026-12-01T09:00:00Z'),
      userId: ANN,
    };
    const filled = look('2026-11-28T23:15:00Z', tell, { ...ROTA, covers: [cover] });
    expect(filled).toEqual({ tell: [], forget: tell });
    expect(look('2026-11-28T23:30:00Z').tell).toEqual(tell);
  });

  it('is there where whoever is on call has left', () => {
    const rota = { ...ROTA, shifts: ROTA.shifts.map((shift) => ({ ...shift, userId: BEA })) };
    expect(gapsAhead({ rota, staff: STAFF, now: at('2026-11-28T12:00:00Z') }, 1)).toHaveLength(1);
  });

  it('is none where no rota is kept', () => {
    expect(gapsAhead({ rota: { shifts: [], covers: [] }, staff: STAFF, now: at('2026-11-28T12:00:00Z') }, 48)).toEqual(
      [],
    );
  });

  it('is told of once however often and in whatever steps time is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 40 }), (steps) => {
        let now = Date.parse('2026-11-27T12:00:00Z');
        let known: readonly ToldGap[] = [];
        const all: string[] = [];
        for (const minutes of steps) {
          now += minutes * 60_000;
          const { tell, forget } = gapAlarms({ rota: ROTA, staff: STAFF, now: new Date(now) }, known);
          all.push(...asText(tell));
          known = [...known.filter((one) => !forget.includes(one)), ...tell];
        }
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});
