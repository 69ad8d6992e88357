import { parseAges } from './ages';

describe('the ages of children', () => {
  it.each([
    ['15, 6', [15, 6]],
    ['15 and 6', [15, 6]],
    ['3 8 12', [3, 8, 12]],
    ['under 1, 4', [0, 4]],
    ['baby', [0]],
    ['', []],
  ])('%s reads as %j', (text, ages) => {
    expect(parseAges(text)).toEqual(ages);
  });

  it.each(['18', '2.5', '-1', '99', 'six', '4, x'])('%s is not the age of a child', (text) => {
    expect(parseAges(text)).toBeUndefined();
  });
});
