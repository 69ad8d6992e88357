import { parseArgs } from 'node:util';
import { start } from './server.ts';

const USAGE = 'usage: main.ts --dir DIR --socket PATH [--max-scan N] [--sync FULL|OFF]';

function readOptions(): Parameters<typeof start>[0] {
  const text = { type: 'string' } as const;
  const options = { dir: text, socket: text, 'max-scan': text, sync: text };
  const { dir, socket, 'max-scan': maxScan, sync = 'FULL' } = parseArgs({ options }).values;
  if (!dir || !socket || (sync !== 'FULL' && sync !== 'OFF')) throw new Error(USAGE);
  if (maxScan === undefined) return { dir, socket, sync };
  if (!/^[1-9]\d*$/.test(maxScan)) throw new Error(USAGE);
  return { dir, socket, sync, maxScan: Number(maxScan) };
}

try {
  const running = await start(readOptions());
  console.log(`embedded store ready on ${running.uri}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close());
} catch (error) {
  // Whatever stops it from starting is told in one line.
  console.error(error instanceof Error ? error.message : 'embedded store: could not start');
  process.exitCode = 1;
}
