import { describe, expect, it } from '@jest/globals';
import type { UserId } from './ids.ts';
import { SHIFT_DAYS } from './rota.ts';
import { calendarFile, shiftsOf } from './rota-calendar.ts';

const ANN = 'ann' as UserId;
const BEA = 'bea' as UserId;
const ROTA = {
  shifts: [
    { days: SHIFT_DAYS.slice(0, 7), from: '22:00', until: '09:00', userId: ANN },
    { days: SHIFT_DAYS.slice(0, 7), from: '02:00', until: '04:00', userId: BEA },
  ],
  covers: [],
};
const SPAN = { from: new Date('2026-10-24T12:00:00Z'), until: new Date('2026-10-26T12:00:00Z') };

describe('shifts as a calendar', () => {
  it('are whole, whoever else is on call, and by London’s clocks on the night they change', () => {
    expect(shiftsOf(ROTA, ANN, SPAN)).toEqual([
      { from: new Date('2026-10-24T21:00:00Z'), until: new Date('2026-10-25T09:00:00Z') },
      { from: new Date('2026-10-25T22:00:00Z'), until: new Date('2026-10-26T09:00:00Z') },
    ]);
  });

  it('say when, and nothing of whom or where', () => {
    const file = calendarFile(shiftsOf(ROTA, BEA, SPAN).slice(0, 1), SPAN.from);
    expect(file.split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rota//EN',
      'BEGIN:VEVENT',
      'UID:on-call-20261025T020000Z-20261025T040000Z',
      'DTSTAMP:20261024T120000Z',
      'DTSTART:20261025T020000Z',
      'DTEND:20261025T040000Z',
      'SUMMARY:On call: shift',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });
});
