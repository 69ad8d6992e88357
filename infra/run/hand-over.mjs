// Installs what is missing, then goes on in the pinned Node. Plain JavaScript for the machine's own Node.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded, majorOf, OLDEST_NODE, pinnedNode, ROOT } from './install.mjs';

const NATIVE_TYPESCRIPT = 24;

/** Runs `infra/run/<entry>` under the pinned Node with the same arguments, signals and exit code. */
export async function handOver(entry, { install } = { install: true }) {
  if (majorOf(process.version) < OLDEST_NODE) {
    console.error(`Node ${OLDEST_NODE} or later is needed; this is ${process.version}.`);
    process.exit(1);
  }
  if (install && !installIfNeeded()) process.exit(1);
  const file = join(ROOT, 'infra/run', entry);
  const node = pinnedNode() ?? ownNode();
  endWithNpm();
  if (node === realpathSync(process.execPath)) await import(pathToFileURL(file).href);
  else goOnIn(node, file);
}

const LOOK_EVERY_MS = 1000;

/** Asks this process to stop when the npm that started it is gone: somebody ended that, and cannot reach us. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
}

/** This machine's own Node, where the lock pins none for it and its own is recent enough. */
function ownNode() {
  if (majorOf(process.version) >= NATIVE_TYPESCRIPT) return realpathSync(process.execPath);
  console.error(`No Node ${NATIVE_TYPESCRIPT} is packaged for ${process.platform}-${process.arch}: please install it.`);
  process.exit(1);
}

function goOnIn(node, file) {
  // The channel lets the child see that this process is gone, whatever ended it.
  const child = spawn(node, ['--no-warnings', file, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
