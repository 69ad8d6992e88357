import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SecondFactorRule } from '../access/sign-in.ts';
import type { Context } from '../context.ts';
import { startApi } from '../graphql/server.ts';
import type { Log } from '../log.ts';
import { publicApp } from './app.ts';
import { doorTo } from './door.ts';
import { closing } from './closing.ts';
import { type Health, healthApp } from './health.ts';
import { liveUpdates } from './live.ts';
import { newMetrics } from './metrics.ts';
import { type RatesPerMinute, USUAL_RATES } from './rate-limit.ts';

/** Everything the public and the inner side need. */
export interface ServerOptions extends Pick<Health, 'isStoreWritable' | 'areMigrationsDone'> {
  readonly store: Context['store'];
  readonly clock: () => Date;
  readonly log: Log;
  readonly production: boolean;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly innerPort: number;
  readonly publicUrl: string;
  readonly redisUrl: string | null;
  readonly staticDir: string | null;
  readonly mailboxUrl: string | null;
  /** The words of the honey refuge. */
  readonly honey: readonly string[];
  readonly secondFactor: SecondFactorRule;
  readonly rates?: RatesPerMinute;
}

export interface RunningServer {
  readonly port: number;
  readonly innerPort: number;
  /** Takes no new work, finishes what is under way, closes the streams: done within ten seconds. */
  stop(): Promise<void>;
}

/** How long a proxy is given to notice that we are not ready any more. */
const NOTICE_MS = 300;

/** Starts to listen on both sides. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, production } = options;
  const metrics = newMetrics();
  let draining = false;
  const api = await startApi({ production, report: (error) => log.fault(error, { event: 'fault', route: 'graphql' }) });
  const door = doorTo(options);
  const live = liveUpdates(door, options.redisUrl);
  const outer = createServer(publicApp({ ...options, door, api, live, metrics, rates: options.rates ?? USUAL_RATES }));
  const inner = createServer(healthApp({ ...options, live, metrics, isDraining: () => draining }));
  const closeOuter = closing(outer);
  const closeInner = closing(inner);
  setTimeouts(outer);
  const port = await listen(outer, options.port, options.host);
  const innerPort = await listen(inner, options.innerPort, options.host);
  return {
    port,
    innerPort,
    stop: async () => {
      draining = true;
      await pause(NOTICE_MS);
      await live.stop();
      await closeOuter();
      await api.stop();
      await closeInner();
    },
  };
}

function setTimeouts(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  // Longer than a proxy keeps a connection, so that it is never closed from here under a request.
  server.keepAliveTimeout = 75_000;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
