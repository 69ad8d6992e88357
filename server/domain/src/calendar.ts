/** A civil day in Europe/London, 'YYYY-MM-DD'. Compares with < and > as text. */
export type CivilDate = string & { readonly __kind: 'CivilDate' };

/** Local opening hours on working days, 'HH:MM' each; `until` lies after `from` on the same day. */
export interface WorkingHours {
  readonly from: string;
  readonly until: string;
}

/** Days on which nobody is in the office although it is not a weekend. */
export type Holidays = ReadonlySet<string>;

/** Hours that a provider's office keeps unless it says otherwise (DOMAIN 2.4, our default). */
export const PROVIDER_HOURS: WorkingHours = { from: '09:00', until: '17:00' };

/**
 * Bank holidays of England and Wales, 2025 to 2028, substitute days included.
 *
 * Source: facts from the GOV.UK list (file of 25 February 2026), Open Government Licence v3.0.
 */
// biome-ignore format: one year a row
export const BANK_HOLIDAYS: Holidays = new Set([
  '2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26',
  '2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28',
  '2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28',
  '2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26',
]);

/** The last day for which the list is complete. Past it holidays count as working days: raise an alarm well before. */
export const holidaysKnownUntil = '2028-12-31' as CivilDate;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

// The runtime's time-zone data follows the law; a rule written here would not.
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The local clock at an instant, as 'YYYY-MM-DD' and 'HH:MM'. */
function wallClock(instant: Date): { readonly date: CivilDate; readonly time: string } {
  const parts = new Map(LONDON.formatToParts(instant).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}` as CivilDate,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** A day as its place in the count of days since 1970, so that days can be added. */
function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

function fromDayNumber(day: number): CivilDate {
  return new Date(day * DAY).toISOString().slice(0, 10) as CivilDate;
}

/**
 * Reads a civil day.
 *
 * @returns undefined for anything but a real day written 'YYYY-MM-DD' (31/02 is not a day)
 */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(instant)) return undefined;
  return new Date(instant).toISOString().startsWith(text) ? (text as CivilDate) : undefined;
}

/** Whether text is a time of day, 'HH:MM' from 00:00 to 23:59. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The civil day in Europe/London at an instant. */
export function civilDateAt(instant: Date): CivilDate {
  return wallClock(instant).date;
}

/** The local time of day in Europe/London at an instant, 'HH:MM'. */
export function timeOfDayAt(instant: Date): string {
  return wallClock(instant).time;
}

/**
 * The instants at which clocks in Europe/London show this day and time: none when the clocks skip it in spring, two
 * (the earlier first) when they go back in autumn, else one.
 *
 * @throws RangeError if `time` is not 'HH:MM'
 */
export function instantsOf(date: CivilDate, time: string): readonly Date[] {
  if (!isTimeOfDay(time)) throw new RangeError('not a time of day');
  const asIfUtc = Date.parse(`${date}T${time}:00Z`);
  return [asIfUtc - 60 * MINUTE, asIfUtc]
    .map((milliseconds) => new Date(milliseconds))
    .filter((instant) => {
      const clock = wallClock(instant);
      return clock.date === date && clock.time === time;
    });
}

/** When people come to work. */
const IN_THE_MORNING = '08:00';

/** The next eight in the morning after `now` that is so many days before one of some days; undefined if none is left. */
export function nextMorning(days: readonly CivilDate[], daysBefore: readonly number[], now: Date): Date | undefined {
  const times = days
    .flatMap((day) => daysBefore.map((before) => addDays(day, -before)))
    .flatMap((day) => instantsOf(day, IN_THE_MORNING))
    .map((instant) => instant.getTime())
    .filter((time) => time > now.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** Local midnight at which a civil day begins. It always exists: London's clocks change after 01:00. */
export function startOfDay(date: CivilDate): Date {
  return firstInstant(date, '00:00');
}

/** The first instant at or after a local time; a time that the clocks skip counts as the moment they skip it. */
export function firstInstant(date: CivilDate, time: string): Date {
  return instantsOf(date, time)[0] ?? firstInstant(date, minuteAfter(time));
}

function minuteAfter(time: string): string {
  return new Date(Date.parse(`1970-01-01T${time}:00Z`) + MINUTE).toISOString().slice(11, 16);
}

/** The day of the week of a civil day: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(date: CivilDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The civil day `days` later, or earlier if negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * The same day of a later month, or the last day of that month if it has no such day: 31 August and six months are the
 * last of February.
 *
 * @param months a whole number, 0 or more
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10) as CivilDate;
}

/** How many days `to` lies after `from`. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Age in whole years on a civil day. A year is reached at local midnight as the birthday begins (Family Law Reform Act
 * 1969, section 9); somebody born on 29 February reaches it on 1 March in common years.
 *
 * @throws RangeError if `on` lies before the birth: a fact is wrong, and guessing would hide it
 */
export function ageOn(dateOfBirth: CivilDate, on: CivilDate): number {
  if (on < dateOfBirth) throw new RangeError('the day lies before the birth');
  const years = Number(on.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return on.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** Whether offices work on a day: Monday to Friday and no holiday. */
export function isWorkingDay(date: CivilDate, holidays: Holidays = BANK_HOLIDAYS): boolean {
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6 && !holidays.has(date);
}

function nextWorkingDay(date: CivilDate, holidays: Holidays): CivilDate {
  const next = addDays(date, 1);
  return isWorkingDay(next, holidays) ? next : nextWorkingDay(next, holidays);
}

/**
 * The same local time on the n-th working day after an instant's own day, which does not count itself. From a Saturday,
 * one working day is Monday at the same time.
 *
 * @param days a whole number, 0 or more; 0 gives the instant back
 * @throws RangeError if `days` is negative or not whole
 */
export function addWorkingDays(instant: Date, days: number, holidays: Holidays = BANK_HOLIDAYS): Date {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('working days are whole and not negative');
  if (days === 0) return instant;
  const { date, time } = wallClock(instant);
  const sinceTheMinute = instant.getTime() % MINUTE;
  let day = date;
  for (let counted = 0; counted < days; counted += 1) day = nextWorkingDay(day, holidays);
  return new Date(firstInstant(day, time).getTime() + sinceTheMinute);
}

/**
 * The instant at which an office has been open for so many minutes since `instant`. Time outside opening hours does not
 * count; a span that ends exactly at closing time ends then, not on the next morning.
 *
 * @throws RangeError if `minutes` is negative, or the office never opens
 */
export function addWorkingMinutes(
  instant: Date,
  minutes: number,
  hours: WorkingHours = PROVIDER_HOURS,
  holidays: Holidays = BANK_HOLIDAYS,
): Date {
  if (!(minutes >= 0)) throw new RangeError('working minutes are not negative');
  if (hours.until <= hours.from) throw new RangeError('the office never opens');
  let left = minutes * MINUTE;
  for (let day = civilDateAt(instant); ; day = addDays(day, 1)) {
    if (!isWorkingDay(day, holidays)) continue;
    const from = Math.max(instant.getTime(), firstInstant(day, hours.from).getTime());
    const open = firstInstant(day, hours.until).getTime() - from;
    if (open > 0 && left <= open) return new Date(from + left);
    left -= Math.max(open, 0);
  }
}

/** Whether an office is open at an instant: from opening time up to, but not at, closing time on a working day. */
export function isOfficeOpen(
  instant: Date,
  hours: WorkingHours = PROVIDER_HOURS,
  holidays: Holidays = BANK_HOLIDAYS,
): boolean {
  const { date, time } = wallClock(instant);
  return isWorkingDay(date, holidays) && hours.from <= time && time < hours.until;
}
