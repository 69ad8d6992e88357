import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '@openhaven/domain/ids';
import mongoose from 'mongoose';
import { startStore, TEST_KEY_BYTES, type TestStore } from '../../testing/store.ts';
import { auditCheckpoint } from '../commands/audit-checkpoint.ts';
import { clockContext } from '../commands/clock-context.ts';
import { sealAudit } from '../commands/seal-audit.ts';
import { verifyAudit } from '../commands/verify-audit.ts';
import type { Context } from '../context.ts';
import { keysFrom, newKeyBytes } from '../crypto/keys.ts';
import { storeIn } from './store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startStore();
});
afterAll(() => test.stop());

interface Raw {
  _id: string;
  seq?: number;
  prev?: string;
  chain?: string;
  mac?: string;
  action?: string;
  sealed?: boolean;
}
const raw = () => mongoose.connection.collection<Raw>('audit');
const clock = (): Context => clockContext(test.store, new Date('2026-11-20T12:00:00Z'));
const person = {
  kind: 'PERSON',
  userId: randomUUID() as UserId,
  organisationId: randomUUID() as OrganisationId,
  role: 'REFERRER',
} as const;

async function write(count: number, store = test.store): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const entry = { action: `step.${n}`, audience: [person.organisationId] };
    await store.audit.add(entry, { actor: person, now: new Date('2026-11-20T12:00:00Z') });
  }
}
const verify = (...checkpoints: string[]) => verifyAudit(clock(), { checkpoints });
async function rowAt(seq: number): Promise<Raw> {
  const row = await raw().findOne({ seq });
  if (!row) throw new Error(`nothing at ${seq}`);
  return row;
}

describe('the sealer', () => {
  it('has nothing to do, and nothing to vouch for, before anything is written', async () => {
    expect(await sealAudit(clock())).toBe(0);
    expect(await auditCheckpoint(clock())).toBeNull();
    expect(await verify()).toMatchObject({ sound: true, sealed: 0, waiting: 0 });
  });

  it('seals what waits, each row once, also when several seal while others write', async () => {
    const writing = Array.from({ length: 8 }, () => write(40));
    const sealing = Array.from({ length: 4 }, async () => {
      for (let n = 0; n < 5; n += 1) await sealAudit(clock());
    });
    await Promise.all([...writing, ...sealing]);
    await sealAudit(clock());
    expect(await verify()).toMatchObject({ sound: true, sealed: 320, waiting: 0, waitingSince: null, strays: 0 });
    const places = await raw()
      .find({ sealed: true, seq: { $gt: 0 } })
      .sort({ seq: 1 })
      .toArray();
    expect(places.map(({ seq }) => seq)).toEqual(Array.from({ length: 320 }, (_, n) => n + 1));
  }, 60_000);

  it('leaves rows as they were read: the timeline shows nothing of the seal', async () => {
    const [row] = await test.store.audit.since(new Date(0), 1);
    expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(['seq']));
    expect(row).not.toHaveProperty('mac');
  });

  it('is not needed to see that a row waits', async () => {
    const before = new Date();
    await write(1);
    const report = await verify();
    expect(report).toMatchObject({ sound: true, waiting: 1 });
    expect(report.waitingSince?.getTime()).toBeGreaterThanOrEqual(before.getTime());
    await sealAudit(clock());
  });
});

describe('the record in the database, tampered with', () => {
  let kept: Raw[];
  let checkpoint: string;
  beforeEach(async () => {
    kept = await raw().find().toArray();
    checkpoint = (await auditCheckpoint(clock())) ?? '';
  });
  afterEach(async () => {
    await raw().deleteMany({});
    await raw().insertMany(kept);
    expect(await verify(checkpoint)).toMatchObject({ sound: true });
  });

  it('names a row that was changed', async () => {
    const row = await rowAt(100);
    await raw().updateOne({ _id: row._id }, { $set: { action: 'step.x' } });
    expect(await verify()).toMatchObject({ sound: false, bad: { seq: 100, id: row._id, fault: 'CHANGED' } });
  });

  it('names the place of a row that was taken out', async () => {
    await raw().deleteOne({ seq: 250 });
    expect(await verify()).toMatchObject({ sound: false, bad: { seq: 250, id: null, fault: 'MISSING' } });
  });

  it('names the first of two that were exchanged', async () => {
    const [one, two] = [await rowAt(10), await rowAt(20)];
    const { _id: _1, ...first } = { ...two, seq: one.seq, prev: one.prev, chain: one.chain };
    const { _id: _2, ...second } = { ...one, seq: two.seq, prev: two.prev, chain: two.chain };
    await raw().deleteMany({ seq: { $in: [10, 20] } });
    await raw().insertMany([{ _id: two._id, ...first } as Raw, { _id: one._id, ...second } as Raw]);
    expect(await verify()).toMatchObject({ sound: false, bad: { seq: 10, id: two._id, fault: 'OUT_OF_PLACE' } });
  });

  it('notices that the end was cut off, although the sealer went on, if there is a checkpoint', async () => {
    await raw().deleteMany({ seq: { $gt: 300 } });
    expect(await verify()).toMatchObject({ sound: true });
    expect(await verify(checkpoint)).toMatchObject({ sound: false, bad: { seq: 301, id: null, fault: 'CUT' } });
    await write(21);
    await sealAudit(clock());
    expect(await verify()).toMatchObject({ sound: true, sealed: 321 });
    expect(await verify(checkpoint)).toMatchObject({ sound: false, bad: { seq: 321, fault: 'REPLACED' } });
  });

  it('knows a row that was slipped in, before it is sealed and for ever after', async () => {
    const { seq: _s, prev: _p, chain: _c, ...like } = await rowAt(5);
    const forged = { ...like, _id: randomUUID(), sealed: false };
    await raw().insertOne(forged);
    expect(await verify()).toMatchObject({ sound: false, forged: [forged._id], bad: null });
    await sealAudit(clock());
    expect(await verify()).toMatchObject({
      sound: false,
      bad: { seq: kept.length + 1, id: forged._id, fault: 'CHANGED' },
    });
  });

  it('knows a row that was hidden from the sealer', async () => {
    const { seq: _s, prev: _p, chain: _c, ...like } = await rowAt(5);
    const hidden = { ...like, _id: randomUUID() };
    await raw().insertOne(hidden);
    expect(await verify()).toMatchObject({ sound: false, strays: 1, strayIds: [hidden._id] });
    await raw().updateOne({ _id: hidden._id }, { $unset: { sealed: '' } });
    expect(await verify()).toMatchObject({ sound: false, strays: 1, strayIds: [] });
  });

  it('does not believe a checkpoint that nobody of the house has made', async () => {
    expect(await verify(checkpoint.replace(/^\d+/, '9'))).toMatchObject({ sound: false, forgedCheckpoints: 1 });
  });
});

describe('the audit key changed', () => {
  it('lets the record go on in one chain, which both keys vouch for', async () => {
    const next = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, audit: [newKeyBytes(), ...TEST_KEY_BYTES.audit] }));
    const context = clockContext(next, new Date());
    await write(5, next);
    await sealAudit(context);
    const checkpoint = (await auditCheckpoint(context)) ?? '';
    expect(await verifyAudit(context, { checkpoints: [checkpoint] })).toMatchObject({ sound: true, checkpoints: 1 });
    // A process that does not know the new key yet cannot tell what it signed from a forgery.
    expect((await verify()).sound).toBe(false);
  });
});
