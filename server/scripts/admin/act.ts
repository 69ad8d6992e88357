import type { Context } from '../../src/context.ts';

/** What an operator's command has to say for itself. */
export interface Result {
  readonly ok: boolean;
  /** For people, one sentence a line. Ids, codes and references only. */
  readonly lines: readonly string[];
  /** The same for programs. */
  readonly json: object;
}

/** What was asked for, beside the name of the command. */
export interface Asked {
  readonly words: readonly string[];
  readonly dryRun: boolean;
  readonly reason: string | undefined;
  /** Files that checkpoints of the record were kept in. */
  readonly checkpointFiles: readonly string[];
}

/** One of the operator's commands. */
export interface Act {
  readonly usage: string;
  /** @throws UsageError if it was asked for something that it is not */
  readonly run: (context: Context, asked: Asked) => Promise<Result>;
}

/** The command line does not say what is to be done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
