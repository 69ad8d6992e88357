import { createHmac } from 'node:crypto';
import type { Key, KeyRing } from './keys.ts';

/** 36 bits: enough to find a value among those of a county, too few to be an answer. */
const LETTERS = 6;

/**
 * A short mark by which equal values are found without being read. What is found is compared again after opening.
 *
 * Never over one guessable field alone; `purpose` keeps the marks of different uses apart.
 */
export function blindIndex(purpose: string, value: string, { current }: KeyRing): string {
  return markBy(current, purpose, value);
}

/** Every mark that the value may have been given: by the current key, or by one that the house still knows. */
export function blindIndexes(purpose: string, value: string, { current, others }: KeyRing): readonly string[] {
  return [current, ...others].map((key) => markBy(key, purpose, value));
}

function markBy(key: Key, purpose: string, value: string): string {
  return createHmac('sha256', key.secret).update(`${purpose}|${value}`).digest('base64url').slice(0, LETTERS);
}
