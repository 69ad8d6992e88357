import { expect, it } from '@jest/globals';
import { type UnitId, parseId } from './ids.ts';

it('takes a UUID for an id', () => {
  expect(parseId<UnitId>('0b7e6a3c-5b1f-4f0e-9a53-2c8f9f5f3f10')).toBe('0b7e6a3c-5b1f-4f0e-9a53-2c8f9f5f3f10');
});

it.each(['', '1', '0B7E6A3C-5B1F-4F0E-9A53-2C8F9F5F3F10', ' 0b7e6a3c-5b1f-4f0e-9a53-2c8f9f5f3f10', '{"$ne":null}'])(
  'takes no "%s"',
  (text) => {
    expect(parseId<UnitId>(text)).toBeUndefined();
  },
);
