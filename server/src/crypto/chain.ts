import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { Key } from './keys.ts';

/** The signature of one audit row, over every field of it. Chaining rows to each other comes on top of this. */
export function rowMac(row: object, key: Key): string {
  return createHmac('sha256', key.secret).update(canonical(row)).digest('base64url');
}

/** Whether a row is still what was written. */
export function rowIsIntact(row: object, mac: string, key: Key): boolean {
  const expected = Buffer.from(rowMac(row, key));
  const found = Buffer.from(mac);
  return expected.length === found.length && timingSafeEqual(expected, found);
}
