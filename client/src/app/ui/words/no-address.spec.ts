import { looksLikeAddress } from './no-address';

describe('a text that leaves the house', () => {
  it.each([
    'Come to WR1 2AB',
    'wr12ab please',
    '14 Foregate Street',
    'Ring at 7a, Mill Lane',
    'the house is 112 Old Station Road',
  ])('is stopped when it reads %s', (text) => {
    expect(looksLikeAddress(text)).toBe(true);
  });

  it.each([
    '',
    'The taxi rank at the station, then ring the number you have',
    'Main entrance of the hospital, from 22:30 on',
    'Two children, 8 and 12. Has anybody a cot?',
    'Is the son 14 or 15? Room 4 has 2 beds',
    'P1 today, call 24 hours a day',
  ])('passes when it reads “%s”', (text) => {
    expect(looksLikeAddress(text)).toBe(false);
  });
});
