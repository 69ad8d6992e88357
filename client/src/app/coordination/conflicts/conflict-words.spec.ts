import { conflictRow } from './conflict-words';

const conflict = {
  id: 'c1',
  kind: 'ONE_FEARS_OTHER',
  notedAt: '2026-11-20T12:00:00Z',
  verdict: null,
  isTogether: true,
  referrals: [
    { id: 'a', reference: 'WOR-11111', status: 'SEEKING', referrer: { id: 'o', name: 'Council' } },
    { id: 'b', reference: 'WOR-22222', status: 'PLACED', referrer: { id: 'o', name: 'Council' } },
  ],
} as const;

describe('two households that may be in each other’s way', () => {
  it('are named together, and are kept apart till somebody has looked', () => {
    const row = conflictRow(conflict);
    expect([row.name, row.isTogether, row.mayKeepApart, row.mayLetMeet]).toEqual([
      'WOR-11111 and WOR-22222',
      true,
      true,
      true,
    ]);
    expect(row.state).toContain('Not looked at yet');
    expect(row.since).toBe('Found on 20 November 2026 at 12:00');
  });

  it('can be decided otherwise later, and nobody is warned of two that are different people', () => {
    const apart = conflictRow({ ...conflict, verdict: 'KEEP_APART' });
    const different = conflictRow({ ...conflict, verdict: 'DIFFERENT_PEOPLE' });
    expect([apart.mayKeepApart, apart.mayLetMeet, apart.isTogether]).toEqual([false, true, true]);
    expect([different.mayKeepApart, different.mayLetMeet, different.isTogether]).toEqual([true, false, false]);
  });

  it('says of two who name each other that nobody is turned away for it', () => {
    expect(conflictRow({ ...conflict, kind: 'EACH_FEARS_OTHER' }).kind).toContain('turn nobody away');
  });
});
