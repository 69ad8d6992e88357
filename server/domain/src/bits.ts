/** A bit for each of many things, thirty-two to a word. */
export type Bits = Uint32Array;

export const WORD = 32;

/** A number of a list, 0 beyond its end. */
export const numberAt = (numbers: ArrayLike<number>, at: number): number => numbers[at] ?? 0;

export const hasBit = (bits: Bits, at: number): boolean => ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;

export function setBit(bits: Bits, at: number, on: boolean): void {
  const [word, bit] = [at >>> 5, 1 << (at & 31)];
  bits[word] = on ? (bits[word] ?? 0) | bit : (bits[word] ?? 0) & ~bit;
}

/** Adds all that are in `more`. */
export function addBits(into: Bits, more: Bits): void {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) | (more[word] ?? 0);
}

/** Calls for each that is in `bits` and in none of the others, the first first. */
export function eachBit(bits: Bits, without: readonly Bits[], call: (at: number) => void): void {
  const out = new Uint32Array(bits.length);
  for (const other of without) addBits(out, other);
  for (let word = 0; word < bits.length; word++) {
    let left = (bits[word] ?? 0) & ~(out[word] ?? 0);
    while (left !== 0) {
      call((word << 5) + 31 - Math.clz32(left & -left));
      left &= left - 1;
    }
  }
}

/** Adds all that are in both of two. */
export function addBoth(into: Bits, one: Bits, other: Bits): void {
  for (let word = 0; word < into.length; word++)
    into[word] = (into[word] ?? 0) | ((one[word] ?? 0) & (other[word] ?? 0));
}

/** Those that are not in another set; the same where there is no other. */
export function without(bits: Bits, other: Bits | undefined): Bits {
  return other === undefined ? bits : bits.map((word, at) => word & ~(other[at] ?? 0));
}
