import { type Binary, Long, type ObjectId } from 'bson';
import type { Doc } from './document.ts';
import { notSupported } from './errors.ts';
import { bytesOf, RANK, rankOf, toNumber } from './value.ts';

const END = Buffer.of(0);

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
function stringBytes(value: string): Buffer {
  const escaped = /[\0\x01]/.test(value)
    ? value.replace(/[\0\x01]/g, (c) => (c === '\0' ? '\x01\x01' : '\x01\x02'))
    : value;
  return Buffer.from(`${escaped}\0`, 'utf8');
}

function binaryKey(value: Binary): Buffer {
  const bytes = bytesOf(value);
  const head = Buffer.alloc(6);
  head.writeUInt8(RANK.binary, 0);
  head.writeUInt32BE(bytes.length, 1);
  head.writeUInt8(value.sub_type, 5);
  return Buffer.concat([head, bytes]);
}

function docKey(value: Doc): Buffer {
  const fields = Object.entries(value).flatMap(([name, field]) => [
    Buffer.of(rankOf(field)),
    stringBytes(name),
    encodeKey(field),
  ]);
  return Buffer.concat([Buffer.of(RANK.object), ...fields, END]);
}

const ENCODE: Readonly<Record<number, (value: never) => Buffer>> = {
  [RANK.number]: numberKey,
  [RANK.string]: (value: string) => Buffer.concat([Buffer.of(RANK.string), stringBytes(value)]),
  [RANK.object]: docKey,
  [RANK.array]: (value: unknown[]) => Buffer.concat([Buffer.of(RANK.array), ...value.map((v) => encodeKey(v)), END]),
  [RANK.binary]: binaryKey,
  [RANK.objectId]: (value: ObjectId) => Buffer.concat([Buffer.of(RANK.objectId), value.id]),
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
