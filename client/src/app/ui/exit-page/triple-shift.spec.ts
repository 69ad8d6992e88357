import { TripleShift } from './triple-shift';

function pressAll(...presses: readonly (readonly [key: string, at: number])[]): number {
  const counter = new TripleShift();
  return presses.reduce((_, [key, at]) => counter.press(key, at), 3);
}

describe('Shift three times', () => {
  it('hides the page at the third press within five seconds', () => {
    expect(pressAll(['Shift', 0], ['Shift', 1000], ['Shift', 4999])).toBe(0);
  });

  it('does nothing if the third press comes later than that', () => {
    expect(pressAll(['Shift', 0], ['Shift', 1000], ['Shift', 5000])).toBe(1);
  });

  it('counts only the presses of the last five seconds', () => {
    expect(pressAll(['Shift', 0], ['Shift', 4000], ['Shift', 6000], ['Shift', 8000])).toBe(0);
  });

  it('starts again after any other key, so that typing capitals never hides the page', () => {
    expect(pressAll(['Shift', 0], ['A', 100], ['Shift', 200], ['B', 300], ['Shift', 400])).toBe(2);
  });

  it('starts again after it has hidden the page', () => {
    expect(pressAll(['Shift', 0], ['Shift', 1], ['Shift', 2], ['Shift', 3])).toBe(2);
  });
});
