import { computed, inject, signal } from '@angular/core';
import { post, type Posted } from '../../api/post';
import { Session } from '../../api/session';
import { byField, type FieldError } from '../error-summary/errors';

interface Told {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string };
}

interface Refused {
  readonly errors?: readonly Told[];
}

const UNREACHABLE = 'OpenHaven cannot be reached just now. Wait a moment, then try again.';

/** One thing that a page sends to a plain address under /auth, and what is wrong with it. */
export class PlainAct {
  readonly busy = signal(false);
  readonly errors = signal<readonly FieldError[]>([]);
  /** The code of the last refusal, for a page that can do something about it. */
  readonly code = signal<string | undefined>(undefined);
  readonly by = computed(() => byField(this.errors()));

  constructor(private readonly session: Session) {}

  /** @returns what the server said to a yes; undefined for a no, which is then in `errors` */
  async send<R>(path: string, body: object): Promise<R | undefined> {
    if (this.busy()) return undefined;
    this.busy.set(true);
    // Emptied first, so that the same message twice is announced twice.
    this.fail();
    const answer = await post(path, body);
    this.busy.set(false);
    if (answer?.status === 200) return answer.body as R;
    this.take(answer);
    return undefined;
  }

  /** Says what the page itself has found wrong; without arguments, that nothing is. */
  fail(...errors: readonly FieldError[]): void {
    this.errors.set(errors);
    this.code.set(undefined);
  }

  private take(answer: Posted | undefined): void {
    const { message, extensions } = refusalIn(answer);
    if (extensions?.code === 'UNAUTHENTICATED') this.session.lock();
    this.errors.set([{ field: extensions?.field ?? null, message }]);
    this.code.set(extensions?.code);
  }
}

function refusalIn(answer: Posted | undefined): Told {
  const [error] = answer === undefined || answer.status >= 500 ? [] : ((answer.body as Refused).errors ?? []);
  return error ?? { message: UNREACHABLE };
}

/** For a page: one for each form or button. Call it where `inject()` works. */
export function newPlainAct(): PlainAct {
  return new PlainAct(inject(Session));
}
