import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { aMachine } from './a-machine.ts';
import { startProgram, stopRunning } from './processes.ts';
import { chooseRedis, type RedisWish } from './redis.ts';

let dataDir: string;
let said: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'openhaven-redis-'));
  said = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const choose = (wish: Partial<RedisWish>): ReturnType<typeof chooseRedis> =>
  chooseRedis({ wish: 'find', dataDir, givenUrl: undefined, log: (line) => said.push(line), ...wish });

describe('where Redis comes from', () => {
  it('is nowhere if that is the wish, whatever is there', async () => {
    expect(await choose({ wish: 'none', givenUrl: 'redis://127.0.0.1:1' })).toMatchObject({ how: 'none', url: null });
  });

  it('is the one in REDIS_URL before any other', async () => {
    expect(await choose({ givenUrl: 'redis://elsewhere:6379' })).toMatchObject({
      how: 'given',
      url: 'redis://elsewhere:6379',
    });
  });

  it('is nowhere, and says so, where none is found and none can be installed', async () => {
    const choice = await choose({ machine: aMachine(dataDir, { 'apt-get': 'exit 1' }, false) });
    expect(choice).toMatchObject({ how: 'none', url: null, says: expect.stringContaining('sweep alone') });
  });

  it('is installed as root, without any service being started', async () => {
    const machine = aMachine(dataDir, {});
    const wanted = [
      'echo "$@" >> apt.log',
      `if [ "$1" = install ]; then cp policy-rc.d policy.seen; printf '#!/bin/sh\\n' > bin/redis-server; chmod +x bin/redis-server; fi`,
    ];
    writeFileSync(
      join(machine.path, 'apt-get'),
      `#!/bin/sh\nPATH=/usr/bin:/bin\ncd ${dataDir}\n${wanted.join('\n')}\n`,
      { mode: 0o755 },
    );
    expect(await choose({ machine })).toMatchObject({ how: 'own' });
    expect(readFileSync(join(dataDir, 'apt.log'), 'utf8')).toContain('redis-server');
    expect(readFileSync(join(dataDir, 'policy.seen'), 'utf8')).toContain('exit 101');
    expect(existsSync(machine.policyFile)).toBe(false);
    expect(said.join()).toContain('Installing redis-server');
  });

  it('is a private one that never drops a job and keeps what it was told over kill -9', async () => {
    const choice = await choose({});
    if (choice.how !== 'own') throw new Error('this test needs redis-server on the path');
    const first = await startProgram(choice.program);
    const client = new Redis(choice.url);
    await client.set('bell', 'rung');
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    expect(await client.config('GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    client.disconnect();
    process.kill(first.pid, 'SIGKILL');
    await first.ended;
    const second = await startProgram(choice.program);
    const again = new Redis(choice.url);
    expect(await again.get('bell')).toBe('rung');
    again.disconnect();
    await stopRunning(second, 2000);
  }, 20_000);
});
