import { agesText, childAges, knownAges } from './ages';

describe('the ages of children', () => {
  it.each([
    ['15, 6', ['15', '6']],
    ['15 and 6', ['15', '6']],
    ['3 8 12', ['3', '8', '12']],
    ['under 1, 4', ['0', '4']],
    ['baby', ['0']],
    ['4, ?', ['4', '']],
    ['', []],
  ])('%s reads as %j', (text, ages) => {
    expect(childAges(text)).toEqual(ages);
  });

  it.each(['18', '2.5', '-1', '99', 'six', '4, x'])('%s is not the age of a child', (text) => {
    expect(childAges(text)).toBeUndefined();
  });

  it('are years where all are known', () => {
    expect(knownAges('15, 6')).toEqual([15, 6]);
    expect(knownAges('15, ?')).toBeUndefined();
  });

  it('are typed as they are read', () => {
    expect(childAges(agesText(['15', '']))).toEqual(['15', '']);
  });
});
