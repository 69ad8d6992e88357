import { isoOf, NOT_A_DAY, partsOf } from './date-parts';

describe('a day in three boxes', () => {
  it.each([
    [{ day: '27', month: '3', year: '1990' }, '1990-03-27'],
    [{ day: '', month: '', year: '' }, ''],
    [{ day: '31', month: '2', year: '1990' }, NOT_A_DAY],
    [{ day: '29', month: '2', year: '2024' }, '2024-02-29'],
    [{ day: '5', month: '', year: '1990' }, NOT_A_DAY],
    [{ day: 'x', month: '1', year: '1990' }, NOT_A_DAY],
    [{ day: '1', month: '1', year: '90' }, NOT_A_DAY],
  ])('%j reads as %s', (parts, iso) => {
    expect(isoOf(parts)).toBe(iso);
  });

  it('fills the boxes without leading zeros', () => {
    expect(partsOf('1990-03-07')).toEqual({ day: '7', month: '3', year: '1990' });
  });

  it('leaves the boxes empty for what is no day', () => {
    expect(partsOf(NOT_A_DAY)).toEqual({ day: '', month: '', year: '' });
  });
});
