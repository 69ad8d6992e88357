import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A secret of 256 bits to hand out, for example as a session id. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept of a token: enough to recognise it, too little to use it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
