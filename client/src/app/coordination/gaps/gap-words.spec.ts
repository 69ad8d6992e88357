import { gapTables, monthInWords, numberInWords } from './gap-words';

const row = (code: string, count: number | null) => ({ code, count });

describe('the tables of needs that nothing met', () => {
  it('read as words, whichever list the code is from', () => {
    const tables = gapTables([
      { group: 'NEED', rows: [row('ALCOHOL', 10), row('WHEELCHAIR', null), row('DRUGS', 0)] },
      { group: 'DISTRICT', rows: [row('E07000237', 15), row('ELSEWHERE', 0), row('NOT_KNOWN', 0)] },
    ]);
    expect(tables.map(({ caption, rows }) => [caption, rows.map(({ label, count }) => `${label}: ${count}`)])).toEqual([
      ['What they needed', ['Alcohol: 10', 'A place for a wheelchair: Not shown']],
      ['Where they came from', ['Worcester: 15', 'Outside the county: 0', 'Not known: 0']],
    ]);
  });

  it('say of a number that it is not shown, which is not none', () => {
    expect([numberInWords(0), numberInWords(null), numberInWords(15)]).toEqual(['0', 'Not shown', '15']);
  });

  it('say which months', () => {
    expect(monthInWords('2025-11')).toBe('November 2025');
  });
});
