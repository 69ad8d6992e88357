import { count } from '../time';

/** What happens at the instant: something is due, or something runs out. */
export type CountdownKind = 'DUE' | 'RUNS_OUT';

const MINUTE_MS = 60_000;
const SECONDS_BELOW_MS = 2 * MINUTE_MS;

/** Minutes left at which a listener is told; any finer would be chatter. */
const MILESTONES = [60, 30, 10, 5, 1, 0] as const;

/** "1 h 12 min left", "1 min 30 s left"; afterwards "5 min overdue" or "ran out 5 min ago". */
export function countdownText(msLeft: number, kind: CountdownKind): string {
  if (msLeft > 0) return `${short(msLeft)} left`;
  return kind === 'DUE' ? `${short(-msLeft)} overdue` : `ran out ${short(-msLeft)} ago`;
}

/** Rounded so that nothing ever seems to have more time than it has. */
function short(ms: number): string {
  if (ms < SECONDS_BELOW_MS) return seconds(Math.floor(ms / 1000));
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return count(Math.floor(hours / 24), 'day');
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

function seconds(total: number): string {
  const [minutes, rest] = [Math.floor(total / 60), total % 60];
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** What to say aloud when the time left has gone from one value to another; '' if no milestone lies between. */
export function milestone(beforeMs: number, afterMs: number): string {
  const last = MILESTONES.findLast((minutes) => beforeMs > minutes * MINUTE_MS && afterMs <= minutes * MINUTE_MS);
  if (last === undefined) return '';
  return last === 0 ? 'Time is up.' : `${count(last, 'minute')} left.`;
}
