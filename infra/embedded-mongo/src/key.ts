import { type Binary, Long, type ObjectId } from 'bson';
import type { Doc } from './document.ts';
import { notSupported } from './errors.ts';
import { bytesOf, fieldList, RANK, rankOf, toNumber } from './value.ts';

/** IEEE bytes turned so that byte order is numeric order: positive numbers flip the sign bit, negative ones every bit. */
function orderedDouble(rank: number, value: number): Buffer {
  const key = Buffer.alloc(9);
  key[0] = rank;
  if (Number.isNaN(value)) return key;
  key.writeDoubleBE(value === 0 ? 0 : value, 1);
  const isNegative = key.readUInt8(1) >= 0x80;
  for (let i = 1; i < (isNegative ? 9 : 2); i++) key.writeUInt8(key.readUInt8(i) ^ (isNegative ? 0xff : 0x80), i);
  return key;
}

function numberKey(value: unknown): Buffer {
  const number = toNumber(value);
  if (value instanceof Long && !Number.isSafeInteger(number)) throw notSupported('indexing an integer beyond 2^53');
  return orderedDouble(RANK.number, number);
}

/** Ends in a zero byte, so that a string sorts before its longer relatives; 0 and 1 inside become 1 1 and 1 2. */
function stringKey(value: string): Buffer {
  const escaped = value.replace(/[\0\x01]/g, (character) => (character === '\0' ? '\x01\x01' : '\x01\x02'));
  return Buffer.from(`${String.fromCharCode(RANK.string)}${escaped}\0`, 'utf8');
}

function binaryKey(value: Binary): Buffer {
  const bytes = bytesOf(value);
  const head = Buffer.of(RANK.binary, 0, 0, 0, 0, value.sub_type);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function listKey(rank: number, values: readonly unknown[]): Buffer {
  return Buffer.concat([Buffer.of(rank), ...values.map((value) => encodeKey(value)), Buffer.of(0)]);
}

const ENCODE: Readonly<Record<number, (value: never) => Buffer>> = {
  [RANK.number]: numberKey,
  [RANK.string]: stringKey,
  [RANK.object]: (value: Doc) => listKey(RANK.object, fieldList(value)),
  [RANK.array]: (value: unknown[]) => listKey(RANK.array, value),
  [RANK.binary]: binaryKey,
  [RANK.id]: (value: ObjectId) => Buffer.concat([Buffer.of(RANK.id), value.id]),
  [RANK.boolean]: (value: boolean) => Buffer.of(RANK.boolean, value ? 1 : 0),
  [RANK.date]: (value: Date) => orderedDouble(RANK.date, value.getTime()),
};

/**
 * Bytes whose order is BSON's order of values. No key is the beginning of another, so keys can be joined into compound ones.
 * @param direction -1 turns every bit, for descending fields
 */
export function encodeKey(value: unknown, direction: 1 | -1 = 1): Buffer {
  const rank = rankOf(value);
  const key = ENCODE[rank]?.(value as never) ?? Buffer.of(rank);
  if (direction < 0) for (let i = 0; i < key.length; i++) key[i] = ~(key[i] ?? 0);
  return key;
}
