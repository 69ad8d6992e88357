import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Part, type Platform, startPlatform } from './platform.ts';
import { isFree } from './ports.ts';

const statusOf = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status;

describe.each(['find', 'none'] as const)('the whole platform, Redis: %s', (redis) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'openhaven-platform-'));
  let platform: Platform;

  beforeAll(async () => {
    platform = await startPlatform({ dataDir, redis });
  }, 60_000);
  afterAll(() => platform.stop(), 20_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('answers at its doors', async () => {
    expect(await statusOf(`${platform.innerUrl}/livez`)).toBe(200);
    expect(await statusOf(`${platform.innerUrl}/readyz`)).toBe(200);
    expect(await statusOf(`${platform.workersUrl}/livez`)).toBe(200);
  });

  it('names a sign-in for each role, all invented', () => {
    expect(platform.signIns.length).toBeGreaterThan(2);
    for (const { email } of platform.signIns) expect(email).toMatch(/example\.(org|com)|\.invalid$/);
  });

  const parts: Part[] = redis === 'none' ? ['server', 'workers', 'store'] : ['server', 'workers', 'store', 'redis'];
  it.each(parts)(
    'comes back at the same address after kill -9 of the %s',
    async (part) => {
      const before = platform.pidOf(part);
      await platform.kill(part, 'SIGKILL');
      expect(platform.pidOf(part)).toBeUndefined();
      expect(platform.fallen()).toEqual([]);
      await platform.restart(part);
      expect(platform.pidOf(part)).not.toBe(before);
      const until = Date.now() + 15_000;
      while (Date.now() < until && (await statusOf(`${platform.innerUrl}/readyz`)) !== 200)
        await new Promise((go) => setTimeout(go, 100));
      expect(await statusOf(`${platform.innerUrl}/readyz`)).toBe(200);
    },
    40_000,
  );

  it('leaves nothing behind', async () => {
    const ports = [platform.url, platform.innerUrl, platform.workersUrl, platform.mailbox.url].map((url) =>
      Number(new URL(url).port),
    );
    await platform.stop();
    for (const part of parts) expect(platform.pidOf(part)).toBeUndefined();
    expect(await Promise.all(ports.map(isFree))).toEqual(ports.map(() => true));
  }, 20_000);
});
