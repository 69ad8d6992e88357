/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}

/** A ratio with the interval in which its median lies, 95 times in a hundred. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;

/**
 * The ratio of two arms that were timed in the same rounds: the median over rounds, with a bootstrap interval.
 * @param random gives numbers from 0 up to, but not, 1
 */
export function ratioOf(arm: readonly number[], reference: readonly number[], random = Math.random): Ratio {
  const ratios = arm.map((time, round) => time / (reference[round] ?? Number.NaN));
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? 0)),
  ).toSorted((one, other) => one - other);
  return { median: median(ratios), low: medians[25] ?? 0, high: medians[974] ?? 0 };
}

/** What was aimed at: met only if the whole interval is on its side. */
export interface Goal {
  readonly name: string;
  readonly ratio: Ratio;
  readonly atMost?: number;
  readonly atLeast?: number;
}

export function isMet({ ratio, atMost = Infinity, atLeast = 0 }: Goal): boolean {
  return ratio.high <= atMost && ratio.low >= atLeast;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** One line of JSON for a goal. */
export function goalLine(goal: Goal): string {
  const { name, ratio, atMost, atLeast } = goal;
  const interval = [round(ratio.low), round(ratio.high)];
  return JSON.stringify({ goal: name, ratio: round(ratio.median), interval, atMost, atLeast, met: isMet(goal) });
}
