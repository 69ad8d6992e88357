import { sessionRow } from './session-row';

const session = {
  id: 'a',
  browser: 'CHROME',
  system: 'WINDOWS',
  startedAt: '2026-11-19T08:30:00Z',
  lastSeenAt: '2026-11-20T11:55:00Z',
  isThis: true,
};
const now = new Date('2026-11-20T12:00:00Z');

describe('a session in words', () => {
  it('says in which browser, since when, and when it was last used', () => {
    expect(sessionRow(session, now)).toEqual({
      id: 'a',
      device: 'Chrome on Windows',
      times: 'Signed in yesterday at 08:30. Last used 11:55.',
      isThis: true,
    });
  });

  it.each([
    ['OTHER', 'MAC', 'A browser on Mac'],
    ['SAFARI', 'OTHER', 'Safari'],
    ['OTHER', 'OTHER', 'A browser'],
  ])('says no more than is known of %s on %s', (browser, system, words) => {
    expect(sessionRow({ ...session, browser, system }, now).device).toBe(words);
  });
});
