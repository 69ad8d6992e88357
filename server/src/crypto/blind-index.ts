import { createHmac } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { Key } from './keys.ts';

/**
 * A fingerprint by which equal values can be found without being read: useless without the index key.
 *
 * Never over one guessable field alone; `purpose` keeps the fingerprints of different uses apart.
 */
export function fingerprint(purpose: string, value: unknown, key: Key): string {
  return createHmac('sha256', key.secret)
    .update(`${purpose}|${canonical(value)}`)
    .digest('base64url');
}
