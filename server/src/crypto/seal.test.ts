import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UnsealError } from '../errors.ts';
import { Grant } from './grant.ts';
import { keyFrom } from './keys.ts';
import { Sealed, seal, unseal } from './seal.ts';

const key = keyFrom(randomBytes(32));
const place = { collection: 'referrals', id: '11', field: 'story' };
const story = { preferredName: 'Canary', children: [3, 7] };

describe('a sealed value', () => {
  it('opens with its key at its place', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(unseal(seal(value, key, place), key, place)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is another text each time', () => {
    expect(seal(story, key, place).equals(seal(story, key, place))).toBe(false);
  });

  it.each([
    ['another row', { ...place, id: '12' }],
    ['another field', { ...place, field: 'background' }],
    ['another collection', { ...place, collection: 'sites' }],
  ])('does not open in %s', (_where, elsewhere) => {
    expect(() => unseal(seal(story, key, place), key, elsewhere)).toThrow(UnsealError);
  });

  it('does not open with another key', () => {
    expect(() => unseal(seal(story, key, place), keyFrom(randomBytes(32)), place)).toThrow(UnsealError);
  });

  it('does not open after any single bit has changed', () => {
    const sealed = seal(story, key, place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(changed, key, place)).toThrow(UnsealError);
    }
  });

  it('does not open with its tag cut to four bytes, which Node would otherwise accept', () => {
    const sealed = seal(story, key, place);
    const tagAt = 1 + 4 + 12;
    const cut = Buffer.concat([sealed.subarray(0, tagAt + 4), sealed.subarray(tagAt + 16)]);
    expect(() => unseal(cut, key, place)).toThrow(UnsealError);
    expect(() => unseal(sealed.subarray(0, tagAt + 16), key, place)).toThrow(UnsealError);
    expect(() => unseal(Buffer.alloc(0), key, place)).toThrow(UnsealError);
  });

  it('says [sealed] to whoever prints, logs or sends it', () => {
    const sealed = new Sealed<typeof story>(seal(story, key, place), key, place);
    for (const shown of [
      JSON.stringify({ sealed }),
      String(sealed),
      inspect({ sealed }, { depth: 9, showHidden: true }),
    ]) {
      expect(shown).toContain('[sealed]');
      expect(shown).not.toContain('Canary');
    }
    expect(sealed.open(new Grant(['11']))).toEqual(story);
  });

  it('opens for the eyes of whoever was given leave for its record, and with no other leave', () => {
    const sealed = new Sealed<typeof story>(seal(story, key, place), key, place);
    expect(sealed.open(new Grant(['10', '11']))).toEqual(story);
    expect(sealed.open(new Grant('COMPLETENESS'))).toEqual(story);
    expect(() => sealed.open(new Grant(['12']))).toThrow(UnsealError);
    expect(() => sealed.open(new Grant([]))).toThrow(UnsealError);
  });

  it('names the place and not the value when it does not open', () => {
    const stolen = new Sealed(seal(story, key, place), key, { ...place, id: '12' });
    expect(() => stolen.open(new Grant('MATCHING'))).toThrow('referrals 12 story does not open');
  });
});

describe('a key', () => {
  it.each([0, 16, 31, 33])('of %i bytes is refused', (bytes) => {
    expect(() => keyFrom(randomBytes(bytes))).toThrow(RangeError);
  });

  it('never shows its secret', () => {
    expect(inspect(key, { depth: 9, showHidden: true })).not.toMatch(/Buffer|[0-9a-f]{64}/);
  });
});
