import { duplicateRow } from './duplicate-words';

const duplicate = {
  id: 'd1',
  notedAt: '2026-11-20T12:00:00Z',
  verdict: null,
  kept: null,
  referrals: [
    { id: 'a', reference: 'WOR-11111', status: 'SEEKING', referrer: { id: 'o', name: 'Council' } },
    { id: 'b', reference: 'WOR-22222', status: 'SEEKING', referrer: { id: 'p', name: 'Police' } },
  ],
} as const;

describe('two referrals that may be about one household', () => {
  it('can be merged or told apart till somebody has looked', () => {
    const row = duplicateRow(duplicate);
    expect([row.name, row.state]).toEqual(['WOR-11111 and WOR-22222', 'Not looked at yet.']);
    expect(row.since).toBe('Found on 20 November 2026 at 12:00');
    expect([row.mayMerge, row.mayTellApart, row.mayUnmerge]).toEqual([true, true, false]);
  });

  it('can be taken apart again once they are one, and say which stays', () => {
    const kept = { id: 'a', reference: 'WOR-11111' };
    const row = duplicateRow({ ...duplicate, verdict: 'SAME_HOUSEHOLD', kept });
    expect(row.state).toBe('One household: WOR-11111 stays.');
    expect([row.mayMerge, row.mayTellApart, row.mayUnmerge]).toEqual([false, false, true]);
  });

  it('can still be merged where somebody thought otherwise first', () => {
    const row = duplicateRow({ ...duplicate, verdict: 'DIFFERENT_HOUSEHOLDS' });
    expect([row.mayMerge, row.mayTellApart, row.mayUnmerge]).toEqual([true, false, false]);
  });
});
