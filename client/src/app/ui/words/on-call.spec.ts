import { onCallInWords } from './on-call';

const NOW = new Date('2026-11-20T20:00:00Z');

describe('whether somebody is on call, in words', () => {
  it.each([
    [{ isSomebody: true, until: '2026-11-20T22:00:00Z' }, 'Somebody is on call or in the office until 22:00'],
    [{ isSomebody: false, until: '2026-11-21T09:00:00Z' }, 'Nobody is on call until tomorrow at 09:00'],
    [{ isSomebody: true, until: null }, 'Somebody is on call or in the office for the next seven days'],
    [{ isSomebody: false, until: null }, 'Nobody is on call for the next seven days'],
    [null, ''],
  ])('%o: %s', (onCall, words) => {
    expect(onCallInWords(onCall, NOW)).toBe(words);
  });
});
