import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { fingerprint } from './blind-index.ts';
import { rowIsIntact, rowMac } from './chain.ts';
import { keyFrom } from './keys.ts';
import { newToken, tokenHash } from './token.ts';

const key = keyFrom(randomBytes(32));
const row = {
  _id: '1',
  action: 'hold.placed',
  at: new Date('2026-01-05T09:00:00Z'),
  audience: ['a', 'b'],
  reason: undefined,
};

describe('the signature of an audit row', () => {
  it('holds whatever the order of the fields, and with gaps left out', () => {
    const { reason: _gap, action, ...rest } = row;
    expect(rowIsIntact({ ...rest, action }, rowMac(row, key), key)).toBe(true);
  });

  it.each([
    ['a field is changed', { ...row, action: 'hold.released' }],
    ['an instant is moved by a millisecond', { ...row, at: new Date('2026-01-05T09:00:00.001Z') }],
    ['a field is added', { ...row, unitId: 'u' }],
    ['a list is put in another order', { ...row, audience: ['b', 'a'] }],
    ['a list is shortened', { ...row, audience: ['a'] }],
  ])('fails when %s', (_what, changed) => {
    expect(rowIsIntact(changed, rowMac(row, key), key)).toBe(false);
  });

  it('fails with another key and for a signature of another length', () => {
    expect(rowIsIntact(row, rowMac(row, key), keyFrom(randomBytes(32)))).toBe(false);
    expect(rowIsIntact(row, '', key)).toBe(false);
  });
});

describe('fingerprints and tokens', () => {
  it('are equal for equal values, and apart for other purposes and keys', () => {
    const one = fingerprint('idempotency', { a: 1, b: [2] }, key);
    expect(fingerprint('idempotency', { b: [2], a: 1 }, key)).toBe(one);
    expect(fingerprint('person', { a: 1, b: [2] }, key)).not.toBe(one);
    expect(fingerprint('idempotency', { a: 1, b: [2] }, keyFrom(randomBytes(32)))).not.toBe(one);
  });

  it('draws tokens of 256 bits of which only the hash is kept', () => {
    const token = newToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenHash(token)).not.toContain(token);
    expect(tokenHash(token)).toBe(tokenHash(token));
  });
});
