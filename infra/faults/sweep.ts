import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import type { Platform } from '../run/platform.ts';
import { type Leak, leaksIn, leaksInStore, type Words } from '@openhaven/server/testing/leaks';

/**
 * Looks for words in everything that a platform leaves lying about while it runs: its folder byte by byte (logs with
 * what was said on standard error, the files of the store and of Redis), every document, every key of Redis, every
 * e-mail that was sent, and the figures. Only the folder of the keys is not looked at.
 */
export async function sweep(platform: Platform, dataDir: string, words: Words): Promise<readonly Leak[]> {
  const mails = platform.mailbox.messages().map((mail) => leaksIn('e-mail', JSON.stringify(mail), words));
  const figures = [platform.innerUrl, platform.workersUrl].map((url) => inFigures(`${url}/metrics`, words));
  const found = await Promise.all([
    ...figures,
    inStore(platform, words),
    platform.redisUrl === null ? [] : inRedis(platform.redisUrl, words),
  ]);
  return [...inFiles(dataDir, words), ...mails.flat(), ...found.flat()];
}

function inFiles(folder: string, words: Words): Leak[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return paths
    .map((path) => [relative(folder, path), path] as const)
    .filter(([place]) => !place.startsWith('keys/'))
    .flatMap(([place, path]) => leaksIn(place, readFileSync(path), words));
}

async function inFigures(url: string, words: Words): Promise<readonly Leak[]> {
  return leaksIn('figures', await (await fetch(url)).text(), words);
}

async function inStore({ mongoUri, env }: Platform, words: Words): Promise<readonly Leak[]> {
  const client = await MongoClient.connect(mongoUri);
  try {
    return await leaksInStore(client.db(env['MONGODB_DB'] ?? 'openhaven'), words);
  } finally {
    await client.close();
  }
}

/** Redis packs long values in what it writes to disk, so each is asked for as what it is. */
async function inRedis(url: string, words: Words): Promise<Leak[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys('*');
    const values = keys.map(async (key) => leaksIn('redis', JSON.stringify([key, await valueOf(redis, key)]), words));
    return (await Promise.all(values)).flat();
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  const kind = await redis.type(key);
  if (kind === 'hash') return redis.hgetall(key);
  if (kind === 'list') return redis.lrange(key, 0, -1);
  if (kind === 'set') return redis.smembers(key);
  if (kind === 'zset') return redis.zrange(key, '0', '-1');
  if (kind === 'stream') return redis.xrange(key, '-', '+');
  return redis.get(key);
}
