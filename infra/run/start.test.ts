import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from './ports.ts';

const root = join(import.meta.dirname, '../..');
const command = ['--no-warnings', join(root, 'infra/run/start.mjs')];

/** `npm start` on a data folder of its own. Nothing of this machine's settings reaches it. */
function environment(dataDir: string, port: number): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'development', OPENHAVEN_DATA_DIR: dataDir, PORT: String(port) };
}

describe('npm start', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'openhaven-start-'));
  let port: number;
  let first: ChildProcess;
  const lines: string[] = [];

  beforeAll(async () => {
    port = await freePort();
    first = spawn(process.execPath, command, { env: environment(dataDir, port), stdio: ['ignore', 'pipe', 'inherit'] });
    const output = createInterface({ input: first.stdout as NodeJS.ReadableStream });
    await new Promise<void>((resolve, reject) => {
      first.once('exit', () => reject(new Error(`npm start ended:\n${lines.join('\n')}`)));
      output.on('line', (line) => {
        lines.push(line);
        if (line.includes('Ctrl-C stops everything')) resolve();
      });
    });
  }, 180_000);
  afterAll(() => {
    first.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('prints the address, the sign-ins, the mailbox and what it chose', () => {
    const text = lines.join('\n');
    expect(text).toContain(`http://127.0.0.1:${port}`);
    expect(text).toMatch(/E-mails +http:/);
    expect(text).toMatch(/MongoDB +\w/);
    expect(text).toMatch(/Redis +\S/);
    expect(text).toMatch(/@example\.org +\S+/);
  });

  it('serves the pages', async () => {
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<html');
  });

  it('says in one line that it is running already', () => {
    const second = spawnSync(process.execPath, command, { env: environment(dataDir, port), encoding: 'utf8' });
    expect(second.status).toBe(1);
    expect(second.stderr.trim()).toMatch(
      /^OpenHaven is already running on this data \(process \d+\): stop that first\.$/,
    );
  });

  it('stops everything within ten seconds of Ctrl-C', async () => {
    const asked = performance.now();
    first.kill('SIGINT');
    const [code] = (await once(first, 'exit')) as [number];
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  }, 20_000);
});

describe('npm start on a port that is taken', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'openhaven-start-'));
  let other: Server;
  afterAll(() => {
    other.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('names the port and how to choose another one', async () => {
    const port = await freePort();
    other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    // The taken port is ours, so this process must go on answering while it is tried.
    const start = spawn(process.execPath, command, {
      env: environment(dataDir, port),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [line] = (await once(createInterface({ input: start.stderr as NodeJS.ReadableStream }), 'line')) as [string];
    expect(line).toBe(`Port ${port} is taken. Choose another one: PORT=${port + 100} npm start`);
  }, 20_000);
});

it('npm start in production names what is missing and starts nothing', () => {
  const { MONGODB_URI: _uri, ...env } = process.env;
  const start = spawnSync(process.execPath, command, { env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8' });
  expect(start.status).toBe(1);
  for (const name of ['MONGODB_URI', 'REDIS_URL', 'SMTP_URL', 'PUBLIC_URL', 'CASE_KEY_FILE'])
    expect(start.stderr).toContain(name);
}, 20_000);
