import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, civilDateAt, parseCivilDate, startOfDay, type CivilDate } from './calendar.ts';
import type { UserId } from './ids.ts';
import { CLOSED_STATUSES, OPEN_STATUSES } from './referral.ts';
import { erasing, isReviewDue, isToErase, placeLegalHold } from './retention.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};
const BEGUN = new Date('2026-01-05T09:00:00Z');

describe('how long a story is kept', () => {
  it.each([
    // What closes during a day is kept for the whole of its time, to a local midnight.
    ['WITHDRAWN', '2026-03-10T15:00:00Z', 'NOT_PLACED', '2026-09-11'],
    ['UNMET', '2026-08-31T10:00:00Z', 'NOT_PLACED', '2027-03-01'],
    ['TRANSFERRED', '2026-02-28T10:00:00Z', 'NOT_PLACED', '2026-08-29'],
    ['MERGED', '2026-03-10T15:00:00Z', 'NOT_PLACED', '2026-09-11'],
    // Half past eleven at night in London is already the next day there in summer.
    ['WITHDRAWN', '2026-06-30T23:30:00Z', 'NOT_PLACED', '2027-01-02'],
    ['PLACED', '2026-02-28T12:00:00Z', 'PLACED', '2027-03-01'],
    ['PLACED', '2028-02-29T12:00:00Z', 'PLACED', '2029-03-01'],
  ] as const)('%s, closed at %s: %s, from the beginning of %s', (status, closedAt, rule, from) => {
    const due = erasing({ status, createdAt: BEGUN, closedAt: new Date(closedAt) });
    expect(due).toEqual({ rule, from: startOfDay(day(from)) });
  });

  it('a draft is kept for seven days after it was last saved, or begun', () => {
    const draft = { status: 'DRAFT', createdAt: BEGUN } as const;
    expect(erasing(draft)).toEqual({ rule: 'DRAFT', from: startOfDay(day('2026-01-13')) });
    const saved = { ...draft, draftSavedAt: new Date('2026-01-09T22:00:00Z') };
    expect(erasing(saved)).toEqual({ rule: 'DRAFT', from: startOfDay(day('2026-01-17')) });
  });

  it.each(OPEN_STATUSES.filter((status) => status !== 'DRAFT'))('while it is %s, for ever', (status) => {
    expect(erasing({ status, createdAt: BEGUN, closedAt: BEGUN })).toBeNull();
    expect(isToErase({ status, createdAt: BEGUN }, new Date('2126-01-01'))).toBe(false);
  });

  it('never less than the whole of its time, and never a day more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLOSED_STATUSES),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2034-01-01'), noInvalidDate: true }),
        (status, closedAt) => {
          const due = erasing({ status, createdAt: BEGUN, closedAt });
          const whole = addMonths(civilDateAt(closedAt), status === 'PLACED' ? 12 : 6);
          expect(due?.from.getTime()).toBeGreaterThan(startOfDay(whole).getTime());
          expect(due?.from).toEqual(startOfDay(addDays(whole, 1)));
          const kept = { status, createdAt: BEGUN, closedAt };
          const at = (ms: number): boolean => isToErase(kept, new Date((due?.from.getTime() ?? 0) + ms));
          expect([at(-1), at(0)]).toEqual([false, true]);
        },
      ),
    );
  });
});

describe('a legal hold', () => {
  const NOW = new Date('2026-11-26T10:00:00Z');
  const by = 'b3c1f2f0-7a44-4d0c-9d53-0f7f0f6a9d11' as UserId;
  const wish = (reason: string, reviewOn: string) => ({ reason, reviewOn: day(reviewOn), placedBy: by });

  it('keeps a story whose time is long over', () => {
    const hold = placeLegalHold(wish('COURT', '2027-02-01'), { erased: false }, NOW);
    if (!hold.allowed) throw new Error(hold.reason);
    expect(hold.value).toEqual({ reason: 'COURT', reviewOn: '2027-02-01', placedBy: by, placedAt: NOW });
    const old = { status: 'UNMET', createdAt: BEGUN, closedAt: BEGUN } as const;
    expect(isToErase(old, NOW)).toBe(true);
    expect(isToErase({ ...old, legalHold: hold.value }, new Date('2040-01-01'))).toBe(false);
  });

  it.each([
    ['COURT', '2026-11-26', 'REVIEW_DAY', 'reviewOn'],
    ['COURT', '2027-11-27', 'REVIEW_DAY', 'reviewOn'],
    ['BECAUSE', '2027-02-01', 'REASON_NEEDED', 'reason'],
  ])('for %s to be looked at on %s is refused: %s', (reason, reviewOn, code, field) => {
    expect(placeLegalHold(wish(reason, reviewOn), { erased: false }, NOW)).toEqual({
      allowed: false,
      reason: code,
      field,
    });
  });

  it('is looked at again at the latest a year later, and from that day on', () => {
    const hold = placeLegalHold(wish('COMPLAINT', '2027-11-26'), { erased: false }, NOW);
    if (!hold.allowed) throw new Error(hold.reason);
    const eve = startOfDay(day('2027-11-26')).getTime() - 1;
    expect([isReviewDue(hold.value, new Date(eve)), isReviewDue(hold.value, new Date(eve + 1))]).toEqual([false, true]);
  });

  it('keeps nothing that is gone', () => {
    const late = placeLegalHold(wish('COURT', '2027-02-01'), { erased: true }, NOW);
    expect(late).toMatchObject({ reason: 'NOTHING_LEFT_TO_KEEP' });
  });
});
