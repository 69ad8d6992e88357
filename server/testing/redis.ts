import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A Redis of its own, which can be taken away and brought back at the same address. */
export interface OwnRedis {
  readonly url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts a Redis that keeps nothing, or null where none is installed. */
export async function startRedis(): Promise<OwnRedis | null> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const redis: OwnRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      child = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
      await ready(child);
    },
    async kill() {
      if (child?.kill('SIGKILL')) await once(child, 'exit');
      child = null;
    },
  };
  try {
    await redis.start();
  } catch {
    // No redis-server on this machine: what needs one is not tested here.
    return null;
  }
  process.once('exit', () => child?.kill('SIGKILL'));
  return redis;
}

async function ready(child: ChildProcess): Promise<void> {
  await once(child, 'spawn');
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    if (said.includes('Ready to accept connections')) return;
  }
  throw new Error('redis-server ended before it was ready');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
