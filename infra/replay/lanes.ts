import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Replayed } from './run.ts';
import type { Way } from './way.ts';

/** What a lane is to play. */
export interface LaneWish {
  readonly seed: string;
  readonly months: number;
  readonly way?: Way;
}

/** What a lane tells the process that began it. */
export type LaneMessage = { readonly ended: number } | { readonly replayed: Replayed };

/**
 * Shares months among lanes: each plays its part from the first day on with a chance of its own, in a process and on a
 * store of its own, so that two processors are at work.
 */
export function shareOut({ seed, months, lanes }: LaneWish & { readonly lanes: number }): readonly LaneWish[] {
  // Whole years stay whole: then their numbers are exactly the published ones.
  const piece = months % MONTHS_OF_YEAR === 0 ? MONTHS_OF_YEAR : 1;
  const pieces = months / piece;
  const count = Math.min(lanes, pieces);
  return Array.from({ length: count }, (_, lane) => ({
    seed: count === 1 ? seed : `${seed}/${lane + 1}`,
    months: piece * (Math.floor(pieces / count) + (lane < pieces % count ? 1 : 0)),
  }));
}

const MONTHS_OF_YEAR = 12;

/** Plays the lanes side by side. @throws Error if one of them ends without a result */
export async function playLanes(
  wishes: readonly LaneWish[],
  onProgress: (ended: number) => void,
): Promise<readonly Replayed[]> {
  const ended = wishes.map(() => 0);
  const children = wishes.map(begin);
  try {
    return await Promise.all(
      children.map((child, lane) =>
        resultOf(child, (count) => {
          ended[lane] = count;
          onProgress(ended.reduce((sum, one) => sum + one, 0));
        }),
      ),
    );
  } finally {
    for (const child of children) child.kill('SIGTERM');
  }
}

function begin({ seed, months, way = 'MATCHED' }: LaneWish): ChildProcess {
  return fork(join(import.meta.dirname, 'lane.ts'), [seed, String(months), way], {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function resultOf(child: ChildProcess, onProgress: (ended: number) => void): Promise<Replayed> {
  const result = Promise.withResolvers<Replayed>();
  child.on('message', (message: LaneMessage) => {
    if ('replayed' in message) result.resolve(message.replayed);
    else onProgress(message.ended);
  });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`a lane ended with ${String(code)} before it was through`);
  });
  gone.catch(() => undefined);
  return Promise.race([result.promise, gone]);
}
