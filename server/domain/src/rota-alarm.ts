import { addDays, civilDateAt, startOfDay } from './calendar.ts';
import type { UserId } from './ids.ts';
import { type Rota, type Stretch, gapsIn, keepsRota } from './rota.ts';

/** Who is told of a gap in a rota before it comes, and how many hours before: defaults of ours. */
export const GAP_ALARM_HOURS = { MANAGERS: 48, COORDINATOR: 12 } as const;
export type ToldOfGap = keyof typeof GAP_ALARM_HOURS;

const TOLD = Object.keys(GAP_ALARM_HOURS) as readonly ToldOfGap[];
const HOUR_MS = 3_600_000;
const DAYS_ROUND = 7;

/** A rota, and those who answer for the service now: whoever has left is on call no more. */
export interface RotaNow {
  readonly rota: Rota;
  readonly staff: ReadonlySet<UserId>;
  readonly now: Date;
}

/**
 * The gaps that begin within the next hours, or have begun and are not over; none where no rota is kept. Each with its
 * own beginning and end, as long as they lie within a week: so that it is the same gap at every look.
 */
export function gapsAhead({ rota, staff, now }: RotaNow, hours: number): readonly Stretch[] {
  if (!keepsRota(rota)) return [];
  const today = civilDateAt(now);
  const gaps = gapsIn(rota, startOfDay(addDays(today, -DAYS_ROUND)), startOfDay(addDays(today, DAYS_ROUND + 3)), {
    staff,
  });
  const soon = new Date(now.getTime() + hours * HOUR_MS);
  return gaps.filter(({ from, until }) => until > now && from < soon);
}

/** A gap of which somebody has been told. */
export interface ToldGap extends Stretch {
  readonly told: ToldOfGap;
}

const meet = (a: Stretch, b: Stretch): boolean => a.from < b.until && b.from < a.until;

/**
 * Which gaps have to be told of, and to whom, and which tellings are about gaps that are no more. A gap that has been
 * told of and has since become shorter or longer is not told of again; one that was filled and opens again is.
 */
export function gapAlarms(
  at: RotaNow,
  known: readonly ToldGap[],
): { readonly tell: readonly ToldGap[]; readonly forget: readonly ToldGap[] } {
  const ahead = gapsAhead(at, GAP_ALARM_HOURS.MANAGERS);
  const tell = TOLD.flatMap((told) =>
    gapsAhead(at, GAP_ALARM_HOURS[told])
      .filter((gap) => !known.some((one) => one.told === told && meet(one, gap)))
      .map((gap) => ({ ...gap, told })),
  );
  return { tell, forget: known.filter((one) => !ahead.some((gap) => meet(one, gap))) };
}
