const ZONE = 'Europe/London';
const MINUTE_MS = 60_000;

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options });

const CLOCK = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = format({ day: 'numeric', month: 'long' });
const FULL_DAY = format({ day: 'numeric', month: 'long', year: 'numeric' });
const CIVIL_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** "14:02", in Europe/London. */
export function clockTime(instant: Date): string {
  return CLOCK.format(instant);
}

/** The civil day in Europe/London, "2026-11-21". */
export function civilDay(instant: Date): string {
  return CIVIL_DAY.format(instant);
}

/** "14:02" for today, "yesterday at 14:02", "tomorrow at 14:02", else "21 November at 14:02". */
export function dayAndTime(instant: Date, now: Date): string {
  const time = clockTime(instant);
  const days = daysBetween(civilDay(now), civilDay(instant));
  const near = NEAR_DAYS.get(days);
  return near === undefined ? `${DAY.format(instant)} at ${time}` : `${near}${time}`;
}

/** A civil day such as "2026-11-21" as "21 November 2026". */
export function dayInWords(day: string): string {
  return FULL_DAY.format(new Date(`${day}T12:00:00Z`));
}

/** How long ago, or how long still: "3 hours", "1 hour 12 minutes", "2 days". Never negative. */
export function duration(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return count(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours < 6 && minutes % 60 > 0) return `${count(hours, 'hour')} ${count(minutes % 60, 'minute')}`;
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day');
}

/** "1 child", "2 children" and the like. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

const NEAR_DAYS: ReadonlyMap<number, string> = new Map([
  [0, ''],
  [-1, 'yesterday at '],
  [1, 'tomorrow at '],
]);

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / (24 * 60 * MINUTE_MS));
}
