import { bestOf } from './admission-policy.ts';
import type { Answer } from './answer.ts';
import type { ConsentPart } from './consent.ts';
import { partsNotShared, withParts } from './consent.ts';
import { type Place, RULES_VERSION, type Reason, momentAt } from './eligibility.ts';
import { type RequestFacts, factsForService } from './request-facts.ts';
import type { AdmissionPolicy } from './service.ts';
import { EMPTY_STORY, type Story } from './story.ts';

/**
 * What a service's answer to a request was made from: the facts it was told, its policy and the rules of that moment. Kept
 * with the answer, so that it can be explained when all three have moved on.
 */
export interface DecisionBasis {
  readonly facts: RequestFacts;
  readonly policy: AdmissionPolicy;
  /** Of which edition the rules were, `YYYY-MM`. */
  readonly rules: string;
  /** The best of its places then; left out if none was safe, or it had none. */
  readonly label?: string;
  readonly answer?: Answer;
  readonly reasons: readonly Reason[];
}

/** What an answer is made from at an instant. */
export function decisionBasis(
  places: readonly Place[],
  policy: AdmissionPolicy,
  { story, parts, acknowledged }: { story: Story; parts: readonly ConsentPart[]; acknowledged: boolean },
  at: Date,
): DecisionBasis {
  const moment = momentAt(at);
  const best = bestOf(places, withParts(story, parts), moment, at);
  return {
    facts: factsForService(story, parts, moment.on, acknowledged),
    policy,
    rules: RULES_VERSION,
    reasons: best?.reasons ?? [],
    ...(best && { label: best.label, answer: best.answer }),
  };
}

/** What of it may still be read, when less is shared now than was then: facts and reasons of the other parts are left out. */
export function basisWithParts(
  { facts, reasons, ...rest }: DecisionBasis,
  parts: readonly ConsentPart[],
): DecisionBasis {
  const { background, needs, arson, violence, sexualOffence, ...others } = facts;
  const history = parts.includes('HISTORY') ? { arson, violence, sexualOffence } : NO_HISTORY;
  return {
    ...rest,
    reasons: reasons.filter(
      ({ rule, need }) =>
        (need === undefined || parts.includes('NEEDS')) && (rule !== 'HISTORY' || parts.includes('HISTORY')),
    ),
    facts: {
      ...others,
      ...history,
      needs: parts.includes('NEEDS') ? needs : [],
      notShared: partsNotShared(parts),
      ...(background !== undefined && parts.includes('BACKGROUND') && { background }),
    },
  };
}

const NO_HISTORY = EMPTY_STORY.history;
