import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, type Machine, onPath, THIS_MACHINE } from './apt.ts';
import { freePort } from './ports.ts';
import type { Program } from './processes.ts';

/** Where the bell is: at an address somebody gave, in a process of our own, or nowhere. */
export type RedisChoice =
  | { readonly how: 'given'; readonly url: string; readonly says: string }
  | { readonly how: 'own'; readonly url: string; readonly says: string; readonly program: Program }
  | { readonly how: 'none'; readonly url: null; readonly says: string };

export interface RedisWish {
  readonly wish: 'find' | 'none';
  readonly dataDir: string;
  readonly givenUrl: string | undefined;
  readonly log: (line: string) => void;
  readonly machine?: Machine;
}

const NONE_SAYS = 'none: the workers run on their sweep alone, so notices may be a little later';

/**
 * Decides where Redis comes from: `REDIS_URL`, else a redis-server on the path, else one installed on Debian or Ubuntu
 * as root, else none. Redis is a bell, not a diary: everything works without it.
 */
export async function chooseRedis({
  wish,
  dataDir,
  givenUrl,
  log,
  machine = THIS_MACHINE,
}: RedisWish): Promise<RedisChoice> {
  if (wish === 'none') return { how: 'none', url: null, says: NONE_SAYS };
  if (givenUrl !== undefined && givenUrl !== '') return { how: 'given', url: givenUrl, says: 'the one in REDIS_URL' };
  const command = onPath('redis-server', machine.path) ?? installed(log, machine);
  if (command === null) return { how: 'none', url: null, says: `${NONE_SAYS}. To have it, install redis-server` };
  const program = await redisProgram(command, dataDir);
  return { how: 'own', url: program.url, says: `${command}, started for this run`, program };
}

function installed(log: (line: string) => void, machine: Machine): string | null {
  return installPackages(['redis-server'], log, machine) ? onPath('redis-server', machine.path) : null;
}

/** A private Redis: this machine only, appending to disk each second, and never dropping a job to save memory. */
async function redisProgram(command: string, dataDir: string): Promise<Program & { url: string }> {
  const port = await freePort();
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true });
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    save: '',
    daemonize: 'no',
  };
  return {
    name: 'redis',
    command,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    ready: /Ready to accept connections/,
    logFile: join(dataDir, 'logs/redis.log'),
    url: `redis://127.0.0.1:${port}`,
  };
}
