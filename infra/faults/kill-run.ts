import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Redis } from 'ioredis';
import { type Db, MongoClient } from 'mongodb';
import { createTransport } from 'nodemailer';
import { type Part, type Platform, startPlatform } from '../run/platform.ts';
import { HIDDEN_WORDS, killRounds } from './kill-rounds.ts';
import { seededChance } from './seeded-chance.ts';
import { sweep } from './sweep.ts';

const storeId = (globalId: string): string =>
  Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1] ?? globalId;

/** Where words are found that somebody has left lying about, in every place that there is. */
async function foundWhenPlanted(platform: Platform, db: Db, dataDir: string): Promise<readonly string[]> {
  const [name, address] = [HIDDEN_WORDS['preferredName'], HIDDEN_WORDS['address']];
  appendFileSync(join(dataDir, 'logs/server.log'), `fault: ${name}\n`);
  await db.collection('units').insertOne({ note: `1 ${address}` });
  const mail = createTransport(platform.mailbox.smtpUrl);
  await mail.sendMail({ from: 'a@example.org', to: 'b@example.org', subject: 'News', text: `Dear ${name}` });
  if (platform.redisUrl !== null) {
    const redis = new Redis(platform.redisUrl);
    await redis.hset('bull:escalations:1', 'data', JSON.stringify({ name }));
    redis.disconnect();
  }
  const found = await sweep(platform, dataDir, HIDDEN_WORDS);
  return [...new Set(found.map(({ word, place }) => `${word}: ${place}`))];
}

/** What each part said last, and which has ended by itself. */
function lastWords(platform: Platform, dataDir: string): string {
  const logs = join(dataDir, 'logs');
  const last = readdirSync(logs).map((file) => {
    const lines = readFileSync(join(logs, file), 'utf8').trimEnd().split('\n').slice(-12);
    return [file, ...lines].join('\n  ');
  });
  return [`fallen: ${platform.fallen().join(', ') || 'none'}`, ...last].join('\n');
}

async function runOf(redis: 'find' | 'none', parts: readonly Part[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'oh-kill-'));
  const platform = await startPlatform({ dataDir, redis });
  const client = new MongoClient(platform.mongoUri);
  try {
    const db = client.db('openhaven');
    const report = await killRounds({
      platform,
      dataDir,
      db,
      parts,
      rounds: 20,
      acts: 500,
      chance: seededChance(7),
      storeId,
    });
    return { report, planted: await foundWhenPlanted(platform, db, dataDir) };
  } catch (fault) {
    console.error(lastWords(platform, dataDir));
    throw fault;
  } finally {
    await client.close();
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** With a MongoDB of somebody else's there is no store of ours to kill. */
const OWN_STORE: readonly Part[] = process.env['MONGODB_URI'] === undefined ? ['store'] : [];

/** Kills one part after another while people submit and hold, and expects that nothing is lost, doubled or told. */
export async function expectNothingLost(redis: 'find' | 'none', parts: readonly Part[]): Promise<void> {
  const { report, planted } = await runOf(redis, [...parts, ...OWN_STORE]);
  console.info(JSON.stringify(report));
  expect(report).toMatchObject({
    lostReferrals: 0,
    doubledReferrals: 0,
    lostHolds: 0,
    doublyHeld: 0,
    lapsedNotFree: 0,
    leaks: [],
  });
  expect(report.submitted + report.heldFirst + report.toldGone).toBeGreaterThanOrEqual(480);
  expect(report.heldFirst).toBeGreaterThan(0);
  expect(report.lapsed).toBeGreaterThan(0);
  expect(report.escalations).toBeGreaterThan(0);
  expect(report.slowestEscalationMs).toBeLessThan(60_000);
  expect(planted).toEqual(
    expect.arrayContaining([
      'preferredName: logs/server.log',
      'address: collection units',
      'preferredName: e-mail',
      ...(redis === 'find' ? ['preferredName: redis'] : []),
    ]),
  );
}
