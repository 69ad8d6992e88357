import { expect, it } from '@jest/globals';
import { Binary, Long, ObjectId } from 'bson';
import { encodeKey } from './key.ts';
import { compare, EMPTY_ARRAY } from './value.ts';

const VALUES = [
  EMPTY_ARRAY,
  ...[null, Number.NaN, -1e10, -2.5, -1, 0, Long.fromNumber(1), 1.5, 2, 1e10],
  ...['', '\0', '\0\0', '\x01', 'a', 'a\0', 'a\0b', 'a\x01', 'ab', 'b', 'é', '\uffff', '😀'],
  ...[{}, { a: 1 }, { a: 1, b: 1 }, { a: 2 }, { b: 0 }, { a: 'x' }, { a: { b: 1 } }],
  ...[[], [1], [1, 2], [2], ['a']],
  ...[new Binary(Buffer.from('b')), new Binary(Buffer.from('aa')), new Binary(Buffer.from('aa'), 4)],
  ...[new ObjectId('000000000000000000000001'), new ObjectId('ff0000000000000000000000')],
  ...[false, true, new Date(-5), new Date(0), new Date(1e12)],
];

it.each([1, -1] as const)('orders keys as the values, in direction %s', (direction) => {
  const wrong = VALUES.flatMap((a, i) =>
    VALUES.flatMap((b, j) => {
      const order = Buffer.compare(encodeKey(a, direction), encodeKey(b, direction));
      return Math.sign(order) === Math.sign(compare(a, b) * direction) ? [] : [`${i} and ${j}`];
    }),
  );
  expect(wrong).toEqual([]);
});

it('never makes one key the beginning of another', () => {
  const keys = VALUES.map((value) => encodeKey(value).toString('latin1'));
  const prefixes = keys.filter((key) => keys.some((other) => other !== key && other.startsWith(key)));
  expect(prefixes).toEqual([]);
});

it('refuses to key an integer that a double cannot hold', () => {
  expect(() => encodeKey(Long.fromString('9007199254740993'))).toThrow('2^53');
});
