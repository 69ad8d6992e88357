import { Long } from 'bson';
import { type Doc, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { toNumber } from './value.ts';

function wrongType(name: string, wanted: string): CommandError {
  return new CommandError(14, `The field '${name}' must be ${wanted}`);
}

/** A field that has to be text. */
export function textField(body: Doc, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw wrongType(name, 'a string');
  return value;
}

/** A field that is a document, if it is there. */
export function docField(body: Doc, name: string): Doc | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) throw wrongType(name, 'a document');
  return value;
}

/** A field that is a list of documents; empty if it is not there. */
export function docsField(body: Doc, name: string): Doc[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || !value.every(isDoc)) throw wrongType(name, 'a list of documents');
  return value;
}

/** A whole number, or `absent` if it is not there. */
export function intField(body: Doc, name: string, absent: number): number {
  const value = body[name];
  if (value === undefined || value === null) return absent;
  const number = toNumber(value);
  if (!Number.isInteger(number)) throw wrongType(name, 'a whole number');
  return number;
}

/** The id of a cursor. */
export function cursorId(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : 0n;
}

/**
 * Refuses by name what would otherwise be silently passed over.
 * @param of the command or statement, for the message
 */
export function refuseOthers(body: Doc, known: readonly string[], of: string): void {
  const odd = Object.keys(body).find((name) => !known.includes(name));
  if (odd) throw notSupported(`option '${of}.${odd}'`);
}
