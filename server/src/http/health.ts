import express, { type Express, type Response } from 'express';
import type { Live } from './live.ts';
import type { Metrics } from './metrics.ts';

/** What is asked before anybody is sent here. */
export interface Health {
  readonly isStoreWritable: () => Promise<boolean>;
  readonly areMigrationsDone: () => Promise<boolean>;
  readonly isDraining: () => boolean;
  readonly live: Live;
  readonly metrics: Metrics;
}

/** GET /livez, /readyz and /metrics, on a port that only the operator's machines reach. */
export function healthApp(health: Health): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/livez', (_request, response) => {
    response.json({ alive: true });
  });
  app.get('/readyz', (_request, response) => answerReadiness(health, response));
  app.get('/metrics', (_request, response) => {
    response.type('text/plain').send(health.metrics.text(gauges(health)));
  });
  return app;
}

/** Without Redis everything works, notices come a little later: ready, but degraded. */
async function answerReadiness(health: Health, response: Response): Promise<void> {
  const storeWritable = await health.isStoreWritable();
  const migrationsDone = storeWritable && (await health.areMigrationsDone());
  const draining = health.isDraining();
  const ready = storeWritable && migrationsDone && !draining;
  // The process does not start without its keys, so whoever can answer has them.
  const checks = { storeWritable, keysLoaded: true, migrationsDone, draining, redis: redisWord(health.live) };
  response.status(ready ? 200 : 503).json({ ready, degraded: health.live.bellRings() !== true, ...checks });
}

function redisWord(live: Live): string {
  const rings = live.bellRings();
  return rings === null ? 'none' : rings ? 'up' : 'down';
}

function gauges({ live, isDraining }: Health): Record<string, number> {
  return {
    live_pages: live.openPages(),
    redis_up: live.bellRings() === true ? 1 : 0,
    draining: isDraining() ? 1 : 0,
    uptime_seconds: Math.round(process.uptime()),
    resident_memory_bytes: process.memoryUsage.rss(),
  };
}
