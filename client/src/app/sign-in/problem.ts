import type { Posted } from '../api/post';
import type { FieldError } from '../ui/error-summary/errors';

interface Refused {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly field?: string } }[];
}

const UNREACHABLE = 'OpenHaven cannot be reached just now. Wait a moment, then try again.';

/** What to tell of an answer of the plain addresses: nothing if it was a yes, else the sentence that came with the no. */
export function problemOf(answer: Posted | undefined): readonly FieldError[] {
  if (answer === undefined || answer.status >= 500) return [{ message: UNREACHABLE }];
  if (answer.status === 200) return [];
  const [error] = (answer.body as Refused).errors ?? [];
  return [{ field: error?.extensions?.field ?? null, message: error?.message ?? UNREACHABLE }];
}
