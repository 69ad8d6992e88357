import { configOrExit } from '@openhaven/server/config';
import { closeStore, openStore } from '@openhaven/server/context';
import { createLog } from '@openhaven/server/log';
import { type Workers, startWorkers } from './workers.ts';

const { config, secrets } = configOrExit();
const log = createLog(config.logLevel);

async function start(): Promise<Workers> {
  const { database, environment, host, workersPort: port, mailFrom, publicUrl, checkpointFile } = config;
  const { mongodbUri, keys, redisUrl, smtpUrl } = secrets;
  const store = await openStore({ mongodbUri, database, keys, production: environment === 'production' });
  const workListUrl = `${publicUrl}/work`;
  const work = { mailFrom, workListUrl, checkpointFile, host, port };
  const workers = await startWorkers({ store, log, redisUrl, smtpUrl, ...work });
  log.info({ event: 'workers.ready', port: workers.port });
  return workers;
}

async function stop(workers: Workers, signal: string): Promise<void> {
  log.info({ event: 'workers.stopping', signal });
  await workers.stop();
  await closeStore();
  log.info({ event: 'workers.stopped' });
  process.exit(0);
}

// A fault that nobody caught: what this process holds in memory is not to be trusted any more.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.fault(error, { event: 'fault.uncaught' });
    process.exit(1);
  });
}

try {
  const workers = await start();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(workers, signal));
} catch (error) {
  const reference = log.fault(error, { event: 'start.failed' });
  process.stderr.write(`The workers could not start. The log says more under ${reference}.\n`);
  process.exit(1);
}
