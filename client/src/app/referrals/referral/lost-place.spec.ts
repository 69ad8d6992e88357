import type { ReferralQuery } from '../../api/generated';
import { lostPlace } from './lost-place';

type Requests = NonNullable<ReferralQuery['referral']>['requests'];

const taken = (...times: readonly (string | null)[]): Requests =>
  times.map((takenBackAt) => ({ takenBackAt })) as unknown as Requests;

describe('a place that was taken back', () => {
  it('is said with its time while they look for another, the last one first', () => {
    const requests = taken('2026-11-20T21:00:00Z', null, '2026-11-19T08:00:00Z');
    expect(lostPlace({ status: 'SEEKING', requests })).toMatch(/offered: 20 November 2026, 21:00\. If the survivor/);
  });

  it.each(['OFFERED', 'AGREED', 'ARRIVED', 'WITHDRAWN'] as const)('is not said of one that is %s', (status) => {
    expect(lostPlace({ status, requests: taken('2026-11-20T21:00:00Z') })).toBe('');
  });

  it('is not said where nothing was taken back', () => {
    expect(lostPlace({ status: 'SEEKING', requests: taken(null) })).toBe('');
  });
});
