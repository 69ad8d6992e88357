import { EMPTY_SHIFT, patternErrors, toForm, toShifts } from './pattern-form';

const ANN = { id: 'a', name: 'Ann Field', isHere: true };

describe('the form of a weekly pattern', () => {
  it('comes back as it went in', () => {
    const shift = { days: ['MONDAY' as const], from: '22:00', until: '09:00' };
    const form = toForm([{ ...shift, person: ANN }]);
    expect(patternErrors(form)).toEqual([]);
    expect(toShifts(form)).toEqual([{ ...shift, personId: 'a' }]);
  });

  it('asks for another person where somebody has left', () => {
    const [left] = toForm([{ days: ['MONDAY'], from: '22:00', until: '09:00', person: { ...ANN, isHere: false } }]);
    expect(left && patternErrors([left])).toMatchObject([{ field: 'shifts.0.person' }]);
  });

  it('names every field that is wrong', () => {
    expect(patternErrors([EMPTY_SHIFT]).map(({ field }) => field)).toEqual([
      'shifts.0',
      'shifts.0.from',
      'shifts.0.until',
      'shifts.0.person',
    ]);
  });
});
