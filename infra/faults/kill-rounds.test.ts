import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type Part, startPlatform } from '../run/platform.ts';
import { killRounds } from './kill-rounds.ts';
import { seededChance } from './seeded-chance.ts';

const storeId = (globalId: string): string =>
  Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1] ?? globalId;

async function runOf(redis: 'find' | 'none', parts: readonly Part[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'oh-kill-'));
  const platform = await startPlatform({ dataDir, redis });
  const client = new MongoClient(platform.mongoUri);
  try {
    const db = client.db('openhaven');
    return await killRounds({ platform, db, parts, rounds: 20, acts: 500, chance: seededChance(7), storeId });
  } finally {
    await client.close();
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** With a MongoDB of somebody else's there is no store of ours to kill. */
const OWN_STORE: readonly Part[] = process.env['MONGODB_URI'] === undefined ? ['store'] : [];

describe('kill -9 of one part after another, while people submit and hold', () => {
  it.each([
    ['with Redis', 'find', ['server', 'workers', 'redis', ...OWN_STORE]],
    ['with no Redis at all', 'none', ['server', 'workers', ...OWN_STORE]],
  ] as const)(
    'loses and doubles nothing %s',
    async (_name, redis, parts) => {
      const report = await runOf(redis, parts);
      console.info(JSON.stringify(report));
      expect(report).toMatchObject({
        lostReferrals: 0,
        doubledReferrals: 0,
        lostHolds: 0,
        doublyHeld: 0,
        lapsedNotFree: 0,
      });
      expect(report.submitted + report.heldFirst + report.toldGone).toBeGreaterThanOrEqual(480);
      expect(report.heldFirst).toBeGreaterThan(0);
      expect(report.lapsed).toBeGreaterThan(0);
      expect(report.escalations).toBeGreaterThan(0);
      expect(report.slowestEscalationMs).toBeLessThan(60_000);
    },
    400_000,
  );
});
