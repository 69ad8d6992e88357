import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@openhaven/server/context';
import { aPerson } from '@openhaven/server/testing/people';
import { TEST_KEY_BYTES, type TestStore, startStore } from '@openhaven/server/testing/store';
import { makeKeys } from '../../infra/run/keys.ts';
import { type Mailbox, startMailbox } from '../../infra/run/mailbox.ts';
import { freePort } from '../../infra/run/ports.ts';
import { type Running, signalRunning, startProgram, stopRunning } from '../../infra/run/processes.ts';
import { aNotice } from '../testing/jobs.ts';
import { type TestRedis, startRedis } from '../testing/redis.ts';
import { silentServer } from '../testing/silent-server.ts';
import { until } from '../testing/until.ts';

let own: TestStore;
let store: Store;
let mailbox: Mailbox;
let redis: TestRedis;
let folder: string;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
  mailbox = await startMailbox();
  redis = await startRedis();
  folder = mkdtempSync(join(tmpdir(), 'openhaven-workers-'));
});
afterAll(async () => {
  await own.stop();
  await mailbox.close();
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Process {
  readonly running: Running;
  readonly url: string;
  /** Sends SIGTERM. @returns after how many milliseconds it had ended */
  stop(): Promise<number>;
}

const started: Process[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ running }) => stopRunning(running, 0)));
});

/** The audit key of the test's own store, so that either can check what the other has sealed. */
function auditKeyFile(): string {
  const path = join(folder, 'audit.key');
  const [key = new Uint8Array()] = TEST_KEY_BYTES.audit;
  writeFileSync(path, Buffer.from(key).toString('base64'));
  return path;
}

/** The real workers, as the platform starts them. */
async function startProcess(more: Readonly<Record<string, string>> = {}): Promise<Process> {
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    WORKERS_PORT: String(port),
    MONGODB_URI: own.uri,
    MONGODB_DB: own.database,
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: 'OpenHaven <no-reply@openhaven.example>',
    PUBLIC_URL: 'http://127.0.0.1:4000',
    ...makeKeys(join(folder, 'keys')),
    AUDIT_KEY_FILE: auditKeyFile(),
    ...more,
  };
  const running = await startProgram({
    name: 'workers',
    command: process.execPath,
    args: ['--no-warnings', join(import.meta.dirname, 'main.ts')],
    env,
    ready: /"event":"workers\.ready"/,
    logFile: join(folder, 'workers.log'),
  });
  const stop = async (): Promise<number> => {
    const from = Date.now();
    signalRunning(running, 'SIGTERM');
    await running.ended;
    return Date.now() - from;
  };
  const one = { running, url: `http://127.0.0.1:${port}`, stop };
  started.push(one);
  return one;
}

async function notify(): Promise<string> {
  const { actor, email } = await aPerson(store, { role: 'REFERRER' });
  await aNotice(store, { userId: actor.userId, now: new Date() });
  return email;
}
const hasMail = (email: string): boolean => mailbox.messages().some(({ to }) => to.includes(email));
const beatOf = async (name: string): Promise<boolean | undefined> =>
  (await store.heartbeats.all()).find((beat) => beat.name === name)?.working;

describe('the workers as a process', () => {
  test('send what is due, say that they live, and stop when they are told to', async () => {
    const workers = await startProcess();
    const email = await notify();
    await until('the e-mail is there', () => hasMail(email));
    expect(mailbox.messages()[0]?.text).toContain('http://127.0.0.1:4000/work');

    expect((await fetch(`${workers.url}/livez`)).status).toBe(200);
    const ready = await fetch(`${workers.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ ready: true, degraded: true, queue: 'none', mail: true });
    expect(await (await fetch(`${workers.url}/metrics`)).text()).toMatch(
      /openhaven_jobs_total\{job="notice.send",result="DONE"\} \d/,
    );
    expect((await fetch(`${workers.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${workers.url}/livez`, { method: 'POST' })).status).toBe(405);
    expect(await Promise.all(['SWEEP', 'QUEUE', 'MAIL'].map(beatOf))).toEqual([true, false, true]);
    expect(await workers.stop()).toBeLessThan(5_000);
  }, 40_000);

  test('seal what is written to the record within ten seconds, two processes side by side', async () => {
    await Promise.all([startProcess(), startProcess()]);
    const { actor } = await aPerson(store, { role: 'REFERRER' });
    for (let n = 0; n < 20; n += 1)
      await store.audit.add({ action: 'hold.placed', audience: [] }, { actor, now: new Date() });
    const from = Date.now();
    const waiting = async (): Promise<number> => (await store.auditChain.verify([])).waiting;
    await until('nothing waits to be sealed', async () => (await waiting()) === 0);
    expect(Date.now() - from).toBeLessThan(10_000);
    expect(await store.auditChain.verify([])).toMatchObject({ bad: null, forged: [] });
  }, 40_000);

  test('send within a second when Redis is there', async () => {
    const workers = await startProcess({ REDIS_URL: redis.url });
    await until(
      'the queue is up',
      async () => ((await (await fetch(`${workers.url}/readyz`)).json()) as { queue: string }).queue === 'up',
    );
    await until('a heartbeat says so', async () => (await beatOf('QUEUE')) === true);
    const email = await notify();
    const from = Date.now();
    await until('the e-mail is there', () => hasMail(email));
    expect(Date.now() - from).toBeLessThan(2_000);
    expect(await workers.stop()).toBeLessThan(5_000);
  }, 40_000);

  test('say that mail is not running while the server is away, and send once it is back', async () => {
    mailbox.failWith(451);
    await startProcess();
    const email = await notify();
    await until('mail is said not to run', async () => (await beatOf('MAIL')) === false);
    expect(hasMail(email)).toBe(false);
    mailbox.failWith();
    await until('the e-mail is there', () => hasMail(email), 30_000);
    await until('mail is said to run', async () => (await beatOf('MAIL')) === true, 30_000);
  }, 80_000);

  test('stop within ten seconds although a mail server is silent', async () => {
    const silent = await silentServer();
    const workers = await startProcess({ SMTP_URL: silent.url });
    await notify();
    await until('somebody has rung', () => silent.callers() > 0);
    expect(await workers.stop()).toBeLessThan(10_000);
    await silent.close();
  }, 40_000);

  test('refuse to start on a database of another version, and say where to look', async () => {
    await expect(startProcess({ MONGODB_DB: 'never-migrated' })).rejects.toThrow(/MIGRATIONS_PENDING/);
  }, 40_000);
});
