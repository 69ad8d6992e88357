import express, { type Express } from 'express';
import type { Api } from '../graphql/server.ts';
import { authRoutes } from './auth.ts';
import type { Door } from './door.ts';
import { errorHandler } from './error-handler.ts';
import { graphqlRoute } from './graphql-route.ts';
import type { Live } from './live.ts';
import type { Metrics } from './metrics.ts';
import { nothingHere, pages } from './pages.ts';
import { rateLimit, type RatesPerMinute } from './rate-limit.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppParts {
  readonly door: Door;
  readonly api: Api;
  readonly live: Live;
  readonly metrics: Metrics;
  readonly rates: RatesPerMinute;
  readonly staticDir: string | null;
  readonly mailboxUrl: string | null;
  readonly honey: readonly string[];
}

/** The public side: the API, signing in, live updates and the pages, in the order in which a request meets them. */
export function publicApp({ door, api, live, metrics, rates, staticDir, mailboxUrl, honey }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // The proxy before us is on this machine or in our own network; whoever else says X-Forwarded-For is not believed.
  app.set('trust proxy', ['loopback', 'uniquelocal']);
  app.use(securityHeaders());
  const limit = rateLimit(rates);
  app.use(['/graphql', '/auth', '/live'], async (request, response, next) => {
    await limit.count(response, { address: request.ip ?? '' });
    next();
  });
  const ring = (): void => live.ring();
  app.use('/graphql', metrics.counted('graphql'), graphqlRoute({ door, api, rates: limit, mailboxUrl, honey, ring }));
  app.use('/auth', metrics.counted('auth'), authRoutes(door, limit, ring));
  app.use('/live', metrics.counted('live'), live.route);
  if (staticDir !== null) app.use(metrics.counted('pages'), pages(staticDir));
  app.use(nothingHere());
  app.use(errorHandler(door.log));
  return app;
}
