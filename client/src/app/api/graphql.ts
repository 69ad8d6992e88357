import { inject, Injectable } from '@angular/core';
import type { TypedDocumentString } from './generated';
import { Presence } from './presence';

/**
 * Nobody knows whether it was done: no connection, or an answer that is no answer. Send the same again with the same key.
 * The message is fit to be shown if the server gave one; else it is empty.
 */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError';
}

/** The session has ended. Sign in again; nothing was done. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/** The server turned the whole operation down; `message` is fit to be shown, `field` is the one to blame, if one is. */
export class FaultError extends Error {
  override readonly name = 'FaultError';

  constructor(
    message: string,
    readonly field?: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

interface Told {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string };
}

interface GraphQLAnswer<R> {
  readonly data?: R | null;
  readonly errors?: readonly Told[];
}

/** After so long without a key or a touch, the page asks by itself: that must not keep the session alive. */
const BY_ITSELF_AFTER_MS = 60_000;

const SIGNED_OUT_CODES: readonly (string | undefined)[] = ['UNAUTHENTICATED', 'SIGNED_OUT'];

/** The one way to the API: a typed document and its variables in, its data out. */
@Injectable({ providedIn: 'root' })
export class Api {
  private readonly presence = inject(Presence);

  /**
   * @throws OutcomeUnknownError if no clear answer came
   * @throws SignedOutError if nobody is signed in any more
   * @throws FaultError if the server refused or failed
   */
  async run<R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
    const byItself = this.presence.idleMs() > BY_ITSELF_AFTER_MS;
    const response = await send({ query: document.toString(), variables }, byItself, signal);
    if (response.status === 401) throw new SignedOutError();
    return dataOf(response.status, await answerOf<R>(response));
  }
}

async function send(body: object, byItself: boolean, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(byItself && { 'openhaven-background': '1' }) },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new OutcomeUnknownError('', { cause: error });
  }
}

async function answerOf<R>(response: Response): Promise<GraphQLAnswer<R>> {
  try {
    return (await response.json()) as GraphQLAnswer<R>;
  } catch (error) {
    throw new OutcomeUnknownError('', { cause: error });
  }
}

function dataOf<R>(status: number, answer: GraphQLAnswer<R>): R {
  const [first] = answer.errors ?? [];
  if (first !== undefined) throw errorOf(status, first);
  if (answer.data) return answer.data;
  throw new OutcomeUnknownError('');
}

function errorOf(status: number, { message, extensions }: Told): Error {
  if (SIGNED_OUT_CODES.includes(extensions?.code)) return new SignedOutError();
  return status >= 500
    ? new OutcomeUnknownError(message)
    : new FaultError(message, extensions?.field, extensions?.code);
}
