import { inject } from '@angular/core';
import { FaultError, OutcomeUnknownError, SignedOutError } from './graphql';
import { read } from './post';
import { Query } from './query';
import { Session } from './session';

/** What a page reads from a plain address under /auth, as signals. Make it in a component's field. */
export function plainQuery<R>(path: string): Query<R> {
  const session = inject(Session);
  return new Query(() => async () => {
    const answer = await read(path);
    if (answer === undefined || answer.status >= 500) throw new OutcomeUnknownError('');
    if (answer.status === 200) return answer.body as R;
    if (answer.status !== 401) throw new FaultError('This cannot be shown just now. Reload the page.');
    session.lock();
    throw new SignedOutError();
  });
}
