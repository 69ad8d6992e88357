import type { Collection } from './collection.ts';
import { type Doc, isDoc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import type { Reader } from './find.ts';
import type { Store } from './store.ts';
import type { Transaction } from './transaction.ts';
import { toNumber } from './value.ts';

/** One request to one command. */
export interface Call {
  /** The command's name as it was sent; its value is the collection, where there is one. */
  readonly name: string;
  readonly body: Doc;
  readonly database: string;
  /** The documents of an insert, as bytes. */
  readonly documents: readonly Uint8Array[];
  readonly transaction: Transaction | null;
  readonly store: Store;
}

/** A write runs in a transaction, the client's or its own. */
export interface WriteCall extends Call {
  readonly transaction: Transaction;
}

/** A reply, or its bytes. */
export type Reply = Doc | Uint8Array;

/** A command that is kept: whether transactions may hold it, the options that it knows, and what it does. */
export type Command =
  | readonly [kind: 'READ' | 'ADMIN', options: readonly string[], run: (call: Call) => Reply]
  | readonly [kind: 'WRITE', options: readonly string[], run: (call: WriteCall) => Reply]
  | readonly [kind: 'COMMIT' | 'ABORT', options: readonly string[]];

/** `database.collection`. */
export function namespaceOf({ body, name, database }: Call): string {
  return `${database}.${textField(body, name)}`;
}

/** A collection as the call's transaction sees it. */
export function readerOf<T extends Call>(
  { transaction, store }: T,
  collection: Collection,
): Reader & Pick<T, 'transaction'> {
  return { collection, transaction, maxScan: store.maxScan };
}

function field<T>(body: Doc, name: string, isRight: (value: unknown) => value is T, wanted: string): T {
  const value = body[name];
  if (!isRight(value)) throw new CommandError(14, `The field '${name}' must be ${wanted}`);
  return value;
}

/** A field that has to be text. */
export function textField(body: Doc, name: string): string {
  return field(body, name, (value) => typeof value === 'string', 'a string');
}

/** A field that is a document, if it is there. */
export function docField(body: Doc, name: string): Doc | undefined {
  return (body[name] ?? undefined) === undefined ? undefined : field(body, name, isDoc, 'a document');
}

/** A field that is a list of documents; empty if it is not there. */
export function docsField(body: Doc, name: string): Doc[] {
  const isDocs = (value: unknown): value is Doc[] => Array.isArray(value) && value.every(isDoc);
  return body[name] === undefined ? [] : field(body, name, isDocs, 'a list of documents');
}

/** A whole number, or `absent` if it is not there. */
export function intField(body: Doc, name: string, absent: number): number {
  const number = toNumber(body[name] ?? absent);
  if (!Number.isInteger(number)) throw new CommandError(14, `The field '${name}' must be a whole number`);
  return number;
}

/** Refuses by name what would otherwise be silently passed over; `of` is the command or statement. */
export function refuseOthers(body: Doc, known: readonly string[], of: string): void {
  const odd = Object.keys(body).find((name) => !known.includes(name));
  if (odd) throw notSupported(`option '${of}.${odd}'`);
}
