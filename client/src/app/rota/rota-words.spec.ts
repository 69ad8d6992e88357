import { coverInWords, daysInWords, gapsInWords, rosterDays, shiftInWords } from './rota-words';

const NOW = new Date('2026-11-20T12:00:00Z');
const ANN = { id: 'a', name: 'Ann Field', isHere: true };
const BEA = { id: 'b', name: 'Bea Hill', isHere: false };
const stretch = (from: string, until: string, ...people: readonly (typeof ANN)[]) => ({
  from,
  until,
  people,
  isOffice: false,
});

describe('a rota in words', () => {
  it.each([
    [['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'], 'Every day'],
    [['SATURDAY', 'SUNDAY'], 'Saturday and Sunday'],
    [['MONDAY', 'FRIDAY', 'BANK_HOLIDAY'], 'Monday, Friday and bank holidays'],
    [['BANK_HOLIDAY'], 'Bank holidays'],
  ] as const)('names the days %j: %s', (days, words) => {
    expect(daysInWords(days)).toBe(words);
    expect(shiftInWords({ days: [...days], from: '22:00', until: '09:00' })).toBe(`${words}, 22:00 to 09:00`);
  });

  it('has each stretch under the day on which it begins, and says where nobody is on call', () => {
    const roster = [
      stretch('2026-11-20T12:00:00Z', '2026-11-20T22:00:00Z', ANN),
      stretch('2026-11-20T22:00:00Z', '2026-11-21T09:00:00Z'),
      stretch('2026-11-21T09:00:00Z', '2026-11-23T09:00:00Z', ANN, BEA),
    ];
    expect(rosterDays(roster, NOW)).toMatchObject([
      {
        title: 'Today, Friday 20 November 2026',
        rows: [
          { words: 'Ann Field from 12:00 to 22:00', isGap: false },
          { words: 'Nobody from 22:00 to 09:00', isGap: true },
        ],
      },
      {
        title: 'Saturday 21 November 2026',
        rows: [{ words: 'Ann Field and Bea Hill (not on call any more) from 09:00 to Monday at 09:00' }],
      },
    ]);
    expect(gapsInWords(roster)).toBe('Nobody is on call for 11 hours of the next seven days.');
    const office = { ...stretch('2026-11-20T09:00:00Z', '2026-11-20T17:00:00Z'), isOffice: true };
    expect(rosterDays([office], NOW)).toMatchObject([
      { rows: [{ words: 'The office is open from 09:00 to 17:00', isGap: false }] },
    ]);
    expect(gapsInWords([office])).toBe(
      'Somebody is on call, or the office is open, at every hour of the next seven days.',
    );
  });

  it('says of a cover whether it is instead of somebody', () => {
    const cover = { id: 'c', from: '2026-11-20T22:00:00Z', until: '2026-11-21T09:00:00Z', person: ANN };
    expect(coverInWords({ ...cover, insteadOf: null }, NOW)).toBe('Ann Field, in addition: 22:00 to tomorrow at 09:00');
    expect(coverInWords({ ...cover, insteadOf: { ...BEA, isHere: true } }, NOW)).toContain('instead of Bea Hill');
  });
});
