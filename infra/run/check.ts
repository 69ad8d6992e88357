/**
 * `npm run check [-- NAME…]`: everything that can be known without running the product. Two checks at a time.
 * `npm run check -- lint --only PATH` lints a part.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { lockFaults } from '../check/lock.ts';
import { unexplainedSuppressions } from '../check/suppressions.ts';
import { ROOT } from './places.ts';

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

const tool = (path: string, ...args: string[]): string[] => [`node_modules/${path}`, ...args];
const compileClient = (part: string): string[] =>
  tool('@angular/compiler-cli/bundles/src/bin/ngc.js', '-p', `client/tsconfig.${part}.json`, '--noEmit');

const { values, positionals } = parseArgs({
  options: { outcomes: { type: 'string' }, only: { type: 'string', default: '.' } },
  allowPositionals: true,
});

/** Longest first, so that the two lanes end together. A list is run by Node; a function names faults, one a line. */
const CHECKS: Readonly<Record<string, readonly string[] | (() => readonly string[])>> = {
  lint: tool('eslint/bin/eslint.js', values.only, '--ignore-pattern', 'client/', '--max-warnings', '0'),
  'lint-client': tool('eslint/bin/eslint.js', 'client', '--max-warnings', '0'),
  'client-types': compileClient('app'),
  'client-test-types': compileClient('spec'),
  types: tool('typescript/bin/tsc', '-p', '.'),
  unused: tool('knip/bin/knip.js', '--no-progress'),
  generated: ['server/scripts/codegen.ts', '--check'],
  'page-test-types': tool('typescript/bin/tsc', '-p', 'client/e2e'),
  'domain-types': tool('typescript/bin/tsc', '-p', 'server/domain'),
  format: tool('@biomejs/biome/bin/biome', 'format', '.'),
  lock: lockFaults,
  suppressions: unexplainedSuppressions,
};

async function outcomeOf(name: string, check: (typeof CHECKS)[string]): Promise<Outcome> {
  if (typeof check === 'function') {
    const faults = check();
    return { name, passed: faults.length === 0, output: faults.join('\n') };
  }
  const child = spawn(process.execPath, ['--no-warnings', ...check], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { name, passed: code === 0, output: `${stdout}${stderr}`.trim() };
}

/** Takes names off the common list until it is empty; two of these run at once. */
async function lane(waiting: string[], outcomes: Outcome[]): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const started = performance.now();
    const outcome = await outcomeOf(name, CHECKS[name] ?? []);
    outcomes.push(outcome);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${outcome.passed ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${seconds.padStart(5)} s`);
  }
}

const unknown = positionals.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(', ')}. There are: ${Object.keys(CHECKS).join(', ')}.`);
  process.exit(2);
}
const outcomes: Outcome[] = [];
const waiting = positionals.length > 0 ? positionals : Object.keys(CHECKS);
await Promise.all([lane(waiting, outcomes), lane(waiting, outcomes)]);

const failed = outcomes.filter(({ passed }) => !passed);
for (const { name, output } of failed) console.log(`\n── ${name}\n${output}`);
if (failed.length > 0) console.log(`\nfailed: ${failed.map(({ name }) => name).join(', ')}`);
if (values.outcomes !== undefined) {
  writeFileSync(values.outcomes, JSON.stringify({ passed: outcomes.length - failed.length, failed: failed.length }));
}
process.exitCode = failed.length > 0 ? 1 : 0;
