const PRESSES = 3;
const WITHIN_MS = 5000;

/** Counts presses of Shift: three within five seconds, with no other key between, ask for the page to be hidden. */
export class TripleShift {
  private presses: number[] = [];

  /**
   * @param key the key's name, as the browser gives it
   * @param at milliseconds, of any clock that only goes forward
   * @returns how many presses are still needed; 0 means now
   */
  press(key: string, at: number): number {
    if (key !== 'Shift') {
      this.presses = [];
      return PRESSES;
    }
    this.presses = [...this.presses.filter((earlier) => at - earlier < WITHIN_MS), at];
    const left = Math.max(0, PRESSES - this.presses.length);
    if (left === 0) this.presses = [];
    return left;
  }
}
