import { readFileSync } from 'node:fs';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Suite extends Counts {
  readonly name: string;
  readonly seconds: number;
}

/** What jest writes with `--json`, and `check` with `--outcomes`. */
interface Results {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly numTodoTests?: number;
  readonly numRuntimeErrorTestSuites?: number;
  readonly passed?: number;
  readonly failed?: number;
}

/**
 * How many tests of a suite passed, failed and were skipped. A file that could not run counts as one failure, and so does
 * a suite that wrote no results or ended badly without naming a failure: nothing that went wrong may count as nothing.
 */
export function countedBy(resultsFile: string, exitCode: number | null): Counts {
  const results = read(resultsFile);
  const { numFailedTests = 0, numRuntimeErrorTestSuites = 0, numPendingTests = 0, numTodoTests = 0 } = results;
  const failed = (results.failed ?? 0) + numFailedTests + numRuntimeErrorTestSuites;
  return {
    passed: results.passed ?? results.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}

function read(file: string): Results {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    // No results: `failed` tells, since a suite killed or broken before its results ends with a code.
    return {};
  }
}

const sum = (suites: readonly Suite[], of: keyof Counts): number =>
  suites.reduce((total, suite) => total + suite[of], 0);

/** One line a suite, in columns. */
export function table(suites: readonly Suite[]): string {
  const rows = suites.map(({ name, passed, failed, skipped, seconds }) => [
    name.padEnd(10),
    ...[passed, failed, skipped].map((count) => String(count).padStart(8)),
    `${seconds.toFixed(1)} s`.padStart(10),
  ]);
  const head = [
    'suite'.padEnd(10),
    ...['passed', 'failed', 'skipped'].map((word) => word.padStart(8)),
    'time'.padStart(10),
  ];
  return [head, ...rows].map((cells) => cells.join('')).join('\n');
}

/** `N passed, N failed`, and `, N skipped` only where some were. */
export function lastLine(suites: readonly Suite[]): string {
  const skipped = sum(suites, 'skipped');
  return `${sum(suites, 'passed')} passed, ${sum(suites, 'failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
