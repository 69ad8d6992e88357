import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { countedBy, lastLine } from './test-counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'openhaven-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function results(content: object): string {
  const file = join(folder, 'results.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
const aSuite = (passed: number, failed: number, skipped: number): Parameters<typeof lastLine>[0][number] => ({
  name: 'x',
  seconds: 1,
  passed,
  failed,
  skipped,
});

describe('counting', () => {
  it('adds a file that could not run to the failures', () => {
    const file = results({
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 1,
      numTodoTests: 1,
    });
    expect(countedBy(file, 1)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('counts a suite that ended badly without naming a failure as one failure', () => {
    expect(countedBy(results({ numPassedTests: 5 }), 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(countedBy(join(folder, 'absent.json'), null)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('reads what the checks write', () => {
    expect(countedBy(results({ passed: 9, failed: 1 }), 1)).toEqual({ passed: 9, failed: 1, skipped: 0 });
  });
});

it('ends with one line, which speaks of skipped tests only where there are some', () => {
  expect(lastLine([aSuite(3, 0, 0), aSuite(4, 1, 0)])).toBe('7 passed, 1 failed');
  expect(lastLine([aSuite(3, 0, 2)])).toBe('3 passed, 0 failed, 2 skipped');
});
