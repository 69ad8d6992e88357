/**
 * London's clock and office hours worked out a second time, by the rule of the law and by counting minutes, to check the
 * first with. Valid for 1996 to 2100: summer time from the last Sunday of March to the last of October, 01:00 UTC
 * (Summer Time Order 2002).
 */
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 0));
  return Date.UTC(year, month - 1, lastDay.getUTCDate() - lastDay.getUTCDay());
}

function isSummer(milliseconds: number): boolean {
  const year = new Date(milliseconds).getUTCFullYear();
  const oneOClock = 60 * MINUTE;
  return milliseconds >= lastSunday(year, 3) + oneOClock && milliseconds < lastSunday(year, 10) + oneOClock;
}

/** 'YYYY-MM-DDTHH:MM' as London's clocks show it. */
export function londonClock(instant: Date): string {
  const shift = isSummer(instant.getTime()) ? 60 * MINUTE : 0;
  return new Date(instant.getTime() + shift).toISOString().slice(0, 16);
}

/** Every instant, to the quarter of an hour, of the two days round a local time at which clocks show it. */
export function instantsByLooking(date: string, time: string): readonly string[] {
  const around = Date.parse(`${date}T${time}:00Z`);
  const found: string[] = [];
  for (let at = around - DAY; at <= around + DAY; at += 15 * MINUTE)
    if (londonClock(new Date(at)) === `${date}T${time}`) found.push(new Date(at).toISOString());
  return found;
}

function isOpenMinute(milliseconds: number, holidays: ReadonlySet<string>): boolean {
  const [date = '', time = ''] = londonClock(new Date(milliseconds)).split('T');
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return weekday > 0 && weekday < 6 && !holidays.has(date) && time >= '09:00' && time < '17:00';
}

/** Counts open minutes one by one, from a whole minute on. Needs at least one. */
export function workingMinutesByCounting(from: Date, minutes: number, holidays: ReadonlySet<string>): Date {
  let counted = 0;
  let at = from.getTime();
  while (counted < minutes) {
    // A closed hour that begins on the hour has no open minute in it: offices open and close on the hour.
    const isClosedHour = at % (60 * MINUTE) === 0 && !isOpenMinute(at, holidays);
    if (!isClosedHour && isOpenMinute(at, holidays)) counted += 1;
    at += isClosedHour ? 60 * MINUTE : MINUTE;
  }
  return new Date(at);
}
