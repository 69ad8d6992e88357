import { TONIGHT_PLANS } from '@openhaven/domain/story';
import { answersInWords, boardRow, tonightStatus } from './board-row';

const ROW = {
  referral: { id: 'r', rev: 3, actions: ['acknowledgeEscalation', 'sendRequests'] },
  reference: 'KT-42',
  referrerName: 'A council',
  priority: 'P1_TONIGHT',
  status: 'SEEKING',
  unplacedSince: '2026-11-21T20:00:00Z',
  pausedAt: null,
  tonight: 'NOWHERE',
  placeBy: '2026-11-22T00:00:00Z',
  asked: 3,
  declined: 1,
  silent: 1,
  offered: 0,
  takenBackAt: null,
  nextStep: {
    at: '2026-11-21T23:00:00Z',
    step: 'COORDINATOR',
    onCall: { isSomebody: true, until: '2026-11-22T09:00:00Z' },
  },
  acknowledgedBy: null,
} as const;

describe('a row of the board', () => {
  const now = new Date('2026-11-21T22:30:00Z');

  it('says how long they have been without a place, and what the clock does next', () => {
    const row = boardRow(ROW, now);
    expect(row.unplaced).toBe('2 hours 30 minutes');
    expect(row.next).toEqual({
      step: 'The county coordinator is told',
      at: '2026-11-21T23:00:00Z',
      onCall: 'Somebody is on call or in the office until tomorrow at 09:00',
    });
  });

  it('says since when nobody could reach them', () => {
    expect(boardRow(ROW, now).paused).toBeUndefined();
    const paused = { ...ROW, status: 'PAUSED_SAFE_CONTACT', pausedAt: '2026-11-21T21:00:00Z' } as const;
    expect(boardRow(paused, now)).toMatchObject({
      status: { word: 'Paused: cannot be reached safely' },
      paused: expect.stringContaining('21:00'),
    });
  });

  it('offers only what the server allows', () => {
    expect(boardRow(ROW, now)).toMatchObject({ mayTake: true, mayAsk: true, mayPlan: false, mayClose: false });
  });

  it('does not ask to take in hand what somebody has in hand', () => {
    expect(boardRow({ ...ROW, acknowledgedBy: 'Somebody' }, now).mayTake).toBe(false);
  });

  it('says that a service has taken a place back, and when', () => {
    expect(boardRow(ROW, now).takenBack).toBe('');
    expect(boardRow({ ...ROW, takenBackAt: '2026-11-21T21:00:00Z' }, now).takenBack).toBe(
      'A place was taken back: 21:00',
    );
  });

  it.each([
    [{ asked: 0, declined: 0, silent: 0, offered: 0 }, 'Nobody asked yet'],
    [{ asked: 3, declined: 1, silent: 1, offered: 0 }, '3 asked: 1 still to answer, 1 silent, 1 said no'],
    [{ asked: 1, declined: 0, silent: 0, offered: 1 }, '1 asked: 1 offers a place'],
  ])('counts the answers: %o', (counts, words) => {
    expect(answersInWords(counts)).toBe(words);
  });

  it.each(TONIGHT_PLANS)('has a word and a colour for a night %s', (plan) => {
    expect(tonightStatus(plan).word).toBeTruthy();
    expect(tonightStatus(plan).tone).toBeTruthy();
  });
});
