import { describe, expect, it } from '@jest/globals';
import { journeyOf, NO_JOURNEY } from './journey-answer';

const NIGHT = new Date('2026-11-26T23:10:00Z');
const full = {
  way: 'TAXI',
  broughtBy: 'COUNCIL_WORKER',
  paidBy: 'COUNCIL',
  day: 'TOMORROW',
  otherDay: '',
  time: '09:30',
};

describe('a journey as it is typed', () => {
  it('is a day and an hour on a London clock', () => {
    const sent = { way: 'TAXI', broughtBy: 'COUNCIL_WORKER', paidBy: 'COUNCIL', setsOffAt: '2026-11-27T09:30:00.000Z' };
    expect(journeyOf(full, NIGHT)).toEqual(sent);
    const summer = journeyOf({ ...full, day: 'OTHER', otherDay: '2027-07-01' }, NIGHT);
    expect(summer).toEqual({ ...sent, setsOffAt: '2027-07-01T08:30:00.000Z' });
  });

  it('names everything that is missing at once', () => {
    const fields = ['way', 'broughtBy', 'paidBy', 'day', 'setsOffAt'].map((field) => `journey.${field}`);
    const wrong = journeyOf(NO_JOURNEY, NIGHT);
    expect(wrong).toEqual(fields.map((field) => ({ field, message: expect.any(String) })));
  });

  it.each([
    ['no day', { day: 'OTHER', otherDay: 'x' }, 'journey.otherDay'],
    ['no time', { time: '25:00' }, 'journey.setsOffAt'],
    ['a time that the clocks skip', { day: 'OTHER', otherDay: '2027-03-28', time: '01:30' }, 'journey.setsOffAt'],
  ])('is not taken with %s', (_what, change, field) => {
    expect(journeyOf({ ...full, ...change }, NIGHT)).toEqual([{ field, message: expect.any(String) }]);
  });

  it('leaves at the first of two times that look alike when the clocks go back', () => {
    const twice = { ...full, day: 'OTHER', otherDay: '2026-10-25', time: '01:30' };
    expect(journeyOf(twice, new Date('2026-10-24T20:00:00Z'))).toMatchObject({ setsOffAt: '2026-10-25T00:30:00.000Z' });
  });
});
