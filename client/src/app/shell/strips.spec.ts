import { OFFLINE, stripsFor, UNREACHABLE } from './strips';

const running = {
  automationRunning: true,
  queueRunning: true,
  mailRunning: true,
  now: '2026-11-21T09:00:00Z',
  mailboxUrl: null,
};

describe('the lines across the top', () => {
  it('say nothing while all is running', () => {
    expect(stripsFor(true, true, running)).toEqual([]);
  });

  it('say that nobody is escalating automatically, and who must do it now', () => {
    const [strip] = stripsFor(true, true, { ...running, automationRunning: false });
    expect(strip).toEqual({ text: expect.stringContaining('Automatic escalation is not running'), alarm: true });
  });

  it('say each part that is down, worst first', () => {
    const down = { ...running, automationRunning: false, queueRunning: false, mailRunning: false };
    expect(stripsFor(true, true, down).map((strip) => strip.alarm)).toEqual([true, false, false]);
  });

  it('say only that one is offline when one is: nothing else can be known', () => {
    expect(stripsFor(false, false, { ...running, mailRunning: false })).toEqual([OFFLINE]);
  });

  it('say that what is shown may be old when the server does not answer', () => {
    expect(stripsFor(true, false, running)).toEqual([UNREACHABLE]);
  });
});
