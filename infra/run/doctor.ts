/** `npm run doctor`: what is present, missing or wrong, in words. Changes nothing. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './apt.ts';
import { chromiumOn } from './chromium.ts';
import { isClientBuilt } from './client-build.ts';
import { installedState, pinnedNode } from './install.mjs';
import { runningInstance } from './instance.ts';
import { CLIENT_DIR, DATA_DIR, ROOT } from './places.ts';
import { isFree } from './ports.ts';

type State = 'present' | 'missing' | 'wrong' | 'note';
type Finding = readonly [State, string];

function node(): Finding {
  const pinned = pinnedNode();
  if (pinned === null)
    return ['note', `Node ${process.version} of this machine: none is pinned for ${process.platform}-${process.arch}.`];
  return ['present', `Node ${process.version}, from the packages.`];
}

function packages(): Finding {
  return installedState() === 'current'
    ? ['present', 'Packages, as the lock says.']
    : ['wrong', 'Packages: other versions than the lock says. `npm start` or `npm test` installs them (npm ci).'];
}

function pages(): Finding {
  if (isClientBuilt()) return ['present', 'The built pages, as new as their sources.'];
  const state = existsSync(CLIENT_DIR) ? 'older than their sources' : 'not built yet';
  return ['missing', `The pages are ${state}: \`npm start\` builds them.`];
}

function mongo(): Finding {
  if (process.env['MONGODB_URI'] !== undefined) return ['present', 'MongoDB: the one in MONGODB_URI.'];
  const mongod = onPath('mongod');
  if (mongod !== null) return ['present', `MongoDB: ${mongod}, started when needed.`];
  return [
    'note',
    'No mongod on the path and no MONGODB_URI: the embedded store is used. It is for trial and tests only.',
  ];
}

function redis(): Finding {
  if (process.env['REDIS_URL'] !== undefined) return ['present', 'Redis: the one in REDIS_URL.'];
  const found = onPath('redis-server');
  if (found !== null) return ['present', `Redis: ${found}, started when needed.`];
  return [
    'missing',
    'Redis: install redis-server (as root on Debian or Ubuntu, `npm start` does). All works without, a little later.',
  ];
}

function chromium(): Finding {
  const found = chromiumOn();
  return found === null
    ? ['missing', 'Chromium: only the tests of pages need it. As root on Debian or Ubuntu, `npm test` installs it.']
    : ['present', `Chromium: ${found}, for the tests of pages.`];
}

function dataFolder(): Finding {
  if (!existsSync(DATA_DIR)) return ['note', 'No data yet: the first `npm start` makes .data.'];
  try {
    accessSync(DATA_DIR, constants.R_OK | constants.W_OK);
    return ['present', 'The data folder .data, and it can be written.'];
  } catch {
    // The answer is the finding itself.
    return ['wrong', 'The data folder .data cannot be written: who owns it?'];
  }
}

const KEYS = ['case', 'location', 'index', 'audit'];
const OTHERS = 0o077;

function keys(): Finding {
  const files = KEYS.map((name) => join(DATA_DIR, 'keys', `${name}.key`));
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return ['note', 'No keys yet: the first `npm start` makes them.'];
  if (there.length < files.length)
    return ['wrong', 'Some keys in .data/keys are missing: what they sealed cannot be read.'];
  if (files.some((file) => (statSync(file).mode & OTHERS) !== 0))
    return ['wrong', 'Keys in .data/keys can be read by others: chmod 600 them.'];
  return ['present', 'The four keys in .data/keys, for their owner only.'];
}

async function instance(): Promise<Finding> {
  const running = runningInstance(DATA_DIR);
  if (running) return ['note', `OpenHaven is running (process ${running.pid}).`];
  const port = Number(process.env['PORT'] ?? 4000);
  if (await isFree(port)) return ['present', `Port ${port} is free.`];
  return ['wrong', `Port ${port} is taken by another program. Choose another one: PORT=${port + 100} npm start`];
}

const findings = [node(), packages(), pages(), mongo(), redis(), chromium(), dataFolder(), keys(), await instance()];
console.log(`OpenHaven in ${ROOT}\n`);
for (const [state, words] of findings) console.log(`${state.padEnd(8)} ${words}`);
const wrong = findings.filter(([state]) => state === 'wrong').length;
console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} to be put right.`);
process.exitCode = wrong === 0 ? 0 : 1;
