import type { ConferencePlacesQuery } from '../../api/generated';
import { ANSWER } from '../../ui/words/place';
import type { Status } from '../../ui/status-tag/status-tag';
import { unitKindInWords } from '../../ui/words/spaces';

type Place = NonNullable<ConferencePlacesQuery['findPlaces']>['fits'][number];

/** A place with more support than those that said no, or a home of its own to which support can come. */
export interface MoreSupport {
  readonly id: string;
  readonly service: string;
  readonly status: Status;
  readonly why: string;
}

const OWN_HOMES: readonly string[] = ['DISPERSED_REFUGE_LEVEL', 'DISPERSED_SEMI_INDEPENDENT'];

/**
 * Places to speak of: high support first, then homes of their own, each service once, in the order of the search. One that
 * has said no in this round is not among them.
 */
export function moreSupport(found: readonly Place[]): readonly MoreSupport[] {
  const places = found.filter(({ request }) => request?.status !== 'DECLINED');
  const high = places.filter(({ service }) => service.supportLevel === 'HIGH');
  const own = places.filter(
    ({ service }) => OWN_HOMES.includes(service.accommodationType) && !high.some(sameService(service)),
  );
  const why = (place: Place): string =>
    high.includes(place) ? 'High support' : `A home of their own: ${unitKindInWords(place.kind).toLowerCase()}`;
  const first = [...high, ...own].filter((place, at, all) => all.findIndex(sameService(place.service)) === at);
  return first.map((place) => ({
    id: place.unitId,
    service: place.service.name,
    status: ANSWER[place.answer],
    why: why(place),
  }));
}

const sameService =
  ({ id }: Place['service']) =>
  ({ service }: Place): boolean =>
    service.id === id;
