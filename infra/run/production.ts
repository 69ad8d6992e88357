import { join } from 'node:path';
import { DATA_DIR, ROOT } from './places.ts';
import { startProgram, stopRunning } from './processes.ts';
import { ownProgram } from './programs.ts';
import { runScript } from './scripts.ts';

const GRACE_MS = 10_000;

/**
 * The server and the workers in production, on the settings given and nothing else: no embedded store, no demonstration
 * data, no mailbox. The configuration names every setting that is missing and refuses to start.
 */
export async function runProduction(): Promise<void> {
  const env = { STATIC_DIR: join(ROOT, 'client/dist/browser'), ...(process.env as Record<string, string>) };
  await runScript('server/scripts/migrate.ts', env);
  const server = await startProgram(ownProgram('server', env, DATA_DIR));
  const workers = await startProgram(ownProgram('workers', env, DATA_DIR));
  console.log('The server and the workers are running.');
  const stop = (code: number): void => {
    void Promise.all([stopRunning(server, GRACE_MS), stopRunning(workers, GRACE_MS)]).then(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(0));
  // One of the two alone is no service: whoever runs us starts both again.
  void Promise.race([server.ended, workers.ended]).then(() => stop(1));
}
