import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type KeyRing, keyFrom } from './keys.ts';
import { isSigned, sign } from './signature.ts';
import { newToken, tokenHash } from './token.ts';

const [older, newer] = [keyFrom(randomBytes(32)), keyFrom(randomBytes(32))];
const onlyOld: KeyRing = { current: older, others: [] };
const both: KeyRing = { current: newer, others: [older] };
const value = { a: 1, b: [2] };

describe('a signature', () => {
  it('holds for an equal value, whatever the order of its fields, and for no other value or purpose', () => {
    const signature = sign('idempotency', value, onlyOld);
    expect(isSigned('idempotency', { b: [2], a: 1 }, signature, onlyOld)).toBe(true);
    expect(isSigned('idempotency', { a: 1, b: [3] }, signature, onlyOld)).toBe(false);
    expect(isSigned('audit row', value, signature, onlyOld)).toBe(false);
  });

  it('names its key: after a rotation the old one still vouches for what it signed, until it is taken away', () => {
    const signature = sign('audit row', value, onlyOld);
    expect(signature.startsWith(`${older.id}.`)).toBe(true);
    expect(isSigned('audit row', value, signature, both)).toBe(true);
    expect(sign('audit row', value, both).startsWith(`${newer.id}.`)).toBe(true);
    expect(isSigned('audit row', value, signature, { current: newer, others: [] })).toBe(false);
  });

  it('under the name of another key, of another length, or empty, is none', () => {
    const [, mac] = sign('audit row', value, onlyOld).split('.');
    for (const forged of [`${newer.id}.${mac ?? ''}`, `${older.id}.`, older.id, '', '.']) {
      expect(isSigned('audit row', value, forged, both)).toBe(false);
    }
  });
});

describe('a token', () => {
  it('has 256 bits, and only its hash is kept', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenHash(token)).not.toContain(token);
    expect(tokenHash(token)).toBe(tokenHash(token));
  });
});
