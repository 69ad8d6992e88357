import { ANSWERS, type Answer } from './answer.ts';
import { SUPPORT_NEEDS, type SupportNeed, isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import { type Moment, type Place, type Reason, eligibilityAt, momentAt, shownReasons } from './eligibility.ts';
import { joinedPlaces } from './joined-place.ts';
import type { AdmissionPolicy, NeedPolicy } from './service.ts';
import type { Story } from './story.ts';

/** A policy as it is sent: every answer, with a stance for each need that the service has said something about. */
export interface PolicyInput extends Omit<AdmissionPolicy, 'needs' | 'boysMaximumAge' | 'version'> {
  readonly boysMaximumAge?: number | null | undefined;
  readonly needs: readonly { readonly need: string; readonly stance: NeedPolicy }[];
}

/** No limit of age that a house sets lies beyond these. */
const AGES = { youngest: 0, oldest: 25 } as const;

const isAge = (age: number): boolean => Number.isInteger(age) && age >= AGES.youngest && age <= AGES.oldest;

function checkNeeds(needs: PolicyInput['needs'], on: string): Decision<AdmissionPolicy['needs'], 'CHOICE_UNKNOWN'> {
  const stances: Partial<Record<SupportNeed, NeedPolicy>> = {};
  for (const { need, stance } of needs) {
    if (!isCodeOf(SUPPORT_NEEDS, need, on)) return refuse('CHOICE_UNKNOWN', 'needs');
    stances[need] = stance;
  }
  return allow(stances);
}

/**
 * What a service takes, as it is told; or the first answer that cannot be.
 * @param on the civil day: lists of needs are dated
 * @param version of the policy before: the new one counts one more
 */
export function checkPolicy(
  { boysMaximumAge, needs, ...rest }: PolicyInput,
  on: string,
  version: number,
): Decision<AdmissionPolicy, 'NUMBER_OUT_OF_RANGE' | 'CHOICE_UNKNOWN'> {
  if (!isAge(rest.minimumAge)) return refuse('NUMBER_OUT_OF_RANGE', 'minimumAge');
  if (boysMaximumAge != null && !isAge(boysMaximumAge)) return refuse('NUMBER_OUT_OF_RANGE', 'boysMaximumAge');
  const stances = checkNeeds(needs, on);
  if (!stances.allowed) return stances;
  const limit = boysMaximumAge == null ? {} : { boysMaximumAge };
  return allow({ ...rest, ...limit, needs: stances.value, version: version + 1 });
}

/** How a service's own places suit a household, at their best, whether free or not. */
export interface BestAnswer {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
  readonly label: string;
}

/** The best of a service's places for a household; undefined if none is safe, or there is none. Says nothing of safety. */
export function bestOf(places: readonly Place[], story: Story, moment: Moment, now: Date): BestAnswer | undefined {
  const all = [...places, ...joinedPlaces(places, story, moment.on, now)].map((place) => {
    const eligibility = eligibilityAt(place, story, moment);
    return { answer: eligibility.answer, reasons: shownReasons(eligibility), label: place.unit.label };
  });
  const [best] = all
    .filter(({ answer }) => answer !== 'NOT_SAFE')
    .toSorted(
      (one, other) =>
        ANSWERS.indexOf(one.answer) - ANSWERS.indexOf(other.answer) || one.reasons.length - other.reasons.length,
    );
  return best;
}

/** A household that a service was asked about, with the service's places as they were judged then. */
export interface Asked {
  readonly story: Story;
  readonly places: readonly Place[];
  readonly at: Date;
}

/** How another policy would have answered. */
export interface Turned {
  readonly before: Answer;
  readonly after: Answer;
}

/** What the answer was under one policy and would have been under another; undefined where nothing would have changed. */
export function turnedBy({ story, places, at }: Asked, policy: AdmissionPolicy): Turned | undefined {
  const moment = momentAt(at);
  const changed = places.map((place) => ({ ...place, service: { ...place.service, policy } }));
  const [before, after] = [places, changed].map((some) => bestOf(some, story, moment, at)?.answer);
  return before === undefined || after === undefined || before === after ? undefined : { before, after };
}
