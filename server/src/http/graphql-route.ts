import type { Request, Response, Router } from 'express';
import { crosses, springTripwire } from '../access/tripwire.ts';
import type { Api } from '../graphql/server.ts';
import type { Door } from './door.ts';
import { jsonRouter } from './json-body.ts';
import type { RateLimit } from './rate-limit.ts';

/** A page that refreshes by itself says so with this header: that is no sign of a person at work. */
const BY_ITSELF = 'openhaven-background';

export interface GraphqlRoute {
  readonly door: Door;
  readonly api: Api;
  readonly rates: RateLimit;
  readonly mailboxUrl: string | null;
  /** Words that must not leave: an answer with one of them is not sent, and ends the session. */
  readonly honey: readonly string[];
  /** Called after a mutation, so that open pages hear of it at once. */
  readonly ring: () => void;
}

/** POST /graphql, and nothing else. */
export function graphqlRoute(route: GraphqlRoute): Router {
  const router = jsonRouter(route.door.isOwnOrigin, route.door.log);
  router.post('/', (request, response) => answer(route, request, response));
  return router;
}

async function answer(
  { door, api, rates, mailboxUrl, honey, ring }: GraphqlRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const who = await door.whoIs(request, { atWork: request.headers[BY_ITSELF] === undefined });
  const viewer = who?.actor ?? null;
  if (viewer) await rates.count(response, { user: viewer.userId, organisation: viewer.organisationId });
  const facts = { viewer, now: door.clock(), store: door.store, mailboxUrl };
  const { status, body, wrote } = await api.answer(request.body, facts);
  if (crosses(body, honey)) throw await springTripwire({ store: door.store, now: door.clock() }, who);
  response.status(status).type('json').send(body);
  if (wrote) ring();
}
