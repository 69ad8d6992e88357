import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A store of its own for one test file: a process and a folder that are both gone at the end. */
export interface OwnStore {
  readonly uri: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, '../../infra/embedded-mongo/src/main.ts');
/** More documents than this without an index: an index is missing, and the test fails. */
const MOST_SCANNED = '2000';

/**
 * Starts the embedded store in a process of its own and waits until it answers.
 * @param dir where one was killed, to go on from there; else a new folder
 */
export async function startEmbedded(dir = mkdtempSync(join(tmpdir(), 'haven-'))): Promise<OwnStore> {
  // The driver takes a path for a socket only if it ends so.
  const socket = join(dir, 'store.sock');
  const options = ['--dir', join(dir, 'store'), '--socket', socket, '--max-scan', MOST_SCANNED, '--sync', 'OFF'];
  const child = spawn(process.execPath, ['--no-warnings', MAIN, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  const die = (): void => void child.kill('SIGKILL');
  process.once('exit', die);
  await firstLine(child);
  return {
    uri: `mongodb://${encodeURIComponent(socket)}/?directConnection=true`,
    process: child,
    stop: async () => {
      process.removeListener('exit', die);
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (!child.stdout) throw new Error('the embedded store has no output');
  const lines = createInterface(child.stdout);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the embedded store ended with ${String(code)} before it was ready`);
  });
  await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => undefined);
}
