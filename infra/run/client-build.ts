import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_DIR, ROOT } from './places.ts';

const SOURCES = [
  'client/src/**/*',
  'client/public/**/*',
  'client/*.json',
  'server/domain/src/**/*.ts',
  'package-lock.json',
];
const NOT_BUILT = /\.(test|spec)\.ts$/;
const STAMP = join(CLIENT_DIR, '../.built-from');

/** A fingerprint of everything the pages are built from. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** Whether the built pages are there and are what the sources say. */
export function isClientBuilt(): boolean {
  if (!existsSync(join(CLIENT_DIR, 'index.html')) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === sourcesHash();
}

/**
 * Builds the pages if they are missing or older than their sources.
 * @throws Error if they cannot be built, with what the builder said
 */
export function buildClientIfNeeded(log: (line: string) => void): void {
  if (isClientBuilt()) return;
  log('Building the pages. This takes about half a minute.');
  const hash = sourcesHash();
  const built = spawnSync('npm', ['run', 'build', '-w', 'client'], { cwd: ROOT, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The pages could not be built.\n${built.stdout}${built.stderr}`);
  writeFileSync(STAMP, hash);
}
