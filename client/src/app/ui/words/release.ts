import type { ReleaseState } from '@openhaven/domain/place-release';
import { count, dayAndTime } from '../time';
import type { Status } from '../status-tag/status-tag';

/** How the word that somebody may see an address stands. */
export const RELEASE_STATE: Readonly<Record<ReleaseState, Status>> = {
  OPEN: { word: 'May see it', tone: 'good' },
  EXPIRED: { word: 'Time is over', tone: 'over' },
  TAKEN_BACK: { word: 'Taken back', tone: 'over' },
  SUSPENDED: { word: 'Stopped: checked for safety', tone: 'bad' },
  OVER: { word: 'Over', tone: 'over' },
};

/** "Looked 2 times, last at 22:14", or that nobody has. */
export function looksInWords(
  { timesSeen, lastSeenAt }: { readonly timesSeen: number; readonly lastSeenAt: string | null },
  now: Date,
): string {
  if (timesSeen === 0 || lastSeenAt === null) return 'Has not looked yet';
  return `Looked ${count(timesSeen, 'time')}, last ${dayAndTime(new Date(lastSeenAt), now)}`;
}
