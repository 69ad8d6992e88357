/**
 * `npm run replay:worcestershire -- --seed 1 --years 1`: plays the county's demand through the real commands.
 *
 * With `--ringing` nobody searches: services are rung round one after another, as it is done without the platform.
 * The same seed, time and lanes give the same answer. Ends with 1 if the sums do not agree.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { cameFrom } from './demand.ts';
import { type LaneWish, playLanes, shareOut } from './lanes.ts';
import { together } from './ledger.ts';
import { reportLines } from './report.ts';
import { faultsOfRows } from './sums.ts';
import { digestOfAll, tally } from './tally.ts';

const MOST_YEARS = 50;
const MOST_LANES = 8;
/** Two lanes from two years on: a year is played in one piece. */
const LANES_FROM_MONTHS = 24;
const PROGRESS_EVERY_MS = 10_000;

const say = (line: string): void => console.log(line);

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  console.error(`--${name} must be a whole number from 1 to ${most}.`);
  process.exit(2);
}

interface ReplayWish {
  readonly months: number;
  readonly lanes: readonly LaneWish[];
}

function readWish(): ReplayWish {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { seed: text, years: text, months: text, lanes: text, ringing: { type: 'boolean' } },
  });
  const years = wholeNumber('years', values.years ?? '1', MOST_YEARS);
  const months = values.months === undefined ? 12 * years : wholeNumber('months', values.months, 12 * MOST_YEARS);
  const usual = months >= LANES_FROM_MONTHS && availableParallelism() > 1 ? '2' : '1';
  const lanes = wholeNumber('lanes', values.lanes ?? usual, MOST_LANES);
  const seed = String(wholeNumber('seed', values.seed ?? '1', 2 ** 31));
  const way = values.ringing ? 'RINGING' : 'MATCHED';
  return { months, lanes: shareOut({ seed, months, lanes }).map((lane) => ({ ...lane, way })) };
}

/** How many come in all the lanes. */
function cameInAll(lanes: readonly LaneWish[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { months } of lanes) {
    for (const [from, count] of cameFrom(months)) all.set(from, (all.get(from) ?? 0) + count);
  }
  return all;
}

/** Says now and then how far it has come. */
function progress(of: number): (ended: number) => void {
  let last = Date.now();
  return (ended) => {
    if (Date.now() - last < PROGRESS_EVERY_MS) return;
    last = Date.now();
    say(`  ${ended} of ${of} referrals have come to an end`);
  };
}

const { months, lanes } = readWish();
const came = cameInAll(lanes);
const count = [...came.values()].reduce((sum, one) => sum + one, 0);
const started = performance.now();
const played = await playLanes(lanes, progress(count));
const ledger = together(played.map((one) => one.ledger));
const rows = tally(ledger);
const faults = [...faultsOfRows(rows, came), ...played.flatMap((one) => one.faults)];
const digest = digestOfAll(played.map((one) => one.digest));
for (const line of reportLines({ rows, ledger, faults, digest, months })) say(line);
const seconds = (performance.now() - started) / 1000;
say(`${seconds.toFixed(1)} s, ${((1000 * seconds) / Math.max(count, 1)).toFixed(1)} ms a referral`);
process.exitCode = faults.length === 0 ? 0 : 1;
