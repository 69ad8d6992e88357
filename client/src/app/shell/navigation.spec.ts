import { linksOf, NAVIGATION } from './navigation';

describe('where one can go', () => {
  it('begins with the work list, for everybody', () => {
    for (const links of Object.values(NAVIGATION)) expect(links[0]?.path).toBe('/work');
  });

  it.each([
    ['/work', 'My work'],
    ['/work?after=x', 'My work'],
    ['/referrals/new', 'New referral'],
    ['/referrals', 'Referrals'],
  ])('marks where one is: at %s it is %s', (url, text) => {
    const current = linksOf('REFERRER', url).filter((link) => link.current);
    expect(current.map((link) => link.text)).toEqual([text]);
  });

  it('is nowhere before anybody is signed in', () => {
    expect(linksOf(undefined, '/work')).toEqual([]);
  });
});
