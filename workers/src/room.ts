import type { Store } from '@openhaven/server/context';
import type { Log } from '@openhaven/server/log';
import type { Counts } from './counts.ts';
import type { PostOffice } from './notices/post-office.ts';

/** What a job runs in: everything it may touch, and the clock it runs by. */
export interface Room {
  readonly store: Store;
  readonly log: Log;
  /** The time now; virtual in tests and replays. */
  readonly now: () => Date;
  readonly postOffice: PostOffice;
  /** Address of the work list: the same for everybody. */
  readonly workListUrl: string;
  /** Where checkpoints of the record are added, outside the database; null: the log alone has them. */
  readonly checkpointFile: string | null;
  /** Something has changed: open pages should look. */
  readonly ring: () => void;
  readonly counts: Counts;
}
