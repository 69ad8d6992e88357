import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Counts } from './counts.ts';

/** A sweep that is older than this counts as none: every page then says that automation is not running. */
const SWEEP_LATEST_MS = 120_000;

/** What is asked of the workers, and answered on a port that only the operator's machines reach. */
export interface Vitals {
  readonly lastSweepAt: () => Date | null;
  readonly isDraining: () => boolean;
  /** null: no queue is meant to be there. */
  readonly isQueueUp: () => boolean | null;
  readonly isMailWorking: () => boolean;
  readonly counts: Counts;
  readonly now: () => Date;
}

export interface Health {
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

/** GET /livez: the process. /readyz: it sweeps. /metrics: for Prometheus. */
export async function startHealth(vitals: Vitals, port: number, host: string): Promise<Health> {
  const server = createServer((request, response) => {
    const { status, type, body } = answer(vitals, request.method, request.url);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  });
  await listening(server, port, host);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function answer(vitals: Vitals, method: string | undefined, path: string | undefined): Answer {
  if (method !== 'GET' && method !== 'HEAD') return json(405, { error: 'only reading is possible here' });
  if (path === '/livez') return json(200, { alive: true });
  if (path === '/readyz') return readiness(vitals);
  if (path === '/metrics') return { status: 200, type: 'text/plain; version=0.0.4', body: metrics(vitals) };
  return json(404, { error: 'there is nothing here' });
}

/** Without Redis or mail everything is still done, later or on the work lists: ready, but degraded. */
function readiness(vitals: Vitals): Answer {
  const [queue, mail, draining] = [vitals.isQueueUp(), vitals.isMailWorking(), vitals.isDraining()];
  const ready = !draining && isSweeping(vitals);
  const degraded = queue !== true || !mail;
  const lastSweepAt = vitals.lastSweepAt()?.toISOString() ?? null;
  return json(ready ? 200 : 503, { ready, degraded, draining, queue: queueWord(queue), mail, lastSweepAt });
}

function isSweeping({ lastSweepAt, now }: Vitals): boolean {
  const last = lastSweepAt();
  return last !== null && now().getTime() - last.getTime() <= SWEEP_LATEST_MS;
}

function queueWord(isUp: boolean | null): string {
  return isUp === null ? 'none' : isUp ? 'up' : 'down';
}

function metrics({ lastSweepAt, isQueueUp, isMailWorking, isDraining, counts }: Vitals): string {
  const gauges = {
    last_sweep_seconds: Math.round((lastSweepAt()?.getTime() ?? 0) / 1000),
    queue_up: Number(isQueueUp() === true),
    mail_up: Number(isMailWorking()),
    draining: Number(isDraining()),
    uptime_seconds: Math.round(process.uptime()),
    resident_memory_bytes: process.memoryUsage.rss(),
  };
  const lines = Object.entries(gauges).flatMap(([name, value]) => [
    `# TYPE openhaven_workers_${name} gauge`,
    `openhaven_workers_${name} ${value}`,
  ]);
  return [...counts.text(), ...lines, ''].join('\n');
}
