import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db, type MongoClientOptions } from 'mongodb';
import { start } from '../src/server.ts';

/** A fresh directory, and its removal. */
export async function aDirectory(): Promise<{ dir: string; socket: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'embedded-'));
  return { dir, socket: join(dir, 'store.sock'), remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Whether the list runs against a MongoDB of someone else's. */
export const isRealMongo = process.env['MONGODB_URI'] !== undefined;

/** A store to be tested: MONGODB_URI if it is set, otherwise an embedded one in this process. */
export async function aStore(
  name: string,
  options: MongoClientOptions = {},
): Promise<{ client: MongoClient; db: Db; uri: string; close: () => Promise<void> }> {
  const { dir, socket, remove } = await aDirectory();
  const running = isRealMongo ? null : await start({ dir, socket, maxScan: 2000, sync: 'OFF' });
  const uri = process.env['MONGODB_URI'] ?? running?.uri ?? '';
  const client = await new MongoClient(uri, options).connect();
  const db = client.db(`conformance-${name}`);
  await db.dropDatabase();
  return {
    client,
    db,
    uri,
    async close() {
      await db.dropDatabase();
      await client.close();
      await running?.close();
      await remove();
    },
  };
}

/** The code with which an operation fails; 0 if it does not. */
export async function codeOf(operation: Promise<unknown>): Promise<number> {
  try {
    await operation;
    return 0;
  } catch (error) {
    // The test compares the code.
    return (error as { code?: number }).code ?? -1;
  }
}
