import { type CivilDate, daysBetween } from '@openhaven/domain/calendar';
import { DEPARTURE_REASONS, isValidOn, labelOf, VOID_REASON_CODES } from '@openhaven/domain/codes';
import type { UnitKind } from '@openhaven/domain/unit';
import type { Option } from '../field/field';
import { count } from '../time';

const UNIT_KINDS: Readonly<Record<UnitKind, string>> = {
  ROOM_IN_SHARED_HOUSE: 'Room in a shared house',
  SHARED_FLAT: 'Shared flat',
  SELF_CONTAINED_FLAT: 'Self-contained flat',
  SELF_CONTAINED_HOUSE: 'Self-contained house',
  BUNGALOW: 'Bungalow',
};

/** What a space offers, as the server sends it. */
export interface SpaceFeatures {
  readonly kind: string;
  readonly adultBeds: number;
  readonly childBeds: number;
  readonly cots: number;
  readonly foldOutBeds: number;
  readonly stepFree: boolean;
  readonly wheelchair: boolean;
  readonly adaptedBathroom: boolean;
  readonly carerRoom: boolean;
  readonly petsWelcome: boolean;
}

/** What kind of space it is; a kind that is not known reads as itself. */
export function unitKindInWords(kind: string): string {
  return Object.hasOwn(UNIT_KINDS, kind) ? UNIT_KINDS[kind as UnitKind] : kind;
}

/** "1 adult bed, 2 child beds, 1 cot". What there is none of is left out. */
export function bedsInWords(space: Pick<SpaceFeatures, 'adultBeds' | 'childBeds' | 'cots' | 'foldOutBeds'>): string {
  const kinds = [
    [space.adultBeds, 'adult bed'],
    [space.childBeds, 'child bed'],
    [space.cots, 'cot'],
    [space.foldOutBeds, 'fold-out bed'],
  ] as const;
  const beds = kinds.filter(([number]) => number > 0).map(([number, kind]) => count(number, kind));
  return beds.length === 0 ? 'No beds' : beds.join(', ');
}

/** What is special about a space, one thing a line; says so if there is nothing. */
export function featuresInWords(space: SpaceFeatures): readonly string[] {
  const features = [
    [space.stepFree, 'Step-free'],
    [space.wheelchair, 'Room for a wheelchair'],
    [space.adaptedBathroom, 'Adapted bathroom'],
    [space.carerRoom, 'Room for a carer'],
    [space.petsWelcome, 'Pets welcome'],
  ] as const;
  const there = features.filter(([has]) => has).map(([, words]) => words);
  return there.length === 0 ? ['Nothing special'] : there;
}

/** Why a space can be out of use, on a civil day. */
export function outOfUseOptions(day: string): readonly Option[] {
  return VOID_REASON_CODES.filter((code) => isValidOn(code, day)).map(({ code, label }) => ({ value: code, label }));
}

export function outOfUseInWords(reason: string): string {
  return labelOf(VOID_REASON_CODES, reason);
}

const DEPARTURE_GROUPS: Readonly<Record<(typeof DEPARTURE_REASONS)[number]['group'], string>> = {
  SAFE_ACCOMMODATION: 'Other safe accommodation',
  SETTLED: 'A settled home',
  TEMPORARY: 'Somewhere for now',
  UNSETTLED: 'Nothing settled, or not known',
};

/** Where a household can go when a stay ends, on a civil day, under headings. */
export function departureOptions(day: string): readonly Option[] {
  return DEPARTURE_REASONS.filter((code) => isValidOn(code, day)).map(({ code, label, group }) => ({
    value: code,
    label,
    group: DEPARTURE_GROUPS[group],
  }));
}

/** "37 nights", "1 night"; on the day of arrival "came today". Both are civil days, 'YYYY-MM-DD'. */
export function nightsInWords(arrivedOn: string, today: string): string {
  const nights = daysBetween(arrivedOn as CivilDate, today as CivilDate);
  return nights < 1 ? 'came today' : count(nights, 'night');
}
