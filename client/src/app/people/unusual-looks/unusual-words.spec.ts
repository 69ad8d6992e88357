import { unusualRow } from './unusual-words';

const alarm = {
  id: 'a1',
  name: 'Sam Okafor',
  role: 'REFERRER',
  organisationName: 'Council',
  label: 'Was shown several addresses within an hour',
  count: 4,
  notedAt: '2026-11-20T12:00:00Z',
  finding: null,
} as const;

describe('somebody who looked at more than their work explains', () => {
  it('is named with what it was, how often, and that nobody has asked', () => {
    const row = unusualRow(alarm);
    expect([row.what, row.when, row.state]).toEqual([
      'Was shown several addresses within an hour: 4.',
      'Noted on 20 November 2026 at 12:00',
      'Nobody has asked yet.',
    ]);
    expect([row.mayExplain, row.mayNot, row.advice]).toEqual([true, true, '']);
  });

  it('says what to do where the work does not explain it, and can be decided otherwise', () => {
    const row = unusualRow({ ...alarm, finding: 'NOT_EXPLAINED' });
    expect(row.advice).toContain('shut them out');
    expect([row.mayExplain, row.mayNot]).toEqual([true, false]);
    const fine = unusualRow({ ...alarm, finding: 'EXPLAINED' });
    expect([fine.mayExplain, fine.mayNot, fine.advice]).toEqual([false, true, '']);
  });
});
