/** MongoDB's names for the codes that the driver or the application reads. */
const CODE_NAMES: Readonly<Record<number, string>> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  53: 'InvalidIdField',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  115: 'CommandNotSupported',
  171: 'CannotIndexParallelArrays',
  175: 'QueryPlanKilled',
  225: 'TransactionTooOld',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  291: 'NoQueryExecutionPlans',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
};

interface ErrorDetails {
  readonly labels?: readonly string[];
  readonly keyPattern?: Readonly<Record<string, unknown>>;
}

/** A failed command or statement, as MongoDB words it. Messages carry names of fields and indexes, never values. */
export class CommandError extends Error {
  readonly code: number;
  readonly details: ErrorDetails;

  constructor(code: number, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The fields by which one statement's failure is reported inside a successful reply. */
  toWriteError(): Record<string, unknown> {
    const { keyPattern } = this.details;
    return { code: this.code, errmsg: this.message, ...(keyPattern && { keyPattern }) };
  }

  toReply(): Record<string, unknown> {
    const { labels } = this.details;
    const codeName = CODE_NAMES[this.code] ?? `Location${this.code}`;
    return { ok: 0, ...this.toWriteError(), codeName, ...(labels && { errorLabels: labels }) };
  }
}

/** What another MongoDB would do and this store does not: refused by name, never silently accepted. */
export function notSupported(what: string): CommandError {
  return new CommandError(115, `embedded store: ${what} is not supported; use a real MongoDB (set MONGODB_URI)`);
}

/** A request that no MongoDB would accept. */
export function invalid(message: string): CommandError {
  return new CommandError(2, message);
}

const TRANSIENT = { labels: ['TransientTransactionError'] } as const;

/** Another transaction got there first. The label makes the driver's `withTransaction` start again. */
export function writeConflict(): CommandError {
  return new CommandError(112, 'Write conflict; please retry your operation or multi-document transaction.', TRANSIENT);
}

/** The transaction was never begun, has ended, or was stopped by the time limit. */
export function noSuchTransaction(number: bigint): CommandError {
  return new CommandError(251, `Transaction ${number} does not match any in-progress transaction.`, TRANSIENT);
}

/** Something that ends, and tells those who wait for it. */
export interface LockOwner {
  onEnd(wake: () => void): void;
}

/** A write outside transactions met a lock: the server waits for its owner and runs the command again. */
export class BlockedError extends Error {
  readonly owner: LockOwner;

  constructor(owner: LockOwner) {
    super('waiting for a transaction');
    this.owner = owner;
  }
}
