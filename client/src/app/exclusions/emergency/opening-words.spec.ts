import { openingRow } from './opening-words';

const now = new Date('2026-11-20T12:05:00Z');
const opening = {
  id: 'g1',
  by: 'Sam Example',
  brokenAt: '2026-11-20T12:00:00Z',
  until: '2026-11-20T12:15:00Z',
  reason: 'Nobody else answers.',
  reviewBy: '2026-11-24T12:00:00Z',
  reviewer: null,
  reviewedAt: null,
  accepted: null,
  words: null,
  mayReview: true,
};

describe('an opening in an emergency, in words', () => {
  it('says who, when, why, and by when somebody has to look at it', () => {
    const row = openingRow(opening, now);
    expect([row.by, row.when, row.reason]).toEqual([
      'Sam Example',
      'Opened 12:00 until 12:15',
      'Why: Nobody else answers.',
    ]);
    expect(row.review).toBe('Another coordinator has to look at this by 24 November at 12:00.');
  });

  it.each([
    [true, 'It was right, says Lee Park, 12:04: Agreed.'],
    [false, 'It was not right, says Lee Park, 12:04: Agreed.'],
  ])('says what was found (%s)', (accepted, expected) => {
    const reviewed = { accepted, reviewer: 'Lee Park', reviewedAt: '2026-11-20T12:04:00Z', words: 'Agreed.' };
    expect(openingRow({ ...opening, ...reviewed }, now).review).toBe(expected);
  });
});
