import type { AskedServicePartsFragment } from '../../api/generated';
import { askedRow } from './asked-row';

const REQUEST: AskedServicePartsFragment = {
  id: 'q1',
  status: 'SENT',
  onCall: null,
  sentAt: '2026-11-21T23:10:00Z',
  acknowledgeBy: '2026-11-21T23:25:00Z',
  decideBy: '2026-11-22T00:10:00Z',
  decidedAt: null,
  byPhone: false,
  takenBackAt: null,
  declineReason: null,
  declineNeed: null,
  routesTried: [],
  basis: null,
  wouldBeYesIf: null,
  declineNote: null,
  actions: [],
  challenge: null,
  service: { id: 's1', name: 'A refuge' },
  questions: [],
};

describe('a service that was asked', () => {
  it('owes a first answer until it has looked', () => {
    expect(askedRow(REQUEST).due).toEqual({ what: 'First answer due', at: REQUEST.acknowledgeBy });
  });

  it('owes a decision once it is looking', () => {
    expect(askedRow({ ...REQUEST, status: 'ACKNOWLEDGED' }).due).toEqual({
      what: 'Decision due',
      at: REQUEST.decideBy,
    });
  });

  it('owes nothing once it has said no, and the no has its reason and what would have made it a yes', () => {
    const row = askedRow({
      ...REQUEST,
      status: 'DECLINED',
      declineReason: 'NEED_MENTAL_HEALTH',
      declineNeed: 'MENTAL_HEALTH',
      wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
    });
    expect(row.due).toBeUndefined();
    expect(row.lines).toEqual([
      'Reason: Mental health needs (Mental health)',
      'It would have been a yes with: extra support with the household',
    ]);
  });

  it('says that its answer came by phone', () => {
    expect(askedRow({ ...REQUEST, status: 'ACKNOWLEDGED', byPhone: true }).lines).toEqual([
      'By phone, written down by the county',
    ]);
  });

  it('says that its offer was taken back, when and why', () => {
    const row = askedRow({
      ...REQUEST,
      status: 'OFFER_ENDED',
      takenBackAt: '2026-11-21T21:00:00Z',
      declineReason: 'STAFFING_CAPACITY',
    });
    expect(row.lines).toEqual([
      'The service took its offer back: 21 November 2026, 21:00',
      expect.stringMatching(/^Reason: /),
    ]);
  });

  it('says that its no was challenged, and what the reader may do about it', () => {
    const challenge = { reason: 'FACTS_MISREAD', decideBy: REQUEST.decideBy, verdict: null };
    const no = { ...REQUEST, status: 'DECLINED' as const };
    expect(askedRow({ ...no, actions: ['challengeDecline'] }).challenge).toBe('Challenge this no');
    const waiting = askedRow({ ...no, challenge, actions: ['decideChallenge'] });
    expect(waiting.challenge).toBe('Decide on the challenge');
    expect(waiting.lines).toEqual(['Challenged: The facts were misread. The coordinator decides.']);
    const stands = askedRow({ ...no, challenge: { ...challenge, verdict: 'STANDS' } });
    expect([stands.challenge, stands.lines]).toEqual([
      undefined,
      ['Challenged: The facts were misread. The no stands.'],
    ]);
  });

  it('says that a question waits for an answer', () => {
    const question = { id: 'x', question: 'How old is the dog?', answer: null, answeredAt: null };
    const row = askedRow({ ...REQUEST, status: 'INFO_REQUESTED', questions: [question] });
    expect([row.unanswered, row.questions[0]?.answer]).toEqual([true, 'Not answered yet']);
  });
});
