import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonical } from './canonical.ts';
import { type Key, type KeyRing, keyOf } from './keys.ts';

// Between the id of a key and what it made; in neither of them.
const SEPARATOR = '.';

/**
 * Signs a value, whatever the order of its fields.
 * @param purpose keeps the signatures of different uses apart
 * @returns the id of the key, and what only it can make of the value
 */
export function sign(purpose: string, value: unknown, { current }: KeyRing): string {
  return signedBy(current, purpose, value);
}

/** Whether a key of the ring has signed just this: the current one, or another that the house still knows. */
export function isSigned(purpose: string, value: unknown, signature: string, ring: KeyRing): boolean {
  const key = keyOf(ring, signature.split(SEPARATOR, 1)[0] ?? '');
  if (key === undefined) return false;
  const [expected, found] = [Buffer.from(signedBy(key, purpose, value)), Buffer.from(signature)];
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** Every signature that the value may bear: by the current key, or by another that the house still knows. */
export function signatures(purpose: string, value: unknown, { current, others }: KeyRing): readonly string[] {
  return [current, ...others].map((key) => signedBy(key, purpose, value));
}

function signedBy(key: Key, purpose: string, value: unknown): string {
  const mac = createHmac('sha256', key.secret)
    .update(`${purpose}|${canonical(value)}`)
    .digest('base64url');
  return `${key.id}${SEPARATOR}${mac}`;
}
