import {
  BANK_HOLIDAYS,
  type CivilDate,
  type Holidays,
  PROVIDER_HOURS,
  addDays,
  civilDateAt,
  firstInstant,
  isOfficeOpen,
  weekdayOf,
} from './calendar.ts';
import type { CoverId, UserId } from './ids.ts';

/** Days on which a shift begins: a day of the week, or any bank holiday. In the order of a week. */
export const SHIFT_DAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
  'BANK_HOLIDAY',
] as const;
export type ShiftDay = (typeof SHIFT_DAYS)[number];

/** One line of the weekly pattern. It belongs to the day on which it begins; an end not after the beginning is on the next day. */
export interface Shift {
  readonly days: readonly ShiftDay[];
  /** 'HH:MM' by London's clocks. */
  readonly from: string;
  readonly until: string;
  readonly userId: UserId;
}

/** A dated change: somebody is on call, in place of another person or beside whoever is. */
export interface Cover {
  readonly id: CoverId;
  readonly from: Date;
  readonly until: Date;
  readonly userId: UserId;
  /** Left out: in addition. */
  readonly insteadOf?: UserId;
}

/** Who of a service is on call when: a weekly pattern, and covers in the order in which they were agreed. */
export interface Rota {
  readonly shifts: readonly Shift[];
  readonly covers: readonly Cover[];
}

/** A span, with its beginning and without its end. */
export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** A span in which the same people are on call throughout; nobody, if there are none. */
export interface RosterStretch extends Stretch {
  readonly people: readonly UserId[];
  /** Nobody is on call, and nobody need be: the office is open. */
  readonly isOffice: boolean;
}

/** Whether nobody is there to answer: a rota is for the hours in which the office is closed. */
export function isGap({ people, isOffice }: Pick<RosterStretch, 'people' | 'isOffice'>): boolean {
  return people.length === 0 && !isOffice;
}

/** Whether a service keeps a rota at all: a pattern without shifts is none. */
export function keepsRota({ shifts }: Pick<Rota, 'shifts'>): boolean {
  return shifts.length > 0;
}

/** A shift on one day, from instant to instant. */
interface Turn extends Stretch {
  readonly userId: UserId;
}

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

/** The shifts that begin on a day. Shifts for bank holidays, if there are any, take the place of the weekday's. */
function shiftsOn(shifts: readonly Shift[], date: CivilDate, holidays: Holidays): readonly Shift[] {
  const forHolidays = holidays.has(date) ? shifts.filter(({ days }) => days.includes('BANK_HOLIDAY')) : [];
  if (forHolidays.length > 0) return forHolidays;
  const weekday = WEEKDAYS[weekdayOf(date)];
  return shifts.filter(({ days }) => days.some((day) => day === weekday));
}

/**
 * A shift that begins on a day. A time that the clocks skip is the moment they skip it, one that they show twice the first
 * of the two: for ends as for beginnings, so that shifts that follow each other leave no gap on either night.
 */
function turnOn({ from, until, userId }: Shift, date: CivilDate): Turn {
  const lastDay = until <= from ? addDays(date, 1) : date;
  return { from: firstInstant(date, from), until: firstInstant(lastDay, until), userId };
}

function turnsIn(shifts: readonly Shift[], { from, until }: Stretch, holidays: Holidays): readonly Turn[] {
  const turns: Turn[] = [];
  // A shift of the day before may pass midnight.
  for (let date = addDays(civilDateAt(from), -1); date <= civilDateAt(until); date = addDays(date, 1)) {
    turns.push(...shiftsOn(shifts, date, holidays).map((shift) => turnOn(shift, date)));
  }
  return turns;
}

/** The instants at which the office opens or closes on the days of a span. */
function officeEdges({ from, until }: Stretch): readonly Date[] {
  const edges: Date[] = [];
  for (let date = civilDateAt(from); date <= civilDateAt(until); date = addDays(date, 1)) {
    edges.push(firstInstant(date, PROVIDER_HOURS.from), firstInstant(date, PROVIDER_HOURS.until));
  }
  return edges;
}

const covers =
  (instant: Date) =>
  ({ from, until }: Stretch): boolean =>
    from <= instant && instant < until;

/** Covers are taken in the order in which they were agreed, so that a cover can be covered in its turn. */
function peopleAt(turns: readonly Turn[], changes: readonly Cover[], instant: Date): readonly UserId[] {
  const people = new Set(turns.filter(covers(instant)).map(({ userId }) => userId));
  for (const { userId, insteadOf } of changes.filter(covers(instant))) {
    if (insteadOf !== undefined) people.delete(insteadOf);
    people.add(userId);
  }
  return [...people].sort();
}

/**
 * Who is on call at an instant, by the pattern and the covers; a cover wins.
 * @returns ids in a fixed order; none if nobody is
 */
export function onCallAt(rota: Rota, instant: Date, holidays: Holidays = BANK_HOLIDAYS): readonly UserId[] {
  const turns = turnsIn(rota.shifts, { from: instant, until: instant }, holidays);
  return peopleAt(turns, rota.covers, instant);
}

/** What else decides who counts. */
export interface Reading {
  readonly holidays?: Holidays;
  /** Those who answer for the service now. Whoever has left is on call no more, whatever the rota says. Left out: everybody. */
  readonly staff?: ReadonlySet<UserId>;
}

/**
 * A span cut where who is on call changes, without holes and overlaps.
 * @returns stretches in order; none for an empty span
 */
export function rosterIn(
  rota: Rota,
  { from, until }: Stretch,
  { holidays = BANK_HOLIDAYS, staff }: Reading = {},
): readonly RosterStretch[] {
  const turns = turnsIn(rota.shifts, { from, until }, holidays);
  const edges = [...turns, ...rota.covers]
    .flatMap((one) => [one.from, one.until])
    .concat(officeEdges({ from, until }))
    .filter((edge) => edge > from && edge < until)
    .map((edge) => edge.getTime());
  const times = [...new Set([from.getTime(), ...edges, until.getTime()])].sort((a, b) => a - b);
  const cut = times.slice(1).map((time, index) => {
    const start = new Date(times[index] ?? time);
    const people = peopleAt(turns, rota.covers, start).filter((id) => staff?.has(id) ?? true);
    const isOffice = people.length === 0 && isOfficeOpen(start, PROVIDER_HOURS, holidays);
    return { from: start, until: new Date(time), people, isOffice };
  });
  return until > from ? joined(cut, (a, b) => a.people.join() === b.people.join() && a.isOffice === b.isOffice) : [];
}

/** Puts neighbours together that do not differ. */
function joined(
  stretches: readonly RosterStretch[],
  isSame: (a: RosterStretch, b: RosterStretch) => boolean,
): readonly RosterStretch[] {
  const all: RosterStretch[] = [];
  for (const next of stretches) {
    const last = all.at(-1);
    if (last && isSame(last, next)) all[all.length - 1] = { ...last, until: next.until };
    else all.push(next);
  }
  return all;
}

/** The spans between two instants in which nobody is on call and the office is closed. */
export function gapsIn(rota: Rota, from: Date, until: Date, reading: Reading = {}): readonly Stretch[] {
  return rosterIn(rota, { from, until }, reading)
    .filter(isGap)
    .map((gap) => ({ from: gap.from, until: gap.until }));
}

/** Whether somebody is on call or in the office, and until when that stays so. No word of who. */
export interface OnCall {
  readonly isSomebody: boolean;
  /** Left out: it does not change within the next seven days. */
  readonly until?: Date;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** The seven days from an instant on, of 24 hours each. */
export function weekFrom(now: Date): Stretch {
  return { from: now, until: new Date(now.getTime() + WEEK_MS) };
}

/** Whether somebody is on call at an instant; undefined where no rota is kept. */
export function onCallState(rota: Rota | null, now: Date, reading: Reading = {}): OnCall | undefined {
  if (rota === null || !keepsRota(rota)) return undefined;
  const [present, next] = joined(rosterIn(rota, weekFrom(now), reading), (a, b) => isGap(a) === isGap(b));
  if (present === undefined) return undefined;
  return { isSomebody: !isGap(present), ...(next && { until: present.until }) };
}
