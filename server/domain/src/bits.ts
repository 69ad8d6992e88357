/** A bit for each of many things, thirty-two to a word. */
export type Bits = Uint32Array;

export const WORD = 32;

/** Makes empty sets of one size, a few from each piece of memory: to ask for a piece costs more than to fill it. */
export class EmptySets {
  static readonly #AT_ONCE = 16;
  readonly #words: number;
  #piece = new ArrayBuffer(0);
  #used = 0;

  constructor(words: number) {
    this.#words = words;
  }

  next(): Bits {
    const bytes = this.#words * Uint32Array.BYTES_PER_ELEMENT;
    if (this.#used + bytes > this.#piece.byteLength) {
      this.#piece = new ArrayBuffer(bytes * EmptySets.#AT_ONCE);
      this.#used = 0;
    }
    const bits = new Uint32Array(this.#piece, this.#used, this.#words);
    this.#used += bytes;
    return bits;
  }
}

export const hasBit = (bits: Bits, at: number): boolean => ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;

export function setBit(bits: Bits, at: number, on: boolean): void {
  const [word, bit] = [at >>> 5, 1 << (at & 31)];
  bits[word] = on ? (bits[word] ?? 0) | bit : (bits[word] ?? 0) & ~bit;
}

/** Adds all that are in `more`. */
export function addBits(into: Bits, more: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] as number) | (more[word] as number);
}

/** Calls for each, the first first. */
export function eachOf(bits: Bits, call: (at: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let left = bits[word] as number;
    while (left !== 0) {
      call((word << 5) + 31 - Math.clz32(left & -left));
      left &= left - 1;
    }
  }
}

/** Takes away all that are in `some`. */
export function dropBits(from: Bits, some: Bits): void {
  for (let word = 0; word < from.length; word++) from[word] = (from[word] as number) & ~(some[word] as number);
}

/** Counts once more all that are in `bits` and not in `but`: who was in none so far is in the first of the counts, and so on. */
export function countOn([ones, twos, threes]: readonly [Bits, Bits, Bits], bits: Bits, but: Bits | undefined): void {
  for (let word = 0; word < bits.length; word++) {
    const own = (bits[word] as number) & ~(but?.[word] ?? 0);
    const [one, two] = [ones[word] as number, twos[word] as number];
    threes[word] = (threes[word] as number) | (two & own);
    twos[word] = two | (one & own);
    ones[word] = one | own;
  }
}
