/** `npm run replay:worcestershire -- --seed 1 --years 1`: a year of the county's demand through the real commands. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportLines } from './report.ts';
import { runReplay } from './run.ts';
import { openReplayStore } from './store.ts';

const MOST_YEARS = 50;
const PROGRESS_EVERY_MS = 10_000;

const say = (line: string): void => console.log(line);

function wholeNumber(text: string, name: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  console.error(`--${name} must be a whole number from 1 to ${most}.`);
  process.exit(2);
}

function readWish(): { seed: number; months: number } {
  const text = { type: 'string' } as const;
  const options = { seed: text, years: text, months: text };
  const { seed = '1', years = '1', months } = parseArgs({ options }).values;
  return {
    seed: wholeNumber(seed, 'seed', 2 ** 31),
    months:
      months === undefined
        ? 12 * wholeNumber(years, 'years', MOST_YEARS)
        : wholeNumber(months, 'months', 12 * MOST_YEARS),
  };
}

/** Says now and then how far it has come. */
function progress(): (ended: number, of: number) => void {
  let last = Date.now();
  return (ended, of) => {
    if (Date.now() - last < PROGRESS_EVERY_MS) return;
    last = Date.now();
    say(`  ${ended} of ${of} referrals have come to an end`);
  };
}

const wish = readWish();
const folder = mkdtempSync(join(tmpdir(), 'openhaven-replay-'));
const started = performance.now();
const opened = await openReplayStore(folder);
try {
  const replayed = await runReplay({ store: opened.store, ...wish, onProgress: progress() });
  for (const line of reportLines(replayed)) say(line);
  const seconds = (performance.now() - started) / 1000;
  const came = replayed.ledger.entries.length;
  say(`${seconds.toFixed(1)} s, ${((1000 * seconds) / Math.max(came, 1)).toFixed(1)} ms a referral`);
  process.exitCode = replayed.faults.length === 0 ? 0 : 1;
} finally {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
}
