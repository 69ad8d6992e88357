import { countdownText, milestone } from './countdown-text';

const MINUTE = 60_000;

describe('countdown', () => {
  it.each([
    [72 * MINUTE, '1 h 12 min left'],
    [120 * MINUTE, '2 h left'],
    [59 * MINUTE + 59_000, '59 min left'],
    [2 * MINUTE, '2 min left'],
    [90_000, '1 min 30 s left'],
    [59_999, '59 s left'],
    [50 * 60 * MINUTE, '2 days left'],
  ])('%i ms reads %s', (ms, text) => {
    expect(countdownText(ms, 'DUE')).toBe(text);
  });

  it('says how long something has been overdue', () => {
    expect(countdownText(-5 * MINUTE, 'DUE')).toBe('5 min overdue');
  });

  it('says when a hold ran out', () => {
    expect(countdownText(-5 * MINUTE, 'RUNS_OUT')).toBe('ran out 5 min ago');
  });
});

describe('what is said aloud', () => {
  it('is nothing between milestones', () => {
    expect(milestone(29 * MINUTE, 29 * MINUTE - 1000)).toBe('');
  });

  it('is the milestone as it is reached', () => {
    expect(milestone(10 * MINUTE + 1, 10 * MINUTE)).toBe('10 minutes left.');
  });

  it('is the last one only, if the computer slept over several', () => {
    expect(milestone(40 * MINUTE, 4 * MINUTE)).toBe('5 minutes left.');
  });

  it('is that time is up', () => {
    expect(milestone(1, 0)).toBe('Time is up.');
  });
});
