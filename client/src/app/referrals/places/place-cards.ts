import { areaName } from '@openhaven/domain/area';
import { ACCOMMODATION_TYPES, labelOf } from '@openhaven/domain/codes';
import type { FindPlacesQuery, PlacePartsFragment } from '../../api/generated';
import type { Status } from '../../ui/status-tag/status-tag';
import { wayThere } from '../../ui/words/journey';
import { ANSWER, answerNow, supportLevel } from '../../ui/words/place';
import { changesInWords, reasonInWords } from '../../ui/words/reasons';
import { bedsInWords, unitKindInWords } from '../../ui/words/spaces';
import { REQUEST_STATUS } from '../../ui/words/status';

type Search = NonNullable<FindPlacesQuery['findPlaces']>;
type Service = PlacePartsFragment['service'];
type Home = string | null | undefined;

/** What is filtered, as it stands in the address. */
export interface PlaceFilter {
  readonly area?: string | undefined;
  readonly living?: string | undefined;
  readonly confirmed?: string | undefined;
}

/** One free unit in words. */
export interface UnitCard {
  readonly unitId: string;
  readonly joinedUnitId: string | null;
  readonly unitRev: number;
  readonly what: string;
  readonly answer: Status;
  readonly reasons: readonly string[];
  readonly changes: string;
  readonly whyHere: string;
  readonly lastConfirmedAt: string;
  readonly freshness: PlacePartsFragment['freshness'];
  readonly mayHold: boolean;
  /** How many more units of the service are just like it. */
  readonly more: number;
}

/** A service with the units of it that belong in one section of the list. */
export interface ServiceCard {
  readonly serviceId: string;
  readonly name: string;
  readonly about: string;
  /** The request that was sent to it already, if one was. */
  readonly asked?: Status;
  /** Whether its box to be asked is here; it stands once on the page, at the best place. */
  readonly askHere: boolean;
  /** For a service without a free unit: how it answers. */
  readonly answer?: Status;
  /** What holds for all that the service has: for one without a free unit what it turns on, and how they get there. */
  readonly reasons: readonly string[];
  readonly units: readonly UnitCard[];
}

/** A part of the list: what fits, what to ask, what nearly fits, and who else may be asked. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly cards: readonly ServiceCard[];
}

const SHARED: readonly string[] = ['ROOM_IN_SHARED_HOUSE', 'SHARED_FLAT'];

/** Whether a place passes the reader's filter. */
export function passes(
  place: Pick<PlacePartsFragment, 'service' | 'kind' | 'freshness'>,
  filter: PlaceFilter,
): boolean {
  if (filter.area && place.service.publishedAreaCode !== filter.area) return false;
  if (filter.confirmed === 'lately' && place.freshness === 'STALE') return false;
  if (!filter.living) return true;
  return SHARED.includes(place.kind) === (filter.living === 'shared');
}

/**
 * The sections of the list, best first, each service's units together, each service to be asked once.
 * @param home the district in which they live, if somebody has said so
 */
export function sectionsOf(search: Search, filter: PlaceFilter, home?: Home): readonly Section[] {
  const seen = new Set<string>();
  const section = (id: string, title: string, places: readonly PlacePartsFragment[]): Section => ({
    id,
    title,
    cards: cardsOf(
      places.filter((place) => passes(place, filter)),
      seen,
      home,
    ),
  });
  return [
    section('fits', 'Fits and free now', search.fits),
    section('ask', 'Free now: ask the service', search.ask),
    section('nearest', 'Nearly fits', search.nearest),
    {
      id: 'services',
      title: 'Nothing free there that fits, but may be asked',
      cards: servicesOf(search, filter, seen, home),
    },
  ];
}

function cardsOf(places: readonly PlacePartsFragment[], seen: Set<string>, home: Home): readonly ServiceCard[] {
  return [...Map.groupBy(places, ({ service }) => service.id).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { service, request } = first;
    const reasons = wayTo(service, home);
    return [{ ...serviceCard(service, request, seen), reasons, units: alikeTogether(group.map(unitCard)) }];
  });
}

function servicesOf(
  { services }: Search,
  { area }: PlaceFilter,
  seen: Set<string>,
  home: Home,
): readonly ServiceCard[] {
  return services
    .filter(({ service }) => !seen.has(service.id) && (!area || service.publishedAreaCode === area))
    .map(({ service, request, answer, reasons }) => ({
      ...serviceCard(service, request, seen),
      answer: ANSWER[answer],
      reasons: [...reasons.map(reasonInWords), ...wayTo(service, home)],
      units: [],
    }));
}

/** That it has to be arranged how they get to a service, where it lies outside their district. */
function wayTo({ publishedAreaCode }: Service, home: Home): readonly string[] {
  const way = wayThere(publishedAreaCode, home);
  return way === '' ? [] : [way];
}

function serviceCard(service: Service, request: PlacePartsFragment['request'], seen: Set<string>) {
  const askHere = !request && !seen.has(service.id);
  seen.add(service.id);
  return {
    serviceId: service.id,
    name: service.name,
    about: aboutService(service),
    askHere,
    ...(request ? { asked: REQUEST_STATUS[request.status] } : {}),
  };
}

function aboutService(service: Service): string {
  const parts = [
    labelOf(ACCOMMODATION_TYPES, service.accommodationType),
    areaName(service.publishedAreaCode),
    supportLevel(service.supportLevel).toLowerCase(),
    service.admitsOutOfHours ? 'arrivals at any hour' : 'arrivals in office hours',
  ];
  return parts.join(', ');
}

function unitCard(place: PlacePartsFragment): UnitCard {
  return {
    unitId: place.unitId,
    joinedUnitId: place.joinedUnitId ?? null,
    unitRev: place.unitRev,
    what: `${unitKindInWords(place.kind)}${place.joinedUnitId ? ', two side by side kept together' : ''}: ${bedsInWords({ ...place, foldOutBeds: 0 })}`,
    answer: answerNow(place.answer, place.freshness),
    reasons: place.reasons.map(reasonInWords),
    changes: place.answer === 'CANNOT' ? changesInWords(place.changesNeeded) : '',
    whyHere: place.whyHere,
    lastConfirmedAt: place.lastConfirmedAt,
    freshness: place.freshness,
    mayHold: place.mayHold,
    more: 0,
  };
}

/**
 * Units that answer alike, told once: the first of them, which ranks best, and how many more there are. A unit that can be
 * kept free stays by itself, because one of them has to be chosen.
 */
function alikeTogether(units: readonly UnitCard[]): readonly UnitCard[] {
  const groups = Map.groupBy(units, (unit) =>
    unit.mayHold ? unit.unitId : JSON.stringify([unit.what, unit.answer, unit.reasons]),
  );
  return [...groups.values()].flatMap((alike) =>
    alike.slice(0, 1).map((unit) => ({ ...unit, more: alike.length - 1 })),
  );
}
