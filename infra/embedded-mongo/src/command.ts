import type { Collection } from './collection.ts';
import type { Doc } from './document.ts';
import type { Reader } from './find.ts';
import { textField } from './request-fields.ts';
import type { Store } from './store.ts';
import type { Transaction } from './transaction.ts';

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

/** A command that is kept: the options it knows, whether transactions may hold it, and what it does. */
export type Command =
  | { readonly kind: 'READ' | 'ADMIN'; readonly options: readonly string[]; readonly run: (call: Call) => Reply }
  | { readonly kind: 'WRITE'; readonly options: readonly string[]; readonly run: (call: WriteCall) => Reply }
  | { readonly kind: 'COMMIT' | 'ABORT'; readonly options: readonly string[] };

/** `database.collection`. */
export function namespaceOf({ body, name, database }: Call): string {
  return `${database}.${textField(body, name)}`;
}

/** A collection as the call's transaction sees it. */
export function readerOf<T extends Transaction | null>(
  { transaction, store }: { transaction: T; store: Store },
  collection: Collection,
): Reader & { readonly transaction: T } {
  return { collection, transaction, maxScan: store.maxScan };
}
