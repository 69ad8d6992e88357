import { describe, expect, it } from '@jest/globals';
import { PRIORITIES } from './codes.ts';
import { HOLD_STATUSES } from './hold.ts';
import { CLOSED_STATUSES, REFERRAL_STATUSES } from './referral.ts';
import { inReplaceOrder, lossOf, neededAgain, standingOf } from './replacing.ts';

describe('what a household lost', () => {
  it.each(HOLD_STATUSES)('with a hold that is %s', (status) => {
    const kept = status === 'HELD';
    expect(lossOf({ status, offered: false })).toBe(kept ? 'KEPT' : 'AGREED');
    expect(lossOf({ status, offered: true })).toBe(kept ? 'OFFERED' : 'AGREED');
  });
});

describe('how it stands with a household', () => {
  it.each(REFERRAL_STATUSES)('that lives in what has to be given up, whatever its referral says: %s', (status) => {
    expect(standingOf(status, true)).toBe('LIVES_THERE');
  });

  it('that has arrived elsewhere, or whose referral has ended, is over', () => {
    for (const status of ['ARRIVED', 'DRAFT', ...CLOSED_STATUSES] as const)
      expect([status, standingOf(status, false)]).toEqual([status, 'OVER']);
  });

  it.each([
    ['SUBMITTED', 'LOOKING'],
    ['SEEKING', 'LOOKING'],
    ['INFO_NEEDED', 'LOOKING'],
    ['PAUSED_SAFE_CONTACT', 'LOOKING'],
    ['NO_SHOW', 'LOOKING'],
    ['OFFERED', 'OFFERED'],
    ['AGREED', 'AGREED'],
  ] as const)('that is %s is %s', (status, standing) => {
    expect(standingOf(status, false)).toBe(standing);
  });
});

describe('the list of those to be placed again', () => {
  it('needs a place tonight for whoever has lost a home, and for others as soon as they needed it before', () => {
    for (const { code } of PRIORITIES) {
      expect(neededAgain('HOME', code)).toBe('P1_TONIGHT');
      for (const loss of ['AGREED', 'OFFERED', 'KEPT'] as const) expect(neededAgain(loss, code)).toBe(code);
    }
  });

  it('has the most urgent first, then whoever lost their place first, then by reference', () => {
    const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 20, hour));
    const rows = [
      { reference: 'WOR-3', needs: 'P2_24H', lostAt: at(1) },
      { reference: 'WOR-2', needs: 'P1_TONIGHT', lostAt: at(3) },
      { reference: 'WOR-1', needs: 'P1_TONIGHT', lostAt: at(3) },
      { reference: 'WOR-4', needs: 'P1_TONIGHT', lostAt: at(2) },
    ] as const;
    expect(inReplaceOrder(rows).map(({ reference }) => reference)).toEqual(['WOR-4', 'WOR-1', 'WOR-2', 'WOR-3']);
  });
});
