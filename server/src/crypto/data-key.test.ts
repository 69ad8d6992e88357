import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { UnsealError } from '../errors.ts';
import { newDataKey, rewrapDataKey, unwrapDataKey } from './data-key.ts';
import { type KeyRing, keyFrom, keyOf } from './keys.ts';
import { seal, unseal } from './seal.ts';

const [older, newer] = [keyFrom(randomBytes(32)), keyFrom(randomBytes(32))];
const onlyOld: KeyRing = { current: older, others: [] };
const both: KeyRing = { current: newer, others: [older] };
const onlyNew: KeyRing = { current: newer, others: [] };
const place = { collection: 'data-keys', id: 'referral:1', field: 'case' };
const value = { collection: 'referrals', id: '1', field: 'story' };

describe('a data key', () => {
  it('is another each time, and opens what it sealed', () => {
    const kept = newDataKey(onlyOld, place);
    const sealed = seal('told', unwrapDataKey(kept, onlyOld, place), value);
    expect(unseal(sealed, unwrapDataKey(kept, onlyOld, place), value)).toBe('told');
    const another = unwrapDataKey(newDataKey(onlyOld, place), onlyOld, place);
    expect(() => unseal(sealed, another, value)).toThrow(UnsealError);
  });

  it('is not the key of the house: that one opens nothing that it sealed', () => {
    const sealed = seal('told', unwrapDataKey(newDataKey(onlyOld, place), onlyOld, place), value);
    expect(() => unseal(sealed, older, value)).toThrow(UnsealError);
  });

  it.each([
    ['another referral', { ...place, id: 'referral:2' }],
    ['another class', { ...place, field: 'location' }],
  ])('put in the place of that of %s, does not open', (_what, elsewhere) => {
    expect(() => unwrapDataKey(newDataKey(onlyOld, place), onlyOld, elsewhere)).toThrow(UnsealError);
  });

  it('is wrapped anew without what it sealed being touched, and then needs the old key no more', () => {
    const kept = newDataKey(onlyOld, place);
    const sealed = seal('told', unwrapDataKey(kept, onlyOld, place), value);
    const anew = rewrapDataKey(kept, both, place);
    expect(anew.kek).toBe(newer.id);
    expect(unseal(sealed, unwrapDataKey(anew, onlyNew, place), value)).toBe('told');
    expect(() => unwrapDataKey(anew, onlyOld, place)).toThrow(UnsealError);
    expect(() => unwrapDataKey(kept, onlyNew, place)).toThrow(UnsealError);
  });

  it('names the place and the missing key, and no secret', () => {
    const kept = newDataKey(onlyOld, place);
    expect(() => unwrapDataKey(kept, onlyNew, place)).toThrow(
      `data-keys referral:1 is under key ${older.id}, which is not here`,
    );
  });
});

describe('a ring of keys', () => {
  it('knows its keys by id, and no other', () => {
    expect([keyOf(both, newer.id), keyOf(both, older.id)]).toEqual([newer, older]);
    expect(keyOf(onlyNew, older.id)).toBeUndefined();
  });
});
