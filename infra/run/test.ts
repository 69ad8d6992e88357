/** `npm test [-- NAME…]`: installs what is missing, runs the suites, and ends with one line that counts them all. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages, onPath } from './apt.ts';
import { findChromium } from './chromium.ts';
import { buildClientIfNeeded } from './client-build.ts';
import { ROOT } from './places.ts';
import { countedBy, lastLine, type Suite, table } from './test-counts.ts';

const CHECK = 'check';
/** Rules first, pages last: the quickest to fail, and the easiest to understand, comes first. */
const ORDER = [CHECK, 'domain', 'infra', 'server', 'workers', 'client', 'e2e'];
const LONGEST_SUITE_MS = 14 * 60_000;

const say = (line: string): void => console.log(line);

function prepare(names: readonly string[]): void {
  const wantsRedis = process.env['REDIS_URL'] === undefined && onPath('redis-server') === null;
  if (wantsRedis && !installPackages(['redis-server'], say)) {
    say('Redis is missing and could not be installed: tests that need it will fail. Install the package redis-server.');
  }
  if (!names.includes('e2e')) return;
  findChromium(say);
  buildClientIfNeeded(say);
}

function commandOf(name: string, results: string): string[] {
  if (name === CHECK) return ['infra/run/check.ts', '--outcomes', results];
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', name];
  return [...jest, '--maxWorkers=3', '--json', '--outputFile', results];
}

/** Runs one suite to its end; what it prints goes straight to the terminal. */
async function run(name: string, folder: string): Promise<Suite> {
  say(`\n── ${name}`);
  const started = performance.now();
  const results = join(folder, `${name}.json`);
  // Parts are started and killed by the hundred: what one has compiled, the next need not.
  const env = { ...process.env, NODE_ENV: 'test', NODE_COMPILE_CACHE: join(folder, 'compiled') };
  const args = ['--no-warnings', ...commandOf(name, results)];
  // Jest speaks on standard error; all it says on standard output is where its results are.
  const stdout = name === CHECK ? 'inherit' : 'ignore';
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', stdout, 'inherit'] });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  const tooLong = setTimeout(() => child.kill('SIGKILL'), LONGEST_SUITE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(tooLong);
  process.off('SIGTERM', forward).off('SIGINT', forward);
  return { name, seconds: (performance.now() - started) / 1000, ...countedBy(results, code) };
}

function namesAsked(): readonly string[] {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !ORDER.includes(name));
  if (unknown.length > 0) {
    console.error(`No suite is called ${unknown.join(', ')}. There are: ${ORDER.join(', ')}.`);
    process.exit(2);
  }
  return asked.length === 0 ? ORDER : ORDER.filter((name) => asked.includes(name));
}

const names = namesAsked();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// To be told of the parent's end is no reason to stay.
process.channel?.unref();
const folder = mkdtempSync(join(tmpdir(), 'openhaven-tests-'));
const suites: Suite[] = [];
try {
  prepare(names);
  for (const name of names) if (!stop.signal.aborted) suites.push(await run(name, folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`\n${table(suites)}\n`);
say(lastLine(suites));
process.exitCode = stop.signal.aborted || suites.some(({ failed }) => failed > 0) ? 1 : 0;
