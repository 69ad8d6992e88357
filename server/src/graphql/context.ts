import type { Actor, Context } from '../context.ts';
import { NotSignedInError } from '../errors.ts';
import { type Loaders, loadersFor } from './loaders.ts';

/** What a resolver is given: the context of a command, and a little of the request. */
export interface GraphQLContext extends Context {
  /** Who is signed in, or null. `actor` is the same person, and refuses where there is nobody. */
  readonly viewer: Actor | null;
  readonly loaders: Loaders;
  /** Where sent e-mails can be read, in a demonstration only. */
  readonly mailboxUrl: string | null;
}

/** What one request brings along. */
export interface RequestFacts {
  readonly viewer: Actor | null;
  readonly now: Date;
  readonly store: Context['store'];
  readonly mailboxUrl: string | null;
}

/** @throws NotSignedInError later, when something asks for the actor of a request without one */
export function contextFor(request: RequestFacts): GraphQLContext {
  return {
    ...request,
    loaders: loadersFor(request.store),
    get actor(): Actor {
      if (request.viewer === null) throw new NotSignedInError();
      return request.viewer;
    },
  };
}
