import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installedState, lockHash, majorOf, stampInstalled } from './install.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'openhaven-install-'));
  lock('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const packages = (version: string): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version: '9.9.9', optional: true } },
  });
const lock = (version: string): void => writeFileSync(join(root, 'package-lock.json'), packages(version));
function install(version: string): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), packages(version));
}

describe('what is installed', () => {
  it('is missing where there is no folder of packages', () => {
    expect(installedState(root)).toBe('missing');
  });

  it('is current after an installation, and stale once the lock changes', () => {
    install('1.0.0');
    stampInstalled(root);
    expect(installedState(root)).toBe('current');
    lock('1.1.0');
    expect(installedState(root)).toBe('stale');
  });

  it('is current where somebody installed the same versions by hand', () => {
    install('1.0.0');
    expect(installedState(root)).toBe('current');
  });

  it('is stale where an installation was cut short', () => {
    mkdirSync(join(root, 'node_modules'));
    expect(installedState(root)).toBe('stale');
  });

  it('is told by a fingerprint that changes with every change of the lock', () => {
    const before = lockHash(root);
    expect(lockHash(root)).toBe(before);
    lock('1.0.1');
    expect(lockHash(root)).not.toBe(before);
  });
});

it.each([
  ['v20.11.1', 20],
  ['24.21.0', 24],
])('reads the major version of Node %s', (version, major) => {
  expect(majorOf(version)).toBe(major);
});
