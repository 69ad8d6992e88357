import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, signalRunning, startProgram, stopRunning } from '../../infra/run/processes.ts';
import { chooseRedis } from '../../infra/run/redis.ts';

/** A real Redis of its own, on a port and a folder that stay the same when it is started again. */
export interface TestRedis {
  readonly url: string;
  /** As a power cut would. */
  kill(): Promise<void>;
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const dataDir = mkdtempSync(join(tmpdir(), 'openhaven-redis-'));
  const choice = await chooseRedis({ wish: 'find', dataDir, givenUrl: undefined, log: () => undefined });
  if (choice.how !== 'own') throw new Error('these tests need a redis-server: install the package redis-server');
  const { program, url } = choice;
  let running: Running = await startProgram(program);
  return {
    url,
    kill: async () => {
      signalRunning(running, 'SIGKILL');
      await running.ended;
    },
    startAgain: async () => {
      running = await startProgram(program);
    },
    stop: async () => {
      await stopRunning(running, 2_000);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
