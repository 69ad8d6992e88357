import type { Store } from '@openhaven/server/context';
import { createLog } from '@openhaven/server/log';
import { newCounts } from '../src/counts.ts';
import type { Delivery, Letter } from '../src/notices/post-office.ts';
import type { Room } from '../src/room.ts';

/** A room with a post office that keeps what it is given, a clock that is moved by hand, and a log that can be read. */
export interface TestRoom extends Room {
  readonly letters: Letter[];
  readonly logged: () => string;
  /** How often open pages were told to look. */
  readonly rings: () => number;
}

export interface RoomWish {
  readonly store: Store;
  readonly now: () => Date;
  /** What the mail server says; it takes everything if left out. */
  readonly deliver?: (letter: Letter) => Delivery;
}

export function aRoom({ store, now, deliver = () => ({ is: 'SENT' }) }: RoomWish): TestRoom {
  const lines: string[] = [];
  const letters: Letter[] = [];
  let rung = 0;
  return {
    store,
    now,
    log: createLog('info', { write: (line) => void lines.push(line) }),
    postOffice: {
      deliver: (letter) => {
        letters.push(letter);
        return Promise.resolve(deliver(letter));
      },
    },
    workListUrl: 'https://openhaven.example/work',
    checkpointFile: null,
    ring: () => {
      rung += 1;
    },
    counts: newCounts(),
    letters,
    logged: () => lines.join(''),
    rings: () => rung,
  };
}
