import { describe, expect, it } from '@jest/globals';
import type { CoverId, UserId } from './ids.ts';
import { type Cover, type Rota, type Shift } from './rota.ts';
import { addCover, checkPattern, removeCover } from './rota-check.ts';

const ANN = 'ann' as UserId;
const BEA = 'bea' as UserId;
const GONE = 'gone' as UserId;
const STAFF = new Set([ANN, BEA]);
const NOW = new Date('2026-11-20T12:00:00Z');

const aShift = (change: Partial<Shift> = {}): Shift => ({
  days: ['MONDAY'],
  from: '22:00',
  until: '09:00',
  userId: ANN,
  ...change,
});

describe('a weekly pattern', () => {
  it.each([
    ['no day', aShift({ days: [] }), 'ROTA_DAYS'],
    ['a time that is none', aShift({ from: '24:00' }), 'TIME_NOT_REAL'],
    ['no hours', aShift({ until: '22:00' }), 'ROTA_HOURS'],
    ['somebody who does not answer for the service', aShift({ userId: GONE }), 'ROTA_PERSON'],
  ])('is refused with %s, and the line is named', (_what, wrong, reason) => {
    const fine = aShift({ days: ['FRIDAY'] });
    expect(checkPattern([fine, wrong], STAFF)).toEqual({ allowed: false, reason, field: 'shifts.1' });
  });

  it.each([
    ['the same night', aShift({ from: '23:00', until: '01:00' }), true],
    ['the morning after', aShift({ days: ['TUESDAY'], from: '08:00', until: '12:00' }), true],
    ['straight after', aShift({ days: ['TUESDAY'], from: '09:00', until: '12:00' }), false],
    ['for another person', aShift({ userId: BEA }), false],
    ['on bank holidays, which take the place of the weekday', aShift({ days: ['BANK_HOLIDAY'] }), false],
  ])('of a person who has two shifts: %s', (_when, other, isRefused) => {
    const decision = checkPattern([aShift(), other], STAFF);
    expect(decision.allowed ? false : decision.reason === 'ROTA_OVERLAP').toBe(isRefused);
  });

  it('of Sunday night reaches into Monday', () => {
    const monday = aShift({ from: '08:00', until: '12:00' });
    expect(checkPattern([monday, aShift({ days: ['SUNDAY'] })], STAFF)).toMatchObject({ reason: 'ROTA_OVERLAP' });
  });

  it('is kept with its days in order, each once', () => {
    const days = ['SUNDAY', 'MONDAY', 'SUNDAY'] as const;
    expect(checkPattern([aShift({ days })], STAFF)).toEqual({
      allowed: true,
      value: [aShift({ days: ['MONDAY', 'SUNDAY'] })],
    });
  });

  it('may be empty, and may not be endless', () => {
    expect(checkPattern([], STAFF)).toEqual({ allowed: true, value: [] });
    expect(
      checkPattern(
        Array.from({ length: 43 }, () => aShift()),
        STAFF,
      ),
    ).toMatchObject({ reason: 'ROTA_TOO_LONG' });
  });
});

const aCover = (change: Partial<Cover> = {}): Cover => ({
  id: 'one' as CoverId,
  from: new Date('2026-11-20T22:00:00Z'),
  until: new Date('2026-11-21T09:00:00Z'),
  userId: BEA,
  insteadOf: ANN,
  ...change,
});
const { insteadOf: _nobody, ...IN_ADDITION } = aCover();
const ROTA: Rota = { shifts: [aShift()], covers: [] };
const FACTS = { staff: STAFF, now: NOW };

describe('a cover', () => {
  it.each([
    ['that ends before it begins', aCover({ until: new Date('2026-11-20T21:00:00Z') }), 'COVER_END'],
    ['that is over', aCover({ from: new Date('2026-11-01T00:00:00Z'), until: NOW }), 'COVER_END'],
    ['of more than a month', aCover({ until: new Date('2026-12-22T22:00:00Z') }), 'COVER_TOO_LONG'],
    ['by somebody of another service', aCover({ userId: GONE }), 'ROTA_PERSON'],
    ['instead of nobody we know', aCover({ insteadOf: GONE }), 'ROTA_PERSON'],
    ['for oneself', aCover({ insteadOf: BEA }), 'COVER_FOR_ONESELF'],
  ])('%s is refused', (_what, cover, reason) => {
    expect(addCover(ROTA, cover, FACTS)).toMatchObject({ allowed: false, reason });
  });

  it('needs a pattern to change', () => {
    expect(addCover({ shifts: [], covers: [] }, aCover(), FACTS)).toMatchObject({ reason: 'ROTA_EMPTY' });
  });

  it('may stand in for somebody who has left and is still in the pattern', () => {
    const rota = { ...ROTA, shifts: [aShift({ userId: GONE })] };
    expect(addCover(rota, aCover({ insteadOf: GONE }), FACTS).allowed).toBe(true);
  });

  it.each([
    ['again for the same person', aCover(), true],
    ['for the cover itself', aCover({ userId: ANN, insteadOf: BEA }), false],
    ['in addition', IN_ADDITION, false],
    [
      'straight after',
      aCover({ from: new Date('2026-11-21T09:00:00Z'), until: new Date('2026-11-21T10:00:00Z') }),
      false,
    ],
  ])('beside another at that time, %s', (_what, cover, isRefused) => {
    const decision = addCover({ ...ROTA, covers: [aCover()] }, cover, FACTS);
    expect(decision.allowed ? false : decision.reason === 'COVER_OVERLAP').toBe(isRefused);
  });

  it('is added last, and those over for a month are forgotten', () => {
    const old = aCover({ from: new Date('2026-10-01T22:00:00Z'), until: new Date('2026-10-02T09:00:00Z') });
    const decision = addCover({ ...ROTA, covers: [old] }, aCover(), FACTS);
    expect(decision.allowed && decision.value.covers).toEqual([aCover()]);
  });

  it('goes once', () => {
    const rota = { ...ROTA, covers: [aCover()] };
    expect(removeCover(rota, 'one' as CoverId)).toEqual({ allowed: true, value: ROTA });
    expect(removeCover(ROTA, 'one' as CoverId)).toMatchObject({ reason: 'CHANGED_MEANWHILE' });
  });
});
