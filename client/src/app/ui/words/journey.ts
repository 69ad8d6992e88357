import { areaName, parseAreaCode } from '@openhaven/domain/area';
import { labelOf } from '@openhaven/domain/codes';
import { howPlaceLies, type PlaceLies, TRAVEL_COMPANIONS, TRAVEL_PAYERS, TRAVEL_WAYS } from '@openhaven/domain/journey';
import { dayAndTime } from '../time';

const LIES: Readonly<Record<PlaceLies, (home: string) => string>> = {
  SAME_DISTRICT: () => '',
  NEXT_DISTRICT: (home) => `Next to ${home}, not in it: how they get there has to be arranged`,
  ELSEWHERE: (home) => `Outside ${home}: how they get there has to be arranged`,
  NOT_KNOWN: (home) => `Perhaps outside ${home}: how they get there may have to be arranged`,
};

/** Said once, not beside every place: nobody has told where they live. */
export const HOME_NOT_KNOWN = 'Nobody has said in which district they live. Ask how they would get to a place.';

/**
 * What has to be arranged because of where a place is: "Outside Worcester: how they get there has to be arranged". Empty
 * in their own district, and where nobody has said which that is. Read from published areas; never a distance.
 */
export function wayThere(publishedArea: string, home: string | null | undefined): string {
  const [area, district] = [parseAreaCode(publishedArea), parseAreaCode(home ?? '')];
  return area && district ? LIES[howPlaceLies(area, district)](areaName(district)) : '';
}

/** A journey as the server sends it. */
export interface JourneyShown {
  readonly way: string;
  readonly broughtBy: string;
  readonly paidBy: string;
  readonly setsOffAt: string;
}

/** A journey, a line for each question. */
export function journeyLines({ way, broughtBy, paidBy, setsOffAt }: JourneyShown, now: Date): readonly string[] {
  return [
    `How they travel: ${labelOf(TRAVEL_WAYS, way)}`,
    `Who brings them: ${labelOf(TRAVEL_COMPANIONS, broughtBy)}`,
    `Who pays: ${labelOf(TRAVEL_PAYERS, paidBy)}`,
    `They set off: ${dayAndTime(new Date(setsOffAt), now)}`,
  ];
}
