import { createHash } from 'node:crypto';

/** Chance that can be repeated: the same seed gives the same draws. */
export interface Random {
  /** From 0 up to, but not, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of a table of weights; every weight is above zero or never drawn. */
  pick<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** A wait whose mean is known: often short, now and then long, never more than six means. */
  wait(mean: number): number;
  /** A length with a typical value and a long tail: half are shorter than `median`. */
  around(median: number, spread: number): number;
}

/** A stream of its own for each name, so that one more draw in one place moves nothing elsewhere. */
export function randomOf(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  // mulberry32: 32 bits of state are plenty for the few hundred draws of one household.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (weights) => pick(weights, next()),
    wait: (mean) => Math.min(-Math.log(1 - next()), 6) * mean,
    around: (median, spread) => median * Math.exp(spread * bell(next(), next())),
  };
}

function pick<Key extends string>(weights: Readonly<Record<Key, number>>, draw: number): Key {
  const entries = Object.entries(weights) as [Key, number][];
  let left = draw * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  const [last] = entries.at(-1) ?? [];
  if (last === undefined) throw new RangeError('there is nothing to pick');
  return last;
}

/** Two even draws made into one that is bell-shaped about 0. */
function bell(one: number, other: number): number {
  return Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other);
}
