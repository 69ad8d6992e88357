import { AREAS, type Area, BORDERS, UPPER_TIERS } from './area-table.ts';
import { type KnownPlace, PLACES } from './gazetteer.ts';

/** An ONS (GSS) code of an area of this table, for example 'E07000237'. */
export type AreaCode = string & { readonly __kind: 'AreaCode' };

/** Whose area it is. Never shown to a service. */
export const UNSAFE_AREA_OWNERS = [
  'PERPETRATOR_HOME',
  'PERPETRATOR_WORK',
  'PERPETRATOR_FAMILY',
  'PERPETRATOR_FRIENDS',
  'GANG',
  'COMMUNITY',
  'SURVIVOR_KNOWN',
] as const;
export type UnsafeAreaOwner = (typeof UNSAFE_AREA_OWNERS)[number];

/** Somewhere the household must not be placed (hard), or rather not (soft). */
export type UnsafeArea = { readonly whose: UnsafeAreaOwner; readonly hard: boolean } & (
  | { readonly kind: 'DISTRICT'; readonly areaCode: AreaCode }
  | { readonly kind: 'COUNTY'; readonly areaCode: AreaCode }
  | { readonly kind: 'PLACE'; readonly placeName: string; readonly radiusKm: number }
);

export const UNSAFE_AREA_KINDS = ['DISTRICT', 'COUNTY', 'PLACE'] as const satisfies readonly UnsafeArea['kind'][];

/** How a published area lies to the unsafe ones. TOUCHES means that only the provider's side can tell. */
export type AreaJudgement = 'OUTSIDE' | 'TOUCHES' | 'INSIDE';

// Districts are not round: a circle of equal area is widened by half before it may be said to lie apart.
const OUTLINE_MARGIN = 1.5;
const EARTH_RADIUS_KM = 6371;

const districts = new Map<string, Area>(AREAS.map((area) => [area.code, area]));
const upperTiers = new Map<string, string>(UPPER_TIERS.map((tier) => [tier.code, tier.name]));
const places = new Map<string, KnownPlace>(PLACES.map((place) => [nameKey(place.name), place]));

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** Reads the code of a district or an upper tier that this table knows; undefined for anything else. */
export function parseAreaCode(text: string): AreaCode | undefined {
  return districts.has(text) || upperTiers.has(text) ? (text as AreaCode) : undefined;
}

/** Whether a code is a district's (or a unitary's, which is both), past or present. */
export function isDistrict(code: string): boolean {
  return districts.has(code);
}

/** Whether a code is an upper tier's: a county, or an authority that is its own. */
export function isUpperTier(code: string): boolean {
  return upperTiers.has(code);
}

/** The name of an area; the code itself for one that this table does not know. */
export function areaName(code: string): string {
  return districts.get(code)?.name ?? upperTiers.get(code) ?? code;
}

/** The upper tier an area belongs to: a district's county; a unitary, a metropolitan borough or a county itself. */
export function countyOf(code: AreaCode): AreaCode {
  return (districts.get(code)?.upperTier ?? code) as AreaCode;
}

/** The districts of an area: a county's, or the one district itself. */
export function districtsOf(code: AreaCode): readonly AreaCode[] {
  return districtRows(code).map((area) => area.code as AreaCode);
}

/** The districts of each upper tier, in the order of the table. */
const districtsByTier = new Map<string, Area[]>();
for (const area of AREAS) districtsByTier.set(area.upperTier, [...(districtsByTier.get(area.upperTier) ?? []), area]);

function districtRows(code: AreaCode): readonly Area[] {
  const own = districts.get(code);
  return own === undefined ? (districtsByTier.get(code) ?? []) : [own];
}

/** Areas of the table on a civil day, by name: those that began by then and have not been replaced. */
export function areasOn(date: string, areas: readonly Area[] = AREAS): readonly Area[] {
  return areas
    .filter((area) => area.validFrom <= date && (area.validTo === undefined || date < area.validTo))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The areas that share a border with this one, as far as this table reaches. A county's are those of its districts. */
export function neighbours(code: AreaCode): readonly AreaCode[] {
  const own = new Set<string>(districtsOf(code));
  const bordering = BORDERS.flatMap(([one, other]) => [
    ...(own.has(one) ? [other] : []),
    ...(own.has(other) ? [one] : []),
  ]);
  return [...new Set(bordering)].filter((area) => !own.has(area)).toSorted() as AreaCode[];
}

/**
 * The code under which an area goes today: its own, or that of whatever followed it, however often codes have changed.
 * An old story and a new list then still speak of the same ground.
 */
export function successorOf(code: AreaCode, areas: readonly Area[] = AREAS): AreaCode {
  const row = areas === AREAS ? districts.get(code) : areas.find((area) => area.code === code);
  const next = row?.replacedBy;
  return next === undefined ? code : successorOf(next as AreaCode, areas);
}

function covers(outer: AreaCode, inner: AreaCode): boolean {
  const [wide, narrow] = [successorOf(outer), successorOf(inner)];
  if (wide === narrow) return true;
  if (districts.has(wide) && districts.has(narrow)) return false;
  const covered = new Set<string>(districtsOf(wide));
  const parts = districtsOf(narrow);
  return parts.length > 0 && parts.every((district) => covered.has(district));
}

/** What has been found of two areas of the table: asked for every place of a search, and always the same. */
const covering = new Map<AreaCode, Map<AreaCode, boolean>>(AREAS.map(({ code }) => [code as AreaCode, new Map()]));

/** Whether one area contains another: itself, or a county its districts. Old codes count as what followed them. */
export function areaCovers(outer: AreaCode, inner: AreaCode): boolean {
  if (outer === inner) return true;
  const known = covering.get(outer);
  const kept = known?.get(inner);
  if (kept !== undefined) return kept;
  const answer = covers(outer, inner);
  // A code of no table is not kept: there is no end of them.
  if (districts.has(inner)) known?.set(inner, answer);
  return answer;
}

/** A place known by name, whatever its capitals; undefined if the gazetteer does not have it. */
export function placeNamed(name: string): KnownPlace | undefined {
  return places.get(nameKey(name));
}

function kilometresBetween(one: { lat: number; lng: number }, other: { lat: number; lng: number }): number {
  const radians = Math.PI / 180;
  const x = (other.lng - one.lng) * radians * Math.cos(((one.lat + other.lat) / 2) * radians);
  const y = (other.lat - one.lat) * radians;
  return Math.hypot(x, y) * EARTH_RADIUS_KM;
}

function judgeDistrictAgainstPlace(district: Area, place: KnownPlace, radiusKm: number): AreaJudgement {
  const apart = kilometresBetween(district, place);
  const outline = Math.sqrt(district.areaKm2 / Math.PI) * OUTLINE_MARGIN;
  if (apart + outline <= radiusKm) return 'INSIDE';
  return apart <= radiusKm + outline || place.areaCode === district.code ? 'TOUCHES' : 'OUTSIDE';
}

/** All parts inside: inside. None touched: outside. Anything between touches, and so does an area nobody can draw. */
function together(parts: readonly AreaJudgement[]): AreaJudgement {
  if (parts.length === 0) return 'TOUCHES';
  if (parts.every((part) => part === 'INSIDE')) return 'INSIDE';
  return parts.every((part) => part === 'OUTSIDE') ? 'OUTSIDE' : 'TOUCHES';
}

function judgeOne(publishedArea: AreaCode, unsafe: UnsafeArea): AreaJudgement {
  if (unsafe.kind === 'PLACE') {
    const place = placeNamed(unsafe.placeName);
    // A place that nobody can find on the map could be anywhere: the service has to look.
    if (place === undefined) return 'TOUCHES';
    return together(
      districtRows(publishedArea).map((district) => judgeDistrictAgainstPlace(district, place, unsafe.radiusKm)),
    );
  }
  if (areaCovers(unsafe.areaCode, publishedArea)) return 'INSIDE';
  return areaCovers(publishedArea, unsafe.areaCode) ? 'TOUCHES' : 'OUTSIDE';
}

function worst(judgements: readonly AreaJudgement[]): AreaJudgement {
  if (judgements.includes('INSIDE')) return 'INSIDE';
  return judgements.includes('TOUCHES') ? 'TOUCHES' : 'OUTSIDE';
}

/**
 * How a site's published area lies to the hard unsafe areas of a survivor.
 *
 * Judged from published facts only, so that moving a circle about cannot find a house: a district or county that holds
 * the published area, or a circle that swallows it, is INSIDE (never shown); one that reaches into it TOUCHES (ask, no
 * reason shown). Source: DOMAIN 3, rule H1.
 */
export function judgeUnsafe(publishedArea: AreaCode, unsafeAreas: readonly UnsafeArea[]): AreaJudgement {
  return worst(unsafeAreas.filter((area) => area.hard).map((area) => judgeOne(publishedArea, area)));
}

/** The same for the areas to be avoided if there is another way: they order a list and refuse nothing. */
export function judgeAvoided(publishedArea: AreaCode, unsafeAreas: readonly UnsafeArea[]): AreaJudgement {
  return worst(unsafeAreas.filter((area) => !area.hard).map((area) => judgeOne(publishedArea, area)));
}
