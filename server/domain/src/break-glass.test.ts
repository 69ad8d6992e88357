import { describe, expect, it } from '@jest/globals';
import { type Breaking, breakGlass, reviewGlass } from './break-glass.ts';
import type { UserId } from './ids.ts';

// A Friday noon: two working days later is Tuesday.
const now = new Date('2026-11-20T12:00:00Z');
const breaking: Breaking = {
  sight: { sees: 'OUTLINE', because: 'RESTRICTED' },
  reason: 'She is at the door and nobody else answers.',
  elevatedAt: now,
};

describe('opening a restricted referral in an emergency', () => {
  it('lasts a quarter of an hour, and is to be looked at within two working days', () => {
    expect(breakGlass(breaking, now)).toEqual({
      allowed: true,
      value: { until: new Date('2026-11-20T12:15:00Z'), reviewBy: new Date('2026-11-24T12:00:00Z') },
    });
  });

  it.each<[string, Partial<Breaking>, string]>([
    ['what one sees anyway', { sight: { sees: 'ALL' } }, 'GLASS_NOT_NEEDED'],
    ['what is hidden altogether', { sight: { sees: 'NOTHING', because: 'PERSON' } }, 'GLASS_NOT_NEEDED'],
    ['without a reason', { reason: ' ' }, 'FIELD_REQUIRED'],
    ['with a book for a reason', { reason: 'a'.repeat(501) }, 'FIELD_TOO_LONG'],
    ['without proving who one is', { elevatedAt: undefined }, 'STEP_UP_NEEDED'],
    ['with a proof that is old', { elevatedAt: new Date('2026-11-20T11:55:00Z') }, 'STEP_UP_NEEDED'],
  ])('is refused for %s', (_what, part, reason) => {
    expect(breakGlass({ ...breaking, ...part }, now)).toMatchObject({ allowed: false, reason });
  });
});

describe('looking at it afterwards', () => {
  const [breaker, other, third] = ['breaker' as UserId, 'other' as UserId, 'third' as UserId];

  it('is for another coordinator, once, in words', () => {
    expect(reviewGlass({ userId: breaker }, other, 'It was needed.').allowed).toBe(true);
    expect(reviewGlass({ userId: breaker }, breaker, 'It was needed.')).toMatchObject({ reason: 'REVIEW_BY_ANOTHER' });
    expect(reviewGlass({ userId: breaker }, other, '')).toMatchObject({ reason: 'FIELD_REQUIRED', field: 'words' });
    expect(reviewGlass({ userId: breaker, reviewedBy: third }, other, 'No.')).toMatchObject({
      reason: 'CHANGED_MEANWHILE',
    });
  });
});
