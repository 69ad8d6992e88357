import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson } from '../testing/people.ts';
import { startServer, type TestServer } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';

const SERVER = join(import.meta.dirname, '..');
const dir = mkdtempSync(join(tmpdir(), 'running-'));
let test: TestStore;

beforeAll(async () => {
  test = await startStore();
});
afterAll(async () => {
  await test.stop();
  rmSync(dir, { recursive: true });
});

const KEYS = Object.fromEntries(['CASE', 'LOCATION', 'INDEX', 'AUDIT'].map((name) => [name, randomBytes(32)]));

function environment(more: Record<string, string> = {}): Record<string, string> {
  const keys = Object.entries(KEYS).map(([name, bytes]) => {
    const path = join(dir, name);
    writeFileSync(path, bytes.toString('base64'));
    return [`${name}_KEY_FILE`, path];
  });
  const { PATH = '' } = process.env;
  const ports = { PORT: '0', INNER_PORT: '0', MONGODB_URI: test.uri, MONGODB_DB: test.database };
  return { PATH, NODE_ENV: 'test', ...ports, ...Object.fromEntries(keys), ...more };
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
}

async function run(script: string, env: Record<string, string>): Promise<Ran> {
  const child = spawn(process.execPath, ['--no-warnings', join(SERVER, script)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out };
}

describe('npm run migrate', () => {
  it('makes a new database ready, and does nothing the second time', async () => {
    const env = environment({ MONGODB_DB: `${test.database}-new` });
    expect((await run('src/main.ts', env)).out).toMatch(/run npm run migrate/);
    expect(await run('scripts/migrate.ts', env)).toMatchObject({ code: 0, out: expect.stringContaining('"migrated"') });
    expect(await run('scripts/migrate.ts', env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('nothing-to-migrate'),
    });
  }, 20_000);
});

/** What makes a field that nobody has thought of appear in the contract, before the server reads it. */
const FORGOTTEN_FIELD = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const read = fs.readFileSync;
fs.readFileSync = (path, ...rest) => {
  const text = read(path, ...rest);
  return String(path).endsWith('unit.graphql') ? text + ' extend type Hold { doorCode: String }' : text;
};
syncBuiltinESMExports();`;

describe('a new field without a policy', () => {
  it('keeps the server from starting, and is named', async () => {
    const preload = join(dir, 'forgotten-field.mjs');
    writeFileSync(preload, FORGOTTEN_FIELD);
    const { code, out } = await run('src/main.ts', environment({ NODE_OPTIONS: `--import=${preload}` }));
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/Hold\.doorCode has no policy/) });
    expect(out).not.toContain('listening');
  });
});

describe('a key that is not that of the database', () => {
  it('keeps the server from starting, and is named', async () => {
    const env = environment();
    const child = spawn(process.execPath, ['--no-warnings', join(SERVER, 'src/main.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface(child.stdout), 'line');
    child.kill('SIGTERM');
    await once(child, 'close');
    const other = join(dir, 'OTHER');
    writeFileSync(other, randomBytes(32).toString('base64'));
    const { code, out } = await run('src/main.ts', { ...env, LOCATION_KEY_FILE: other });
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('LOCATION_KEY_FILE does not open') });
  });
});

describe('the process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function started(): Promise<{ child: ChildProcess; url: string; inner: string; exited: Promise<unknown> }> {
    const child = spawn(process.execPath, ['--no-warnings', join(SERVER, 'src/main.ts')], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { event, port, innerPort } = JSON.parse(line) as { event: string; port: number; innerPort: number };
    expect(event).toBe('listening');
    return {
      child,
      url: `http://127.0.0.1:${port}`,
      inner: `http://127.0.0.1:${innerPort}`,
      exited: once(child, 'exit'),
    };
  }

  it('stops under load without failing a request, and within ten seconds', async () => {
    const { child, url, exited } = await started();
    const body = JSON.stringify({ query: '{ __typename }' });
    let sent = 0;
    let stopping = false;
    const failures: unknown[] = [];
    const client = async (): Promise<void> => {
      while (!stopping) {
        sent += 1;
        try {
          const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
          const { status } = await fetch(`${url}/graphql`, init);
          if (status !== 200) failures.push(status);
        } catch (error) {
          // A new connection that is not taken any more is no request that failed: the next server takes it.
          const code = ((error as Error).cause as { code?: string } | undefined)?.code;
          if (code === 'ECONNREFUSED') return;
          failures.push(code);
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);
    while (sent < 100) await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    stopping = true;
    await Promise.all(clients);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(failures).toEqual([]);
  }, 20_000);

  it('stops with pages open', async () => {
    const { child, url, exited } = await started();
    const person = await aPerson(test.store, { role: 'REFERRER' });
    const json = { 'content-type': 'application/json' };
    const credentials = JSON.stringify({ email: person.email, password: 'Correct-Horse-7' });
    const answer = await fetch(`${url}/auth/sign-in`, { method: 'POST', body: credentials, headers: json });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const stream = await fetch(`${url}/live`, { headers: { cookie } });
    expect(stream.status).toBe(200);
    child.kill('SIGTERM');
    expect(await stream.text()).toContain('retry:');
    expect(await exited).toEqual([0, null]);
  }, 20_000);

  it('does not start in production on the embedded store', async () => {
    if (process.env['MONGODB_URI'] !== undefined) return;
    const env = environment({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://openhaven.example',
      REDIS_URL: 'redis://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'a@b.example',
    });
    expect(await run('src/main.ts', env)).toMatchObject({
      code: 1,
      out: expect.stringContaining('never for production'),
    });
  }, 20_000);

  it('says in one line that the database is away, and nothing of its address', async () => {
    const env = environment({ MONGODB_URI: 'mongodb://user:open-sesame@127.0.0.1:1/?serverSelectionTimeoutMS=200' });
    const { code, out } = await run('src/main.ts', env);
    expect(code).toBe(1);
    expect(out).toMatch(/could not start/);
    expect(out).not.toMatch(/sesame|127\.0\.0\.1/);
  }, 20_000);
});

describe('the inner side', () => {
  let server: TestServer;
  let writable = true;
  beforeAll(async () => {
    const unreachable = 'redis://127.0.0.1:1';
    server = await startServer({
      store: test.store,
      redisUrl: unreachable,
      isStoreWritable: () => Promise.resolve(writable),
    });
  });
  afterAll(() => server.stop());

  const get = async (path: string) => {
    const answer = await fetch(server.innerUrl + path);
    return { status: answer.status, text: await answer.text() };
  };

  it('is alive', async () => {
    expect(await get('/livez')).toEqual({ status: 200, text: '{"alive":true}' });
  });

  it('is ready but degraded without Redis, and not ready without a store that takes writes', async () => {
    const ready = await get('/readyz');
    expect([ready.status, JSON.parse(ready.text)]).toMatchObject([200, { ready: true, degraded: true, redis: 'down' }]);
    writable = false;
    expect((await get('/readyz')).status).toBe(503);
    writable = true;
  });

  it('counts answers by closed labels', async () => {
    await server.nobody.post('/graphql', {});
    await server.nobody.post('/auth/sign-in', {});
    const { text } = await get('/metrics');
    expect(text).toContain('openhaven_requests_total{route="graphql",status="4xx"} 1');
    expect(text).toContain('openhaven_redis_up 0');
  });

  it('says no metric to the public side', async () => {
    for (const path of ['/metrics', '/readyz', '/livez']) expect((await server.nobody.get(path)).status).toBe(404);
  });
});

describe('the pages', () => {
  const pages = join(dir, 'pages');
  let server: TestServer;
  beforeAll(async () => {
    mkdirSync(pages);
    writeFileSync(join(pages, 'index.html'), '<!doctype html><title>OpenHaven</title>');
    writeFileSync(join(pages, 'main-aB-d_345.js'), 'export {};');
    writeFileSync(join(pages, 'robots.txt'), 'User-agent: *');
    writeFileSync(join(dir, 'secret.txt'), 'secret');
    server = await startServer({ store: test.store, staticDir: pages });
  });
  afterAll(() => server.stop());

  const page = (path: string, accept = 'text/html') => fetch(server.url + path, { headers: { accept } });

  it.each(['/', '/referrals/some-id', '/sign-in'])('are one page for every address, kept nowhere: %s', async (path) => {
    const answer = await page(path);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.text()).toContain('<title>OpenHaven</title>');
  });

  it('keep only what never changes', async () => {
    expect((await page('/main-aB-d_345.js')).headers.get('cache-control')).toContain('immutable');
    expect((await page('/robots.txt')).headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    '/main-GONE0000.js',
    '/secret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/.env',
    '/%zz',
  ])('are not: %s', async (path) => {
    const answer = await page(path);
    expect([400, 404]).toContain(answer.status);
    expect(await answer.text()).not.toContain('secret\n');
  });

  it('answer other questions with JSON, not with a page', async () => {
    expect((await page('/api/anything', 'application/json')).status).toBe(404);
    expect((await fetch(`${server.url}/`, { method: 'POST' })).status).toBe(405);
  });

  it('run under a policy that allows our own scripts and nothing else, and tell nobody where people came from', async () => {
    const { headers } = await page('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain('trusted-types angular angular#bundler');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('too many requests', () => {
  it('are turned away with the time to come again, and the next person is not', async () => {
    const server = await startServer({ store: test.store, requestsPerMinute: 5 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => server.nobody.ask('{ __typename }')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused?.errors[0]?.message).toMatch(/Wait a minute/);
    await server.stop();
  });
});
