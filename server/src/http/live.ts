import { type Request, type Response, Router } from 'express';
import { Redis } from 'ioredis';
import type { Log } from '../log.ts';
import type { Door } from './door.ts';
import { LiveHub } from './live-hub.ts';
import { SIGNED_OUT } from './refusal.ts';

/** Rung by whoever has committed something, here or in another process. What it was is read from the database. */
const BELL = 'openhaven:bell';
const TRY_AGAIN_MS = 1_000;

/** What open pages hear. */
export interface Live {
  /** GET /live: a stream that lasts as long as the page and the session. */
  readonly route: Router;
  /** Something was committed: look now, and tell the other processes to. */
  ring(): void;
  openPages(): number;
  /** Whether the bell reaches other processes: null if it is not meant to. */
  bellRings(): boolean | null;
  stop(): Promise<void>;
}

/** @param redisUrl where the bell hangs; null: only this process rings, and looks every second for the others */
export function liveUpdates(door: Door, redisUrl: string | null): Live {
  const hub = new LiveHub(door);
  const bell = redisUrl === null ? null : bellAt(redisUrl, door.log, () => void hub.lookAtOnce());
  const route = Router();
  route.get('/', (request, response) => open(door, hub, request, response));
  return {
    route,
    ring: () => {
      void hub.lookAtOnce();
      bell?.ring();
    },
    openPages: () => hub.openPages,
    bellRings: () => bell && bell.rings(),
    stop: async () => {
      await hub.stop();
      bell?.close();
    },
  };
}

async function open(door: Door, hub: LiveHub, request: Request, response: Response): Promise<void> {
  const who = await door.whoIs(request, { atWork: false });
  if (who === null) throw SIGNED_OUT;
  hub.join(who, response, request.get('last-event-id') !== undefined);
}

interface Bell {
  ring(): void;
  rings(): boolean;
  close(): void;
}

/** Two connections, since a listening one can do nothing else. Without Redis it is silent, and looking does its work. */
function bellAt(url: string, log: Log, heard: () => void): Bell {
  const options = { maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy: () => TRY_AGAIN_MS } as const;
  const speaker = new Redis(url, options);
  const listener = new Redis(url, { ...options, autoResubscribe: false });
  let up: boolean | null = null;
  const note = (isUp: boolean): void => {
    if (up !== isUp) log.info({ event: isUp ? 'redis.up' : 'redis.down' });
    up = isUp;
  };
  // A client without a listener for errors ends the process; that it is away is said once, not at every attempt.
  speaker.on('error', () => note(false));
  listener.on('error', () => note(false));
  listener.on('ready', () => {
    listener.subscribe(BELL).then(
      () => note(true),
      () => note(false),
    );
  });
  listener.on('message', heard);
  return {
    ring: () => {
      speaker.publish(BELL, '').catch(() => note(false));
    },
    rings: () => up === true,
    close: () => {
      speaker.disconnect();
      listener.disconnect();
    },
  };
}
