import { judgeBeds } from './building-rules.ts';
import type { CivilDate } from './calendar.ts';
import type { Place } from './eligibility.ts';
import type { UnitId } from './ids.ts';
import { boysLimit, isShared } from './people-rules.ts';
import type { Story } from './story.ts';
import { type Unit, type UnitFeatures, stateAt } from './unit.ts';

/** Two adjoining units that one family may have together, read as one place. Source: SCENARIOS A12. */
export type JoinedPlace = Place & { readonly joinedUnitId: UnitId };

/** The stricter of what two units say of sons; undefined where neither has a limit. */
function stricterLimit(limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** What two units are together: the beds of both; a thing that all need wherever they go only if both have it. */
function joinedFeatures(one: Place, other: Place): UnitFeatures {
  const [a, b] = [one.unit.features, other.unit.features];
  const { boysMaximumAge: _own, ...first } = a;
  const limit = stricterLimit([one, other].map(({ service, unit }) => boysLimit(service.policy, unit.features)));
  return {
    ...first,
    adultBeds: a.adultBeds + b.adultBeds,
    childBeds: a.childBeds + b.childBeds,
    cots: a.cots + b.cots,
    foldOutBeds: a.foldOutBeds + b.foldOutBeds,
    sharesHalls: isShared(a) || isShared(b),
    stepFree: (a.stepFree || a.wheelchair) && (b.stepFree || b.wheelchair),
    wheelchair: a.wheelchair && b.wheelchair,
    adaptedBathroom: a.adaptedBathroom || b.adaptedBathroom,
    carerRoom: a.carerRoom || b.carerRoom,
    petsWelcome: a.petsWelcome && b.petsWelcome,
    ...(limit !== undefined && { boysMaximumAge: limit }),
  };
}

/**
 * Two units of one site as one place at an instant: free only if both are, confirmed when the one longer ago was.
 * @param one the unit by whose id the place goes
 */
export function joinPlaces(one: Place, other: Place, now: Date): JoinedPlace {
  const [first, second] = [one.unit, other.unit];
  const state = stateAt(first, now);
  const unit: Unit = {
    ...first,
    label: `${first.label} and ${second.label}`,
    features: joinedFeatures(one, other),
    state: state.status === 'AVAILABLE' ? stateAt(second, now) : state,
    lastConfirmedAt: new Date(Math.min(first.lastConfirmedAt.getTime(), second.lastConfirmedAt.getTime())),
  };
  const clash = one.clash ?? other.clash;
  return { ...one, unit, joinedUnitId: second.id, ...(clash && { clash }) };
}

/** Whether two units stand side by side on one site, as the service has said of either. */
export function mayJoin(one: Unit, other: Unit): boolean {
  const adjoin = one.adjoins === other.id || other.adjoins === one.id;
  return adjoin && one.id !== other.id && one.siteId === other.siteId && one.serviceId === other.serviceId;
}

/** Whether a family needs both of two units: neither has enough beds alone. One that is enough is not to cost two. */
export function needsBoth(one: Unit, other: Unit, story: Story, on: CivilDate): boolean {
  const isTooSmall = ({ features }: Unit): boolean =>
    judgeBeds(features, story.household, on).some(({ answer }) => answer === 'CANNOT');
  return isTooSmall(one) && isTooSmall(other);
}

/** Every pair that may be had together and that a family needs both of, as places of their own. */
export function joinedPlaces(places: readonly Place[], story: Story, on: CivilDate, now: Date): readonly JoinedPlace[] {
  const byId = new Map(places.map((place) => [place.unit.id, place]));
  return places.flatMap((one) => {
    const other = one.unit.adjoins && byId.get(one.unit.adjoins);
    if (other === undefined || !mayJoin(one.unit, other.unit)) return [];
    // Where each names the other the pair stands once.
    if (other.unit.adjoins === one.unit.id && other.unit.id < one.unit.id) return [];
    return needsBoth(one.unit, other.unit, story, on) ? [joinPlaces(one, other, now)] : [];
  });
}
