/** `npm start`: everything on this machine, with demonstration data, until Ctrl-C. `npm run dev` also follows the sources. */
import { buildClientIfNeeded } from './client-build.ts';
import { followSources } from './dev.ts';
import { takeDataDir } from './instance.ts';
import { keepAlive } from './keep-alive.ts';
import { DATA_DIR } from './places.ts';
import { type Platform, startPlatform } from './platform.ts';
import { freePort, isFree } from './ports.ts';
import { runProduction } from './production.ts';

const DEFAULT_PORT = 4000;
const MAILBOX_PORT_STEP = 3;
const REAPING_MS = 4000;

const say = (line: string): void => console.log(line);

/** Ends with one line for people and no stack. */
function giveUp(line: string): never {
  console.error(line);
  process.exit(1);
}

async function wantedPort(): Promise<number> {
  const port = Number(process.env['PORT'] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_000) giveUp(`PORT must be a number from 1 to 65000.`);
  if (!(await isFree(port))) giveUp(`Port ${port} is taken. Choose another one: PORT=${port + 100} npm start`);
  return port;
}

/** A list in columns, each as wide as its widest entry. */
function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((entry, column) => entry.padEnd(widthOf(column)))
      .join('   ')
      .trimEnd(),
  );
}

function report(platform: Platform, seconds: string): void {
  say(`\nReady after ${seconds} s.\n`);
  say(`  Open      ${platform.url}`);
  say(
    `  Passkeys  ${platform.url.replace('127.0.0.1', 'localhost')}   (the same; browsers keep a passkey for a name only)`,
  );
  say(`  E-mails   ${platform.mailbox.url}   (what the platform sends ends here)`);
  say(`  MongoDB   ${platform.says.mongo}`);
  say(`  Redis     ${platform.says.redis}`);
  say(`  Logs      ${DATA_DIR}/logs\n`);
  say('  Sign in as');
  const rows = platform.signIns.map(({ role, email, password }) => [
    role.toLowerCase().replaceAll('_', ' '),
    email,
    password,
  ]);
  for (const line of inColumns(rows)) say(`    ${line}`);
  say('\nThe people and places are invented. Ctrl-C stops everything; the data stays.');
}

/** Stops once, however often it is asked. */
function stopper(platform: Platform, release: () => void): (code: number) => void {
  let stopping = false;
  return (code) => {
    if (stopping) return;
    stopping = true;
    say('\nStopping.');
    void platform.stop().then(() => {
      release();
      say('Stopped.');
      process.exit(code);
    });
  };
}

async function startTrial(): Promise<void> {
  const started = performance.now();
  const taken = takeDataDir(DATA_DIR);
  if ('heldBy' in taken)
    giveUp(`OpenHaven is already running on this data (process ${taken.heldBy.pid}): stop that first.`);
  process.once('exit', taken.release);
  const port = await wantedPort();
  buildClientIfNeeded(say);
  if (taken.endedSuddenly) {
    say('The last run ended suddenly: giving its processes a moment to end.');
    await new Promise((resolve) => setTimeout(resolve, REAPING_MS));
  }
  say('Starting. On a first start demonstration data is made too.');
  const mailboxPort = await freePort(port + MAILBOX_PORT_STEP);
  const platform = await startPlatform({ dataDir: DATA_DIR, redis: 'find', port, mailboxPort, log: say });
  const stop = stopper(platform, taken.release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, () => stop(0));
  keepAlive(platform, say, () => stop(1));
  if (process.argv.includes('--dev')) followSources(platform, say);
  report(platform, ((performance.now() - started) / 1000).toFixed(1));
}

try {
  await (process.env['NODE_ENV'] === 'production' ? runProduction() : startTrial());
} catch (fault) {
  giveUp(fault instanceof Error ? fault.message : String(fault));
}
