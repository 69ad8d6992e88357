import { coverOf, EMPTY_COVER } from './cover-form';

const FORM = {
  ...EMPTY_COVER,
  personId: 'a',
  fromDay: '2026-11-20',
  fromTime: '22:00',
  untilDay: '2026-11-21',
  untilTime: '09:00',
};

describe('the form of a cover', () => {
  it('is from instant to instant, in addition unless somebody is named', () => {
    const span = { from: '2026-11-20T22:00:00.000Z', until: '2026-11-21T09:00:00.000Z' };
    expect(coverOf(FORM)).toEqual({ ...span, personId: 'a', insteadOfId: null });
    expect(coverOf({ ...FORM, insteadOfId: 'b' })).toEqual({ ...span, personId: 'a', insteadOfId: 'b' });
  });

  it('names every field that is wrong', () => {
    expect(coverOf(EMPTY_COVER)).toMatchObject(
      ['userId', 'fromDay', 'from', 'untilDay', 'until'].map((field) => ({ field })),
    );
  });

  it('knows that a time never is in spring, and takes the whole of one that is twice in autumn', () => {
    expect(coverOf({ ...FORM, fromDay: '2027-03-28', fromTime: '01:30', untilDay: '2027-03-28' })).toMatchObject([
      { field: 'from', message: expect.stringContaining('does not exist') },
    ]);
    const twice = { fromDay: '2026-10-25', fromTime: '01:30', untilDay: '2026-10-25', untilTime: '01:30' };
    expect(coverOf({ ...FORM, ...twice })).toMatchObject({
      from: '2026-10-25T00:30:00.000Z',
      until: '2026-10-25T01:30:00.000Z',
    });
  });
});
