import { type Answer, type Eligibility, shownReasons } from '@openhaven/domain/eligibility';
import { findPlaces } from '../../queries/find-places.ts';
import { likelyPlace } from '../../queries/likely-place.ts';
import type { ObjectFields, QueryFields } from '../complete.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';

export const queries = {
  findPlaces: (_, { referralId }, context) => findPlaces(context, fromGlobalId('Referral', referralId)),
  likelyPlace: async (_, { input }, context) => ({ likelihood: await likelyPlace(context, input) }),
} satisfies Partial<QueryFields>;

type ShownAnswer = Exclude<Answer, 'NOT_SAFE'>;

/** The lists have left out what is not safe; should one come through all the same, nothing is shown rather than it. */
export function shownAnswer(answer: Answer): ShownAnswer {
  if (answer === 'NOT_SAFE') throw new Error('a place that is not safe has reached a list');
  return answer;
}

export const Place: ObjectFields<'Place'> = {
  unitId: ({ found }) => toGlobalId('Unit', found.place.unit.id),
  joinedUnitId: ({ found: { place } }) => (place.joinedUnitId ? toGlobalId('Unit', place.joinedUnitId) : null),
  unitRev: ({ found }) => found.place.unit.rev,
  kind: ({ found }) => found.place.unit.features.kind,
  label: ({ found }) => found.place.unit.label,
  adultBeds: ({ found }) => found.place.unit.features.adultBeds,
  childBeds: ({ found }) => found.place.unit.features.childBeds,
  cots: ({ found }) => found.place.unit.features.cots,
  answer: ({ found }) => shownAnswer(found.eligibility.answer),
  reasons: ({ found }) => shownReasons(found.eligibility),
  changesNeeded: ({ found }) => found.eligibility.changesNeeded,
  whyHere: ({ found }) => found.whyHere,
  lastConfirmedAt: ({ found }) => found.place.unit.lastConfirmedAt,
  freshness: ({ found }) => found.freshness,
  mayHold: ({ found }) => found.mayHold,
};

export const ServiceToAsk: ObjectFields<'ServiceToAsk'> = {
  answer: ({ toAsk }) => shownAnswer(toAsk.answer),
  reasons: ({ toAsk }) => toAsk.reasons,
};

export const EligibilityReason = {
  answer: ({ answer }: Pick<Eligibility['reasons'][number], 'answer'>): ShownAnswer => shownAnswer(answer),
};

export const Candidate: ObjectFields<'Candidate'> = {
  answer: ({ eligibility }) => shownAnswer(eligibility.answer),
  reasons: ({ eligibility }) => eligibility.reasons,
};
