import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** What a GraphQL answer carries. A refusal is in the data; `errors` are faults. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
}

/** Nobody answered an act for too long: the platform did not come back. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const PATIENCE_MS = 60_000;
const BETWEEN_TRIES_MS = 150;

/** Somebody at a browser who keeps trying: the same act with the same key until it is answered. */
export class Person {
  readonly #url: string;
  readonly #cookie: string;
  /** Hears every answer, whether it helps or not. */
  readonly #hear: (answer: string) => void;

  private constructor(url: string, cookie: string, hear: (answer: string) => void) {
    this.#url = url;
    this.#cookie = cookie;
    this.#hear = hear;
  }

  static async signIn(
    url: string,
    email: string,
    password: string,
    hear: (answer: string) => void = () => undefined,
  ): Promise<Person> {
    const response = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]);
    if (!response.ok || cookie.length === 0) throw new Error(`sign-in answered ${response.status}`);
    return new Person(url, cookie.join('; '), hear);
  }

  /** One question, once. Throws on a fault or when nobody answers. */
  async ask<T>(query: string, variables: object): Promise<T> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#url, cookie: this.#cookie },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    this.#hear(text);
    const answer = JSON.parse(text) as Answer;
    if (answer.errors !== undefined || !answer.data) {
      throw new Error(`answered ${response.status} ${JSON.stringify(answer.errors)}`);
    }
    return answer.data as T;
  }

  /**
   * An act, tried again with the same key until somebody answers: a network fault means "outcome unknown".
   * @throws NoAnswerError after a minute
   */
  async act<T>(mutation: string, input: object): Promise<T> {
    const keyed = { input: { idempotencyKey: randomUUID(), ...input } };
    return this.persist(() => this.ask<T>(mutation, keyed));
  }

  /** A question, repeated until somebody answers. */
  async persist<T>(work: () => Promise<T>): Promise<T> {
    const until = Date.now() + PATIENCE_MS;
    let last: unknown;
    while (Date.now() < until) {
      try {
        return await work();
      } catch (fault) {
        // The server may be down or may have died while working: asked again, with the same key.
        last = fault;
        await wait(BETWEEN_TRIES_MS);
      }
    }
    throw new NoAnswerError(String(last));
  }
}
