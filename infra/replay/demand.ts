import { type CivilDate, addDays, isWorkingDay, startOfDay } from '@openhaven/domain/calendar';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { StoryInput } from '@openhaven/domain/story';
import { drawStory } from './household.ts';
import { DISTRICTS, FROM_OUTSIDE, OUTSIDE_AREAS, OUTSIDE_MIX } from './published.ts';
import { randomOf, type Random } from './random.ts';

/** A household that approaches somebody for help, and when. */
export interface Approach {
  /** Its place in the whole demand: the name of its chance. */
  readonly number: number;
  /** Key of the district it approaches, or OUTSIDE. */
  readonly from: string;
  readonly at: Date;
  readonly priority: PriorityCode;
  readonly story: StoryInput;
}

export const OUTSIDE = 'outside';
const MONTHS = 12;
const DAYS_IN_YEAR = 365;
const DAYS_IN_MONTH = DAYS_IN_YEAR / MONTHS;
const MINUTE_MS = 60_000;

export interface DemandWish {
  readonly seed: string;
  readonly firstDay: CivilDate;
  readonly months: number;
}

/** Everybody who approaches in so many months: in whole years exactly the published numbers a year. In order of time. */
export function drawDemand({ seed, firstDay, months }: DemandWish): readonly Approach[] {
  const froms = [...cameFrom(months)].flatMap(([from, count]) => Array.from({ length: count }, () => from));
  const days = Math.round(months * DAYS_IN_MONTH);
  return froms
    .map((from, number) => drawApproach(randomOf(`${seed}|approach|${number}`), { from, number, firstDay, days }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.number - other.number);
}

/** How many come from each district and from outside in so many months. */
export function cameFrom(months: number): ReadonlyMap<string, number> {
  const districts = DISTRICTS.map(({ key, approaches }) => [key, share(approaches, months)] as const);
  return new Map([...districts, [OUTSIDE, share(FROM_OUTSIDE, months)]]);
}

const share = (aYear: number, months: number): number => Math.round((aYear * months) / MONTHS);

interface Frame {
  readonly from: string;
  readonly number: number;
  readonly firstDay: CivilDate;
  readonly days: number;
}

function drawApproach(random: Random, { from, number, firstDay, days }: Frame): Approach {
  return {
    number,
    from,
    at: drawInstant(random, firstDay, days),
    priority: random.pick({ P1_TONIGHT: 30, P2_24H: 30, P3_72H: 25, P4_PLANNED: 15 }),
    story: drawStory(random, originOf(random, from)),
  };
}

function originOf(random: Random, from: string): Parameters<typeof drawStory>[1] {
  const district = DISTRICTS.find(({ key }) => key === from);
  if (district) return { ...district, homeAreaCode: district.areaCode };
  return { ...OUTSIDE_MIX, homeAreaCode: random.pick(OUTSIDE_AREAS) };
}

/** Three in four come in office hours on a working day; the others at any hour of any day. */
function drawInstant(random: Random, firstDay: CivilDate, days: number): Date {
  let day = addDays(firstDay, random.whole(0, days - 1));
  const inOffice = random.chance(0.75);
  while (inOffice && !isWorkingDay(day)) day = addDays(firstDay, random.whole(0, days - 1));
  const minute = inOffice ? random.whole(9 * 60, 17 * 60 - 1) : random.whole(0, 24 * 60 - 1);
  return new Date(startOfDay(day).getTime() + minute * MINUTE_MS + random.whole(0, 59_999));
}
