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

/** The context of one request. A class, because Apollo copies own properties and would ask for `actor` too early. */
class RequestContext implements GraphQLContext {
  readonly viewer: Actor | null;
  readonly now: Date;
  readonly store: Context['store'];
  readonly mailboxUrl: string | null;
  readonly loaders: Loaders;

  constructor({ viewer, now, store, mailboxUrl }: RequestFacts) {
    this.viewer = viewer;
    this.now = now;
    this.store = store;
    this.mailboxUrl = mailboxUrl;
    this.loaders = loadersFor(store, now);
  }

  /** @throws NotSignedInError if nobody is signed in */
  get actor(): Actor {
    if (this.viewer === null) throw new NotSignedInError();
    return this.viewer;
  }
}

export function contextFor(request: RequestFacts): GraphQLContext {
  return new RequestContext(request);
}
