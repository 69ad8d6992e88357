/** What an error's reply carries beside its code and message. */
interface Extra {
  readonly errorLabels?: readonly string[];
  readonly keyPattern?: unknown;
  readonly codeName?: string;
}

/** A failed command or statement, as MongoDB words it. Messages carry names of fields and indexes, never values. */
export class CommandError extends Error {
  readonly code: number;
  readonly extra: Extra;

  constructor(code: number, message: string, extra: Extra = {}) {
    super(message);
    this.code = code;
    this.extra = extra;
  }

  /** The fields of a reply, or of one statement's failure inside a successful reply. */
  fields(): Record<string, unknown> {
    return { code: this.code, errmsg: this.message, ...this.extra };
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

/** A failure after which the driver's `withTransaction` starts again. */
export function transient(code: 112 | 251, message: string): CommandError {
  return new CommandError(code, message, { errorLabels: ['TransientTransactionError'] });
}

/** Another transaction got there first. */
export function writeConflict(): CommandError {
  return transient(112, 'Write conflict; please retry your operation or multi-document transaction.');
}

/** A write outside transactions met a lock: the server waits for its owner's end and runs the command again. */
export class BlockedError extends Error {
  readonly onEnd: (wake: () => void) => void;

  constructor(onEnd: (wake: () => void) => void) {
    super('waiting for a transaction');
    this.onEnd = onEnd;
  }
}
