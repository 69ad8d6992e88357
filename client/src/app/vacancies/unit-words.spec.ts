import type { OwnUnitFragment } from '../api/generated';
import { dayErrors } from './day-errors';
import { detailsOf, needsConfirming, totalsInWords, unitInWords } from './unit-words';

const UNIT: OwnUnitFragment = {
  id: 'u',
  service: { id: 's', name: 'Rowan' },
  label: 'Room 4',
  kind: 'SHARED_FLAT',
  adultBeds: 1,
  childBeds: 1,
  cots: 0,
  foldOutBeds: 0,
  status: 'AVAILABLE',
  lastConfirmedAt: '2026-11-21T14:02:00Z',
  freshness: 'FRESH',
  heldUntil: null,
  heldForReference: null,
  placement: null,
  outOfUseReason: null,
  expectedBack: null,
};
const STAY = {
  id: 'p',
  reference: 'KT-42',
  arrivedOn: '2026-11-01',
  leavingOn: null,
  leftOn: null,
  actions: [],
  rev: 1,
};

describe('a space in a list', () => {
  it('says for which referral it is kept, and until when', () => {
    const held = { ...UNIT, status: 'HELD', heldUntil: '2026-11-21T23:00:00Z', heldForReference: 'KT-42' } as const;
    expect(unitInWords(held)).toMatchObject({ details: ['For KT-42'], heldUntil: '2026-11-21T23:00:00Z' });
  });

  it('says no time for a promised one: it no longer runs out', () => {
    const reserved = {
      ...UNIT,
      status: 'RESERVED',
      heldUntil: '2026-11-21T23:00:00Z',
      heldForReference: 'KT-42',
    } as const;
    expect(unitInWords(reserved).heldUntil).toBeNull();
  });

  it('says since when somebody stays, and when they leave', () => {
    const unit = { ...UNIT, status: 'NOTICE', placement: { ...STAY, leavingOn: '2026-12-05' } } as const;
    expect(detailsOf(unit)).toEqual(['KT-42, since 1 November 2026', 'Leaves on 5 December 2026']);
  });

  it('says why it is out of use, and that nobody knows for how long', () => {
    const unit = { ...UNIT, status: 'OUT_OF_SERVICE', outOfUseReason: 'DEEP_CLEAN' } as const;
    expect(detailsOf(unit)).toEqual(['Deep clean', 'No day of return said']);
  });

  it('asks to confirm only what shows a vacancy', () => {
    expect(needsConfirming(UNIT)).toBe(true);
    expect(unitInWords({ ...UNIT, status: 'OCCUPIED' }).confirmed).toBeUndefined();
  });

  it('is counted by its state, and no free space is said too', () => {
    expect(totalsInWords([UNIT, { ...UNIT, status: 'OCCUPIED' }, UNIT])).toBe('2 free, 1 occupied');
    expect(totalsInWords([{ status: 'OCCUPIED' }])).toBe('0 free, 1 occupied');
  });
});

describe('a day', () => {
  it.each([
    ['', {}, 0],
    ['', { required: true }, 1],
    ['NOT_A_DAY', {}, 1],
    ['2026-11-20', { from: '2026-11-21' }, 1],
    ['2026-11-21', { from: '2026-11-21', until: '2026-11-21' }, 0],
    ['2026-11-22', { until: '2026-11-21' }, 1],
  ])('“%s” within %o has %i errors', (day, limits, errors) => {
    expect(dayErrors('leftOn', day, limits)).toHaveLength(errors);
  });
});
