import type { OnCallPersonPartsFragment, RotaQuery, ShiftDay } from '../api/generated';
import type { Option } from '../ui/field/field';
import { civilDay, clockTime, dayAndTime, dayInWords } from '../ui/time';
import { choices } from '../ui/words/story';

type Rota = NonNullable<RotaQuery['rota']>;

const DAY: Readonly<Record<ShiftDay, string>> = {
  MONDAY: 'Monday',
  TUESDAY: 'Tuesday',
  WEDNESDAY: 'Wednesday',
  THURSDAY: 'Thursday',
  FRIDAY: 'Friday',
  SATURDAY: 'Saturday',
  SUNDAY: 'Sunday',
  BANK_HOLIDAY: 'Bank holidays',
};
export const DAY_OPTIONS: readonly Option[] = choices(DAY);
const WEEK_LENGTH = 7;

const WEEKDAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'long' });

/** A name; whoever does not answer for the service any more is on call no more, and the page says so. */
export function personInWords({ name, isHere }: OnCallPersonPartsFragment): string {
  if (name === null) return 'Somebody whose account is gone';
  return isHere ? name : `${name} (not on call any more)`;
}

/** The people of a service to choose from. */
export function peopleOptions(people: readonly OnCallPersonPartsFragment[]): readonly Option[] {
  return people.map((person) => ({ value: person.id, label: personInWords(person) }));
}

/** "Every day", "Monday, Tuesday and bank holidays". */
export function daysInWords(days: readonly ShiftDay[]): string {
  const week = days.filter((day) => day !== 'BANK_HOLIDAY');
  const named = week.length === WEEK_LENGTH ? ['Every day'] : week.map((day) => DAY[day]);
  const all = week.length === days.length ? named : [...named, named.length > 0 ? 'bank holidays' : DAY.BANK_HOLIDAY];
  return [all.slice(0, -1).join(', '), ...all.slice(-1)].filter(Boolean).join(' and ');
}

/** One line of the pattern: "Every day, 22:00 to 09:00". */
export function shiftInWords({ days, from, until }: Pick<Rota['shifts'][number], 'days' | 'from' | 'until'>): string {
  return `${daysInWords(days)}, ${from} to ${until}`;
}

/** Part of a day, and who is on call in it. */
export interface RosterRow {
  readonly id: string;
  readonly words: string;
  readonly isGap: boolean;
}

export interface RosterDay {
  readonly day: string;
  readonly title: string;
  readonly rows: readonly RosterRow[];
}

/** The stretches of a roster under the days on which they begin: "Nobody from 22:00 to 09:00". */
export function rosterDays(roster: Rota['roster'], now: Date): readonly RosterDay[] {
  const byDay = Map.groupBy(roster, ({ from }) => civilDay(new Date(from)));
  return [...byDay].map(([day, stretches]) => ({
    day,
    title: dayTitle(day, now),
    rows: stretches.map(rosterRow),
  }));
}

function dayTitle(day: string, now: Date): string {
  const date = `${WEEKDAY.format(new Date(`${day}T12:00:00Z`))} ${dayInWords(day)}`;
  return day === civilDay(now) ? `Today, ${date}` : date;
}

function rosterRow(stretch: Rota['roster'][number]): RosterRow {
  const { from, until, people, isOffice } = stretch;
  const who = people.map(personInWords).join(' and ') || (isOffice ? 'The office is open' : 'Nobody');
  return { id: from, words: `${who} ${spanInWords(from, until)}`, isGap: isGap(stretch) };
}

const isGap = ({ people, isOffice }: Rota['roster'][number]): boolean => people.length === 0 && !isOffice;

const DAY_MS = 86_400_000;

/** "from 22:00 to 09:00": the day of the end is said where it is more than a day away. */
function spanInWords(from: string, until: string): string {
  const [start, end] = [new Date(from), new Date(until)];
  const isLong = end.getTime() - start.getTime() > DAY_MS;
  const day = isLong ? `${WEEKDAY.format(end)} at ` : '';
  return `from ${clockTime(start)} to ${day}${clockTime(end)}`;
}

/** How many hours of the coming week nobody is on call: none, or "Nobody is on call for 11 hours of the next seven days." */
export function gapsInWords(roster: Rota['roster']): string {
  const ms = roster.filter(isGap).reduce((sum, { from, until }) => sum + Date.parse(until) - Date.parse(from), 0);
  if (ms === 0) return 'Somebody is on call, or the office is open, at every hour of the next seven days.';
  const hours = Math.ceil(ms / 3_600_000);
  return `Nobody is on call for ${hours} ${hours === 1 ? 'hour' : 'hours'} of the next seven days.`;
}

/** A cover: who, in whose place, from when until when. */
export function coverInWords({ person, insteadOf, from, until }: Rota['covers'][number], now: Date): string {
  const how = insteadOf ? `instead of ${personInWords(insteadOf)}` : 'in addition';
  const [start, end] = [dayAndTime(new Date(from), now), dayAndTime(new Date(until), now)];
  return `${personInWords(person)}, ${how}: ${start} to ${end}`;
}
