import { isTimeOfDay } from './calendar.ts';
import { type Decision, type Refusal, allow, refuse } from './decision.ts';
import type { CoverId, UserId } from './ids.ts';
import { type Cover, type Rota, SHIFT_DAYS, type Shift, type ShiftDay, type Stretch, keepsRota } from './rota.ts';

/** More lines than any service needs: seven days, each in six parts. */
const MOST_SHIFTS = 42;
const MOST_COVERS = 100;

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const DAY_MS = DAY_MINUTES * 60_000;
const LONGEST_COVER_DAYS = 31;
const COVERS_KEPT_DAYS = 31;

/** Those who answer for the service now. */
type Staff = ReadonlySet<UserId>;

/**
 * A weekly pattern that can be kept, or what is wrong with its first line that cannot. An empty one is kept too: the
 * service then keeps no rota.
 * @returns a refusal with the field 'shifts.N', N counted from 0
 */
export function checkPattern(shifts: readonly Shift[], staff: Staff): Decision<readonly Shift[]> {
  if (shifts.length > MOST_SHIFTS) return refuse('ROTA_TOO_LONG');
  for (const [index, shift] of shifts.entries()) {
    const wrong = faultOf(shift, staff) ?? (overlapsEarlier(shifts, index) ? 'ROTA_OVERLAP' : undefined);
    if (wrong) return refuse(wrong, `shifts.${index}`);
  }
  const inOrder = (days: readonly ShiftDay[]) => SHIFT_DAYS.filter((day) => days.includes(day));
  return allow(shifts.map((shift) => ({ ...shift, days: inOrder(shift.days) })));
}

function faultOf({ days, from, until, userId }: Shift, staff: Staff) {
  if (days.length === 0) return 'ROTA_DAYS';
  if (!isTimeOfDay(from) || !isTimeOfDay(until)) return 'TIME_NOT_REAL';
  if (from === until) return 'ROTA_HOURS';
  return staff.has(userId) ? undefined : 'ROTA_PERSON';
}

/** Whether the same person has a shift above at the same time. Shifts for bank holidays are compared with each other. */
function overlapsEarlier(shifts: readonly Shift[], index: number): boolean {
  const own = shifts[index];
  if (own === undefined) return false;
  return shifts.slice(0, index).some((other) => other.userId === own.userId && clash(minutesOf(own), minutesOf(other)));
}

interface Minutes {
  readonly day: ShiftDay;
  readonly from: number;
  readonly until: number;
}

/** Each of a shift's days as minutes of the week. */
function minutesOf({ days, from, until }: Shift): readonly Minutes[] {
  const length = (minuteOf(until) - minuteOf(from) + DAY_MINUTES) % DAY_MINUTES;
  return days.map((day) => {
    const start = (SHIFT_DAYS.indexOf(day) % 7) * DAY_MINUTES + minuteOf(from);
    return { day, from: start, until: start + length };
  });
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const isHoliday = ({ day }: Minutes): boolean => day === 'BANK_HOLIDAY';

function clash(some: readonly Minutes[], others: readonly Minutes[]): boolean {
  return some.some((a) =>
    others.filter((b) => isHoliday(a) === isHoliday(b)).some((b) => WRAPS.some((wrap) => meets(a, b, wrap))),
  );
}

// A shift of Sunday night reaches into the Monday of the next week.
const WRAPS = [-WEEK_MINUTES, 0, WEEK_MINUTES];

function meets(a: Minutes, b: Minutes, wrap: number): boolean {
  return a.from < b.until + wrap && b.from + wrap < a.until;
}

/** A rota with one more cover, or why it cannot be kept. Covers over for a month are forgotten on the way. */
export function addCover(rota: Rota, cover: Cover, { staff, now }: { staff: Staff; now: Date }): Decision<Rota> {
  const wrong = coverFault(rota, cover, staff, now);
  if (wrong) return wrong;
  const since = new Date(now.getTime() - COVERS_KEPT_DAYS * DAY_MS);
  const kept = rota.covers.filter(({ until }) => until >= since);
  return kept.length < MOST_COVERS ? allow({ ...rota, covers: [...kept, cover] }) : refuse('ROTA_TOO_LONG');
}

function coverFault(rota: Rota, cover: Cover, staff: Staff, now: Date): Refusal | undefined {
  if (!keepsRota(rota)) return refuse('ROTA_EMPTY');
  return spanFault(cover, now) ?? peopleFault(rota, cover, staff) ?? againFault(rota, cover);
}

function spanFault({ from, until }: Stretch, now: Date): Refusal | undefined {
  if (until <= from || until <= now) return refuse('COVER_END', 'until');
  return until.getTime() - from.getTime() > LONGEST_COVER_DAYS * DAY_MS ? refuse('COVER_TOO_LONG', 'until') : undefined;
}

function peopleFault({ shifts, covers }: Rota, { userId, insteadOf }: Cover, staff: Staff): Refusal | undefined {
  if (!staff.has(userId)) return refuse('ROTA_PERSON', 'userId');
  if (insteadOf === undefined) return undefined;
  if (insteadOf === userId) return refuse('COVER_FOR_ONESELF', 'insteadOf');
  // Whoever has left may still be named in the pattern, and most of all then somebody else has to stand in.
  const isNamed = [...shifts, ...covers].some((one) => one.userId === insteadOf);
  return isNamed || staff.has(insteadOf) ? undefined : refuse('ROTA_PERSON', 'insteadOf');
}

function againFault({ covers }: Rota, cover: Cover): Refusal | undefined {
  const isSame = (other: Cover): boolean =>
    other.insteadOf === cover.insteadOf && (cover.insteadOf !== undefined || other.userId === cover.userId);
  const again = covers.some((one) => isSame(one) && one.from < cover.until && cover.from < one.until);
  return again ? refuse('COVER_OVERLAP', 'from') : undefined;
}

/** A rota without one of its covers; refused where it has gone already. */
export function removeCover(rota: Rota, id: CoverId): Decision<Rota> {
  const covers = rota.covers.filter((cover) => cover.id !== id);
  return covers.length < rota.covers.length ? allow({ ...rota, covers }) : refuse('CHANGED_MEANWHILE');
}
