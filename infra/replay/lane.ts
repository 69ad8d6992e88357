/** One lane of a replay, begun by `lanes.ts`: plays its months and hands the books back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaneMessage } from './lanes.ts';
import { runReplay } from './run.ts';
import { openReplayStore } from './store.ts';
import { wayOf } from './way.ts';

const PROGRESS_EVERY_MS = 2_000;

const [seed = '1', months = '1', way] = process.argv.slice(2);
// Whoever began this has died: nobody waits for the result.
process.on('disconnect', () => process.exit(1));
const tell = (message: LaneMessage): void => void process.send?.(message);

let toldAt = 0;
function onProgress(ended: number): void {
  if (Date.now() - toldAt < PROGRESS_EVERY_MS) return;
  toldAt = Date.now();
  tell({ ended });
}

const folder = mkdtempSync(join(tmpdir(), 'openhaven-replay-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const opened = await openReplayStore(folder);
const replayed = await runReplay({ store: opened.store, seed, months: Number(months), way: wayOf(way), onProgress });
await opened.close();
tell({ replayed });
