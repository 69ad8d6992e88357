import { arrivalInWords, isWrong, likelyArrival, windowOf } from './arrival-window';

const NIGHT = new Date('2026-11-21T22:50:00Z');
const tonight = (from: string, until: string) => ({ day: 'TODAY', otherDay: '', from, until });

describe('the likely arrival', () => {
  it('of an urgent request is from the next quarter of an hour on, for four hours', () => {
    expect(likelyArrival('P1_TONIGHT', NIGHT)).toEqual({ day: 'TODAY', otherDay: '', from: '23:00', until: '03:00' });
  });

  it('after a quarter to midnight is tomorrow', () => {
    const late = new Date('2026-11-21T23:50:00Z');
    expect(likelyArrival('P1_TONIGHT', late)).toMatchObject({ day: 'TOMORROW', from: '00:00', until: '04:00' });
  });

  it('of a planned one is not guessed', () => {
    expect(likelyArrival('P4_PLANNED', NIGHT).day).toBe('NOT_AGREED');
  });

  it.each(['2026-11-21T22:50:00Z', '2026-11-21T23:50:00Z', '2027-03-28T00:20:00Z'])(
    'can be sent as it stands, at %s',
    (at) => {
      expect(isWrong(windowOf(likelyArrival('P1_TONIGHT', new Date(at)), new Date(at)))).toBe(false);
    },
  );
});

describe('the window of an arrival', () => {
  it('goes past midnight when it ends before it begins', () => {
    expect(windowOf(tonight('23:00', '01:30'), NIGHT)).toEqual({
      arrivalFrom: '2026-11-21T23:00:00.000Z',
      arrivalUntil: '2026-11-22T01:30:00.000Z',
    });
  });

  it('is in London time in summer', () => {
    const day = { day: 'OTHER', otherDay: '2027-07-01', from: '10:00', until: '12:00' };
    expect(windowOf(day, NIGHT)).toMatchObject({ arrivalFrom: '2027-07-01T09:00:00.000Z' });
  });

  it('is empty while nothing has been agreed', () => {
    expect(windowOf({ day: 'NOT_AGREED', otherDay: '', from: '', until: '' }, NIGHT)).toEqual({});
  });

  it('takes the whole of an hour that happens twice', () => {
    const day = { day: 'OTHER', otherDay: '2027-10-31', from: '01:30', until: '01:45' };
    expect(windowOf(day, NIGHT)).toEqual({
      arrivalFrom: '2027-10-31T00:30:00.000Z',
      arrivalUntil: '2027-10-31T01:45:00.000Z',
    });
  });

  it.each([
    ['a day that was not chosen', { ...tonight('23:00', '23:30'), day: '' }, 'arrivalDay'],
    ['a day that is none', { day: 'OTHER', otherDay: 'NOT_A_DAY', from: '10:00', until: '11:00' }, 'otherDay'],
    ['a time that is missing', tonight('', '23:30'), 'arrivalFrom'],
    ['a time that is none', tonight('23:00', '25:00'), 'arrivalUntil'],
    ['a time that is over', tonight('20:00', '21:00'), 'arrivalUntil'],
    [
      'a time that the clocks skip',
      { day: 'OTHER', otherDay: '2027-03-28', from: '01:30', until: '04:00' },
      'arrivalFrom',
    ],
  ])('says what is wrong with %s', (_what, answer, field) => {
    expect(windowOf(answer, NIGHT)).toEqual([expect.objectContaining({ field })]);
  });
});

describe('an arrival in words', () => {
  it.each([
    ['2026-11-21T23:00:00Z', '2026-11-22T01:30:00Z', '23:00 to tomorrow at 01:30'],
    [null, '2026-11-21T23:30:00Z', 'by 23:30'],
    ['2026-11-21T23:30:00Z', null, 'from 23:30'],
    [null, null, 'Not agreed yet'],
  ])('from %s until %s reads as %s', (from, until, words) => {
    expect(arrivalInWords(from, until, NIGHT)).toBe(words);
  });
});
