import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const STATES = ['met', 'partly', 'open', 'not applicable'];

interface Row {
  readonly requirement: string;
  readonly level: string;
  readonly about: string;
  readonly state: string;
  readonly shownBy: readonly string[];
  readonly reason: string;
}

/** The cells of a line: quoted where they hold a comma. */
function cellsOf(line: string): readonly string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(cells, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

const lines = readFileSync(join(import.meta.dirname, 'asvs.csv'), 'utf8')
  .trim()
  .split('\n');
const table = lines.filter((line) => !line.startsWith('#'));
const rows = table.slice(1).map((line): Row => {
  const [requirement = '', level = '', about = '', state = '', shownBy = '', reason = ''] = cellsOf(line);
  return { requirement, level, about, state, shownBy: shownBy.split(' ').filter(Boolean), reason };
});

describe('the table of what the verification standard asks', () => {
  it('has each requirement of the first two levels once, in their order', () => {
    // Version 5.0.0 has 70 of the first level and 183 of the second.
    expect(['1', '2'].map((level) => rows.filter((row) => row.level === level).length)).toEqual([70, 183]);
    const numbers = rows.map(({ requirement }) => requirement.slice(1).split('.').map(Number));
    const inOrder = numbers.toSorted((one, other) => {
      const at = one.findIndex((part, index) => part !== other[index]);
      return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
    });
    expect(numbers).toEqual(inOrder);
    expect(new Set(rows.map(({ requirement }) => requirement)).size).toBe(rows.length);
    expect(new Set(numbers.map(([chapter]) => chapter)).size).toBe(17);
  });

  it.each(rows)('$requirement, $about: $state', ({ about, state, shownBy, reason }) => {
    expect(about).toMatch(/^[A-Z]/);
    expect(STATES).toContain(state);
    // What is met is shown by something; what is not says why.
    expect([state, state === 'met' ? shownBy.length > 0 : /^[A-Z].*\.$/.test(reason)]).toEqual([state, true]);
    expect(shownBy.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    // A test, or for what is to be written down the document with its reason.
    const isTested = shownBy.some((path) => path.endsWith('.test.ts'));
    expect([state, isTested || shownBy.length === 0 || reason !== '']).toEqual([state, true]);
  });
});
