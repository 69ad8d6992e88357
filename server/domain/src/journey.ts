import { type AreaCode, areaCovers, isDistrict, neighbours, successorOf } from './area.ts';
import { civilDateAt } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';

/** How they travel. Source: SCENARIOS A11 and DOMAIN 4, "arrange transport"; the list is ours. */
export const TRAVEL_WAYS = listOf(OURS, [
  { code: 'OWN_CAR', label: 'Their own car' },
  { code: 'TAXI', label: 'Taxi' },
  { code: 'WHEELCHAIR_TAXI', label: 'Taxi or van that takes a wheelchair' },
  { code: 'TRAIN', label: 'Train' },
  { code: 'COACH_OR_BUS', label: 'Coach or bus' },
  { code: 'POLICE_CAR', label: 'A police car' },
  { code: 'WORKER_CAR', label: 'A worker’s car' },
  { code: 'FETCHED_BY_SERVICE', label: 'The service fetches them' },
  { code: 'FAMILY_OR_FRIENDS_CAR', label: 'A car of family or friends' },
  { code: 'ANOTHER_WAY', label: 'Another way' },
]);
export type TravelWay = (typeof TRAVEL_WAYS)[number]['code'];

/** Who brings them. */
export const TRAVEL_COMPANIONS = listOf(OURS, [
  { code: 'NOBODY', label: 'Nobody, they travel alone' },
  { code: 'COUNCIL_WORKER', label: 'A worker of the council' },
  { code: 'SUPPORT_WORKER', label: 'Their support worker or adviser' },
  { code: 'POLICE', label: 'The police' },
  { code: 'SERVICE', label: 'Somebody from the service' },
  { code: 'FAMILY_OR_FRIENDS', label: 'Family or friends they trust' },
]);
export type TravelCompanion = (typeof TRAVEL_COMPANIONS)[number]['code'];

/**
 * Who pays.
 *
 * Source: Women’s Aid and the Rail Delivery Group: Rail to Refuge, on all railways of Great Britain from 9 April 2020. A
 * refuge that belongs to it books the ticket once a place is confirmed.
 */
export const TRAVEL_PAYERS = [
  ...listOf(OURS, [
    { code: 'COUNCIL', label: 'The council' },
    { code: 'SERVICE', label: 'The service' },
    { code: 'POLICE', label: 'The police' },
    { code: 'SOCIAL_CARE', label: 'Social care' },
  ]),
  ...listOf({ validFrom: '2020-04-09' }, [
    { code: 'RAIL_TO_REFUGE', label: 'Rail to Refuge, a free train ticket that the refuge books' },
  ]),
  ...listOf(OURS, [
    { code: 'CHARITY', label: 'Another charity' },
    { code: 'THEMSELVES', label: 'They pay themselves' },
    { code: 'NO_COST', label: 'It costs nothing' },
  ]),
];
export type TravelPayer = (typeof TRAVEL_PAYERS)[number]['code'];

/** How a household gets to the place that is kept for it. Personal, and sealed wherever it is kept. */
export interface Journey {
  readonly way: TravelWay;
  readonly broughtBy: TravelCompanion;
  readonly paidBy: TravelPayer;
  readonly setsOffAt: Date;
}

/** A journey as it was told: codes not yet looked up. */
export interface JourneyTold {
  readonly way: string;
  readonly broughtBy: string;
  readonly paidBy: string;
  readonly setsOffAt: Date;
}

const DAY_MS = 86_400_000;
/** What is written down afterwards happened since yesterday. */
const MOST_DAYS_AGO = 1;
/** Nobody who flees plans further ahead: a date beyond is a slip. */
const MOST_DAYS_AHEAD = 366;

/** A code of each list, and an hour that was not over the day before it is told. */
export function checkJourney(
  told: JourneyTold,
  now: Date,
): Decision<Journey, 'CHOICE_UNKNOWN' | 'DATE_IN_PAST' | 'DATE_TOO_FAR'> {
  const { way, broughtBy, paidBy, setsOffAt } = told;
  const today = civilDateAt(now);
  if (!isCodeOf(TRAVEL_WAYS, way, today)) return refuse('CHOICE_UNKNOWN', 'journey.way');
  if (!isCodeOf(TRAVEL_COMPANIONS, broughtBy, today)) return refuse('CHOICE_UNKNOWN', 'journey.broughtBy');
  if (!isCodeOf(TRAVEL_PAYERS, paidBy, today)) return refuse('CHOICE_UNKNOWN', 'journey.paidBy');
  const days = (setsOffAt.getTime() - now.getTime()) / DAY_MS;
  if (days < -MOST_DAYS_AGO) return refuse('DATE_IN_PAST', 'journey.setsOffAt');
  if (days > MOST_DAYS_AHEAD) return refuse('DATE_TOO_FAR', 'journey.setsOffAt');
  return allow({ way, broughtBy, paidBy, setsOffAt });
}

/**
 * How a place lies to the district in which a household lives. NOT_KNOWN: nobody has said where they live, or only a
 * county is published of the place and their district is in it.
 */
export const PLACE_LIES = ['SAME_DISTRICT', 'NEXT_DISTRICT', 'ELSEWHERE', 'NOT_KNOWN'] as const;
export type PlaceLies = (typeof PLACE_LIES)[number];

/**
 * Judged from the published area alone, and never as a distance: nothing finer than everybody may know goes into it, so
 * that nothing about a house can be found with it.
 */
export function howPlaceLies(publishedArea: AreaCode, home: AreaCode | undefined): PlaceLies {
  if (home === undefined) return 'NOT_KNOWN';
  if (areaCovers(publishedArea, home) || areaCovers(home, publishedArea)) {
    return isDistrict(publishedArea) && isDistrict(home) ? 'SAME_DISTRICT' : 'NOT_KNOWN';
  }
  const isNext = neighbours(successorOf(home)).some((district) => areaCovers(publishedArea, district));
  return isNext ? 'NEXT_DISTRICT' : 'ELSEWHERE';
}

/**
 * Whether somebody has to see to it how they get there: everywhere but in their own district. A fact that nobody has told
 * means that it is asked. It never keeps anybody from a place.
 */
export function needsJourney(publishedArea: AreaCode, home: AreaCode | undefined): boolean {
  return howPlaceLies(publishedArea, home) !== 'SAME_DISTRICT';
}
