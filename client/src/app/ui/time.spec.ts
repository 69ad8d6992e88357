import { clockTime, count, dayAndTime, dayInWords, duration } from './time';

const at = (text: string): Date => new Date(text);

describe('time in words', () => {
  it('is told in Europe/London, summer and winter', () => {
    expect([clockTime(at('2026-07-01T09:05:00Z')), clockTime(at('2026-12-01T09:05:00Z'))]).toEqual(['10:05', '09:05']);
  });

  it.each([
    ['2026-11-21T14:02:00Z', '14:02'],
    ['2026-11-20T23:59:00Z', 'yesterday at 23:59'],
    ['2026-11-22T00:01:00Z', 'tomorrow at 00:01'],
    ['2026-11-03T10:00:00Z', '3 November at 10:00'],
  ])('%s is %s', (instant, words) => {
    expect(dayAndTime(at(instant), at('2026-11-21T16:00:00Z'))).toBe(words);
  });

  it('knows yesterday on the day the clocks go back', () => {
    expect(dayAndTime(at('2026-10-24T22:30:00Z'), at('2026-10-25T23:30:00Z'))).toBe('yesterday at 23:30');
  });

  it.each([
    [30_000, 'less than a minute'],
    [60_000, '1 minute'],
    [72 * 60_000, '1 hour 12 minutes'],
    [14 * 3_600_000 + 60_000, '14 hours'],
    [50 * 3_600_000, '2 days'],
    [-1, 'less than a minute'],
  ])('%i ms are %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it('says one thing and several things', () => {
    expect([count(1, 'child', 'children'), count(2, 'child', 'children')]).toEqual(['1 child', '2 children']);
  });

  it('says a day in full', () => {
    expect(dayInWords('2026-11-21')).toBe('21 November 2026');
  });
});
