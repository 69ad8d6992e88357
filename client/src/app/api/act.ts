import { computed, inject, signal, type Signal } from '@angular/core';
import type { TypedDocumentString } from './generated';
import { Api, FaultError, OutcomeUnknownError, SignedOutError } from './graphql';
import { Session } from './session';

/** A refusal as the server sends it: which field, which code, one sentence. */
export interface Refused {
  readonly field?: string | null;
  readonly code: string;
  readonly message: string;
}

/** What a page does with the answer. `refused` is told when the answer carries refusals, for example to show the next best. */
export interface Answered<R> {
  readonly done: (result: R) => void;
  readonly refused?: (result: R, refusals: readonly Refused[]) => void;
}

export type ActState = 'READY' | 'SENDING' | 'NOT_SAVED';

/**
 * One thing a person does on a page: it is sent with a key of its own, and the key stays the same until a clear answer
 * comes, so that trying again can never do it twice.
 */
export class Act {
  readonly state = signal<ActState>('READY');
  readonly refusals = signal<readonly Refused[]>([]);
  /** What the server said when it could not say whether it was done, for example a reference to quote. */
  readonly problem = signal('');
  readonly sending: Signal<boolean> = computed(() => this.state() === 'SENDING');
  readonly notSaved: Signal<boolean> = computed(() => this.state() === 'NOT_SAVED');
  private attempt: (() => Promise<void>) | undefined;

  constructor(
    private readonly api: Api,
    private readonly session: Session,
  ) {}

  /** Sends a mutation whose one variable is `input`; the key is added here. Nothing is sent while the last is under way. */
  async send<R, I extends { idempotencyKey: string }>(
    document: TypedDocumentString<R, { input: I }>,
    input: Omit<I, 'idempotencyKey'>,
    answered: Answered<R>,
  ): Promise<void> {
    if (this.sending()) return;
    // The spread of Omit<I, K> with K is an I; the compiler cannot see that through the type parameter.
    const variables = { input: { ...input, idempotencyKey: crypto.randomUUID() } as unknown as I };
    this.attempt = async () => {
      this.take(await this.api.run(document, variables), answered);
    };
    await this.retry();
  }

  /** Sends the very same again: same key, same contents. */
  async retry(): Promise<void> {
    if (this.attempt === undefined || this.sending()) return;
    this.state.set('SENDING');
    this.refusals.set([]);
    try {
      await this.attempt();
      this.attempt = undefined;
      this.state.set('READY');
    } catch (error) {
      this.fail(error);
    }
  }

  private take<R>(result: R, answered: Answered<R>): void {
    const refusals = refusalsIn(result);
    this.refusals.set(refusals);
    if (refusals.length === 0) answered.done(result);
    else answered.refused?.(result, refusals);
  }

  private fail(error: unknown): void {
    if (error instanceof FaultError) {
      this.state.set('READY');
      this.refusals.set([{ code: 'FAULT', message: error.message, field: error.field ?? null }]);
      return;
    }
    this.state.set('NOT_SAVED');
    this.problem.set(error instanceof OutcomeUnknownError ? error.message : '');
    if (error instanceof SignedOutError) this.session.lock();
    else if (!(error instanceof OutcomeUnknownError)) throw error;
  }
}

/** For a page: one act per button or form. Call it where `inject()` works. */
export function newAct(): Act {
  return new Act(inject(Api), inject(Session));
}

function refusalsIn(result: unknown): readonly Refused[] {
  const payloads = Object.values(result as Record<string, { userErrors?: readonly Refused[] } | null>);
  return payloads.flatMap((payload) => payload?.userErrors ?? []);
}
