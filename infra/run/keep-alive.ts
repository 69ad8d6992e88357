import { DATA_DIR } from './places.ts';
import type { Platform } from './platform.ts';

const LOOK_EVERY_MS = 1000;
const MOST_RESTARTS = 5;

/** Starts a part again that ended by itself, and says so. Gives up after a few times: then something is really wrong. */
export function keepAlive(platform: Platform, say: (line: string) => void, giveUp: () => void): void {
  let restarts = 0;
  const look = async (): Promise<void> => {
    for (const part of platform.fallen()) {
      restarts += 1;
      say(`The ${part} ended by itself (see its log in ${DATA_DIR}/logs): starting it again.`);
      await platform.restart(part);
    }
  };
  const again = (): void => {
    setTimeout(() => {
      void look()
        // A part that cannot be started again has been counted; it is said, and tried no more.
        .catch((fault: unknown) => say(fault instanceof Error ? fault.message : String(fault)))
        .then(() => (restarts < MOST_RESTARTS ? again() : giveUp()));
    }, LOOK_EVERY_MS);
  };
  again();
}
