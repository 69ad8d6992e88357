import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { grantForRules } from '../src/access/look.ts';
import { auditCheckpoint } from '../src/commands/audit-checkpoint.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import { sealAudit } from '../src/commands/seal-audit.ts';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { keysFrom, newKeyBytes } from '../src/crypto/keys.ts';
import { storeIn } from '../src/store/store.ts';
import { aSentReferral, allowed, referralOf } from '../testing/builders/cases.ts';
import { aKey, asActor } from '../testing/builders/people.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { TEST_KEY_BYTES, type TestStore, startStore } from '../testing/store.ts';

const SCRIPT = join(import.meta.dirname, '../scripts/admin.ts');
const folder = mkdtempSync(join(tmpdir(), 'admin-'));
let test: TestStore;
let officer: TestPerson;
beforeAll(async () => {
  test = await startStore();
  officer = await aPerson(test.store, { role: 'REFERRER' });
});
afterAll(async () => {
  await test.stop();
  rmSync(folder, { recursive: true });
});

type KeyName = keyof typeof TEST_KEY_BYTES;

/** A key file with these keys; the test's own if none are given. */
function keyFile(name: KeyName, keys: readonly Uint8Array[] = TEST_KEY_BYTES[name]): string {
  const path = join(folder, `${name}-${randomUUID()}.key`);
  writeFileSync(path, keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''));
  return path;
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function admin(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT, ...args], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      MONGODB_URI: test.uri,
      MONGODB_DB: test.database,
      CASE_KEY_FILE: keyFile('case'),
      LOCATION_KEY_FILE: keyFile('location'),
      INDEX_KEY_FILE: keyFile('index'),
      AUDIT_KEY_FILE: keyFile('audit'),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

const NOW = new Date('2026-11-20T12:00:00Z');
const at = () => asActor(officer, test.store, NOW);

describe('the operator’s command', () => {
  it.each([
    ['nothing', []],
    ['an unknown command', ['make-coffee']],
    ['an unknown option', ['erase', '--now']],
    ['an unknown key', ['rotate-key', 'master']],
    ['no reason', ['erase', 'WOR-7K2M']],
    ['a file of checkpoints that is not there', ['audit:verify', '--checkpoints', '/nowhere']],
  ])('given %s says how it is used, and ends with 2', async (_what, args) => {
    const { code, out, err } = await admin(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('npm run admin -- rotate-key case|location|audit|index');
    expect(err).not.toContain('/nowhere');
  });

  it('says in one line what stands in its way, without names of hosts', async () => {
    const { code, out, err } = await admin(['audit:verify'], { MONGODB_DB: 'never-migrated' });
    expect([code, out, err]).toEqual([1, '', 'The database cannot be used: MIGRATIONS_PENDING.\n']);
  });
});

describe('erase', () => {
  it('refuses an open referral and one that is not there, and changes nothing when it only looks', async () => {
    const referralId = await aSentReferral(at());
    const { reference } = await referralOf(at(), referralId);
    const open = await admin(['erase', reference, '--reason', 'asked-for']);
    expect([open.code, open.out]).toEqual([1, 'This referral is still open. Close it before its story is erased.\n']);
    const unknown = await admin(['erase', 'XXX-0000', '--reason', 'asked-for', '--json']);
    expect([unknown.code, JSON.parse(unknown.out)]).toEqual([1, { ok: false, refused: 'NOT_FOUND' }]);

    const end = { referralId, reason: 'SURVIVOR_CHANGED_MIND' };
    allowed(await withdrawReferral(at(), { idempotencyKey: aKey(), ...end }));
    const look = await admin(['erase', reference, '--reason', 'asked-for', '--dry-run']);
    expect([look.code, look.out]).toEqual([0, `The story of ${reference} would be erased.\n`]);
    expect((await referralOf(at(), referralId)).erasedAt).toBeUndefined();

    const done = await admin(['erase', referralId, '--reason', 'retention', '--json']);
    expect([done.code, JSON.parse(done.out)]).toEqual([0, { ok: true, referralId, reference, erased: true }]);
    expect((await referralOf(at(), referralId)).erasedAt).toBeInstanceOf(Date);
    const [row] = (await test.store.audit.timeline(referralId, { first: 1, after: null })).edges;
    expect(row?.node).toMatchObject({ action: 'referral.erased', reason: 'RETENTION', actorKind: 'CLOCK' });
  }, 30_000);
});

describe('rotate-key', () => {
  it('wraps everything by the new case key, after which the old one can go', async () => {
    const referralId = await aSentReferral(at());
    const next = newKeyBytes();
    const ring = { CASE_KEY_FILE: keyFile('case', [next, ...TEST_KEY_BYTES.case]) };
    const look = await admin(['rotate-key', 'case', '--dry-run', '--json'], ring);
    const { left } = JSON.parse(look.out) as { left: number };
    expect([look.code, left > 0]).toEqual([0, true]);
    const done = await admin(['rotate-key', 'case', '--json'], ring);
    const report = { ok: true, key: 'case', rewrapped: left, unreadable: 0, left: 0 };
    expect([done.code, JSON.parse(done.out)]).toEqual([0, report]);
    const after = storeIn(null, keysFrom({ ...TEST_KEY_BYTES, case: [next] }));
    expect((await after.referrals.get(referralId))?.story.open(grantForRules('COMPLETENESS')).tonight).toBe('NOWHERE');

    const back = { CASE_KEY_FILE: keyFile('case', [...TEST_KEY_BYTES.case, next]) };
    expect((await admin(['rotate-key', 'case'], back)).out).toMatch(
      /^\d+ data keys were wrapped anew.*\n.*destroy them/,
    );
  }, 30_000);

  it('says so, with 1, while something is under a key that is not in the file', async () => {
    await aSentReferral(at());
    const { code, out } = await admin(['rotate-key', 'location'], {
      LOCATION_KEY_FILE: keyFile('location', [newKeyBytes()]),
    });
    expect([code, out]).toEqual([1, expect.stringMatching(/^0 data keys .*\n[1-9]\d* are under another key still/)]);
  }, 30_000);

  it('lets the new audit key vouch for the record so far, and says how long the old index key is needed', async () => {
    const ring = { AUDIT_KEY_FILE: keyFile('audit', [newKeyBytes(), ...TEST_KEY_BYTES.audit]) };
    const audit = await admin(['rotate-key', 'audit', '--json'], ring);
    const { checkpoint } = JSON.parse(audit.out) as { checkpoint: string };
    const kept = join(folder, 'kept');
    writeFileSync(kept, `${checkpoint}\n`);
    const verified = await admin(['audit:verify', '--checkpoints', kept, '--json'], ring);
    expect([verified.code, JSON.parse(verified.out)]).toEqual([
      0,
      expect.objectContaining({ sound: true, checkpoints: 1 }),
    ]);
    const index = await admin(['rotate-key', 'index']);
    expect([index.code, index.out]).toEqual([0, expect.stringMatching(/^Keep the old index key in the file until 20/)]);
    // For the tests below the record begins anew: its seals are of a key that nobody has any more.
    await mongoose.connection.collection('audit').deleteMany({});
  }, 30_000);
});

describe('audit:verify', () => {
  it('names the first bad row and ends with 1; without checkpoints says what it cannot see', async () => {
    const context = clockContext(test.store, NOW);
    for (let n = 0; n < 5; n += 1) await test.store.audit.add({ action: `step.${n}`, audience: [] }, context);
    await sealAudit(context);
    const sound = await admin(['audit:verify']);
    expect([sound.code, sound.out]).toEqual([
      0,
      expect.stringMatching(/^5 rows are sealed and right\.\nNo checkpoint/),
    ]);

    const log = join(folder, 'workers.log');
    const checkpoint = (await auditCheckpoint(context)) ?? '';
    writeFileSync(log, `{"event":"ready"}\n${JSON.stringify({ event: 'audit.checkpoint', checkpoint })}\n`);
    const raw = mongoose.connection.collection('audit');
    await raw.deleteOne({ seq: 5 });
    const cut = await admin(['audit:verify', '--json'], { AUDIT_CHECKPOINT_FILE: log });
    expect([cut.code, JSON.parse(cut.out)]).toEqual([
      1,
      expect.objectContaining({ ok: false, bad: { seq: 5, id: null, fault: 'CUT' } }),
    ]);
    const row = await raw.findOneAndUpdate({ seq: 3 }, { $set: { action: 'step.x' } });
    const changed = await admin(['audit:verify'], { AUDIT_CHECKPOINT_FILE: log });
    expect([changed.code, changed.out]).toEqual([
      1,
      `Row 3 (${String(row?._id)}) is not as it was written.\n2 rows are right before it.\n`,
    ]);
  }, 30_000);
});
