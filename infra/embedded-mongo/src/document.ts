import { deserialize, serialize } from 'bson';
import { CommandError } from './errors.ts';

/** A decoded BSON document: keys in stored order, values as `decode` gives them. */
export type Doc = Record<string, unknown>;

const DECODE = { promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;
const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** BSON bytes → document. 64-bit integers stay `Long`, so that none loses precision on its way through an update. */
export function decode(raw: Uint8Array): Doc {
  return deserialize(raw, DECODE);
}

/** A command's body; the documents of an insert stay bytes, so that they are stored as they were sent. */
export function decodeCommand(raw: Uint8Array, isInsert: boolean): Doc {
  return deserialize(raw, isInsert ? { ...DECODE, fieldsAsRaw: { documents: true } } : DECODE);
}

/** Document → BSON bytes, refused with code 10334 beyond MongoDB's 16 MB. */
export function encode(doc: Doc): Uint8Array {
  const raw = serialize(doc, { ignoreUndefined: false });
  if (raw.length > MAX_DOCUMENT_BYTES) throw new CommandError(10334, `document of ${raw.length} bytes is too large`);
  return raw;
}

/** A plain document, as against null, an array, a date or one of BSON's own classes. */
export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a filter's value is a set of operators, `{ $gt: 1 }`, rather than a document to be equal to. */
export function isOperators(value: unknown): value is Doc {
  return isDoc(value) && (Object.keys(value)[0] ?? '').startsWith('$');
}

/** Whether some part of a dotted path is an operator's or a position's: `a.$`, `a.$[].b`. */
export function hasDollar(path: string): boolean {
  return path.startsWith('$') || path.includes('.$');
}
