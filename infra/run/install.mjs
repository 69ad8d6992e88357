// What stands between a fresh clone and the pinned Node. Runs on the machine's own Node (20 or later) with nothing
// installed, so it imports nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const OLDEST_NODE = 20;

/** The major version of a Node, of `v20.1.0` or `20.1.0`. */
export const majorOf = (version) => Number(version.replace(/^v/, '').split('.')[0]);

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const stampOf = (root) => join(root, 'node_modules/.openhaven-lock');

/** A fingerprint of the lock: what should be installed. */
export function lockHash(root = ROOT) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Whether npm's own list of what it installed names the same versions as the lock (somebody ran `npm ci` by hand). */
function hasLockedVersions(root) {
  const list = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = readJson(list).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) =>
      !path.startsWith('node_modules/') ||
      wanted.optional ||
      wanted.link ||
      installed[path]?.version === wanted.version,
  );
}

/** 'current', 'missing' (nothing installed) or 'stale' (something else installed than the lock says). */
export function installedState(root = ROOT) {
  if (!existsSync(join(root, 'node_modules'))) return 'missing';
  const stamp = stampOf(root);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === lockHash(root) ? 'current' : staleUnlessSame(root);
  return staleUnlessSame(root);
}

function staleUnlessSame(root) {
  return hasLockedVersions(root) ? 'current' : 'stale';
}

/** Remembers which lock is installed. */
export function stampInstalled(root = ROOT) {
  writeFileSync(stampOf(root), lockHash(root));
}

/** The Node that the lock pins, or null where it has none for this machine. */
export function pinnedNode(root = ROOT) {
  const path = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(path) ? realpathSync(path) : null;
}

/** The environment without our own Node on the path: npm replaces it while it installs. */
function withoutOwnBin(env) {
  const path = (env.PATH ?? '').split(':').filter((entry) => !entry.endsWith('node_modules/.bin'));
  return { ...env, PATH: path.join(':') };
}

/** Runs `npm ci` if what is installed is not what the lock says. @returns whether it may go on */
export function installIfNeeded(root = ROOT) {
  const state = installedState(root);
  if (state === 'current') {
    stampInstalled(root);
    return true;
  }
  const why = state === 'missing' ? 'nothing is installed yet' : 'the lock has changed';
  console.log(`Installing packages (npm ci): ${why}. This takes about a minute.`);
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: withoutOwnBin(process.env),
  });
  if (status !== 0) {
    console.error('The packages could not be installed: see the lines above. Is the package registry in reach?');
    return false;
  }
  stampInstalled(root);
  return true;
}
