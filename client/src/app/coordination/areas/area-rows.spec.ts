import { areaRows, totalOf } from './area-rows';

const DAY = '2026-11-21';
const counts = (areaCode: string, free: number) => ({
  areaCode,
  free,
  held: 1,
  occupied: 2,
  outOfUse: 0,
  unconfirmed: 0,
});

describe('vacancies by area', () => {
  const rows = areaRows([counts('E07000081', 2), counts('E07000236', 1), counts('E10000034', 3)], DAY);

  it('begin with the districts of the county, those without a space too', () => {
    expect(rows.slice(0, 6).map(({ name }) => name)).toEqual([
      'Bromsgrove',
      'Malvern Hills',
      'Redditch',
      'Worcester',
      'Wychavon',
      'Wyre Forest',
    ]);
    expect(rows[0]?.words).toBe('No spaces here');
  });

  it('say where the district is not shown', () => {
    expect(rows.map(({ name }) => name)).toContain('Worcestershire, district not shown');
  });

  it('lose nothing: the total is the sum of what came', () => {
    expect(totalOf(rows)).toMatchObject({ free: 6, held: 3, occupied: 6, outOfUse: 0, total: 15 });
  });

  it('put numbers with their words', () => {
    const [row] = areaRows([{ ...counts('E07000234', 0), unconfirmed: 1 }], DAY);
    expect(row?.words).toBe('1 not confirmed (ring first), 1 kept, 2 occupied');
  });
});
