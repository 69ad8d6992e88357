import { RULES } from '@openhaven/domain/eligibility';
import type { Asked } from './asked-request';
import type { Status } from '../ui/status-tag/status-tag';
import { FIT } from '../ui/words/fit';
import { reasonInWords } from '../ui/words/reasons';
import { bedsInWords, unitKindInWords } from '../ui/words/spaces';
import { UNIT_STATUS } from '../ui/words/status';

type Candidate = Asked['candidates'][number];

/** One of the service's own spaces, and how it fits the household, in words. */
export interface CandidateInWords {
  readonly id: string;
  readonly label: string;
  /** Kind and beds. */
  readonly about: string;
  readonly free: boolean;
  /** Free, and nothing stands in the way that the service cannot set aside. The server asks again. */
  readonly offerable: boolean;
  readonly status: Status;
  readonly fit: Status;
  /** What stands in the way or has to be looked at, one thing a line. */
  readonly reasons: readonly string[];
  /** Everything but the name in one line, for a choice. */
  readonly hint: string;
}

const AGAINST_HOUSE_RULES: Status = { word: 'Against your rules: you decide', tone: 'act' };

/** Whether all that stands in the way are house rules, which a service may set aside for one household. */
function isWaivable(reasons: Candidate['reasons']): boolean {
  const rules: Readonly<Record<string, { readonly mayBeWaived: boolean }>> = RULES;
  return reasons.filter(({ answer }) => answer === 'CANNOT').every(({ rule }) => rules[rule]?.mayBeWaived === true);
}

function isOfferable({ free, answer, reasons }: Candidate): boolean {
  return free && (answer !== 'CANNOT' || isWaivable(reasons));
}

export function candidateInWords({ unit, free, answer, reasons }: Candidate): CandidateInWords {
  const about = `${unitKindInWords(unit.kind)}, ${bedsInWords(unit)}`;
  const said = reasons.map(reasonInWords);
  const fit = answer === 'CANNOT' && isWaivable(reasons) ? AGAINST_HOUSE_RULES : FIT[answer];
  return {
    id: unit.id,
    label: unit.label,
    about,
    free,
    offerable: isOfferable({ unit, free, answer, reasons }),
    status: UNIT_STATUS[unit.status],
    fit,
    reasons: said,
    hint: [`${fit.word}${said.length > 0 ? `: ${said.join('. ')}` : ''}`, about].join('. '),
  };
}

/** How many own spaces are free and fit: "2 of your 5 spaces are free and may fit." */
export function fitSummary(candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return 'You have no space that can be offered.';
  const fitting = candidates.filter(isOfferable).length;
  const all = candidates.length;
  if (fitting === 0) return `None of your ${all === 1 ? '1 space' : `${all} spaces`} is free and fits just now.`;
  return `${fitting} of your ${all === 1 ? '1 space' : `${all} spaces`} ${fitting === 1 ? 'is' : 'are'} free and may fit.`;
}
