import { describe, expect, it } from '@jest/globals';
import { CALL_OUTCOMES, checkNumber, isAlarming, isNumberOld } from './call-back.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

describe('a number to ring back', () => {
  it.each(['01632 960201', '+44 1632 960 201', '(01632) 960201', '  01632960201 '])('%s can be one', (number) => {
    expect(checkNumber({ number, source: 'DIRECTORY' }, NOW)).toEqual({
      allowed: true,
      value: { number: number.trim(), source: 'DIRECTORY', checkedAt: NOW },
    });
  });

  it.each(['', '999', '01632-960201', '01632 960201 ext. 4', '0'.repeat(21), '01632\n960201'])(
    '%j is none',
    (number) => {
      expect(checkNumber({ number, source: 'DIRECTORY' }, NOW)).toMatchObject({
        reason: 'NUMBER_FORMAT',
        field: 'number',
      });
    },
  );

  it('comes from somewhere, and never from a caller', () => {
    for (const source of ['', 'CALLER']) {
      expect(checkNumber({ number: '01632 960201', source }, NOW)).toMatchObject({ reason: 'REASON_NEEDED' });
    }
  });

  it('is old after more than 365 times 24 hours', () => {
    const kept = { number: '01632 960201', source: 'DIRECTORY', checkedAt: NOW };
    const later = (ms: number) => new Date(NOW.getTime() + 365 * 86_400_000 + ms);
    expect([isNumberOld(kept, later(0)), isNumberOld(kept, later(1))]).toEqual([false, true]);
  });
});

it('everything but a caller who is known there is alarming', () => {
  expect(CALL_OUTCOMES.filter(({ code }) => isAlarming(code)).map(({ code }) => code)).toEqual([
    'NOT_KNOWN',
    'NO_CALL_BACK',
  ]);
});
