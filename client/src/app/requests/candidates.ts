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
  /** The unit's id; of two side by side both, for `unitsOf`. */
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
export function isWaivable(reasons: Candidate['reasons']): boolean {
  const rules: Readonly<Record<string, { readonly mayBeWaived: boolean }>> = RULES;
  return reasons.filter(({ answer }) => answer === 'CANNOT').every(({ rule }) => rules[rule]?.mayBeWaived === true);
}

/** Two units side by side, told as one. */
function together(one: Candidate['unit'], other: Candidate['unit']): Candidate['unit'] {
  return {
    ...one,
    id: `${one.id} ${other.id}`,
    label: `${one.label} and ${other.label}`,
    adultBeds: one.adultBeds + other.adultBeds,
    childBeds: one.childBeds + other.childBeds,
    cots: one.cots + other.cots,
    foldOutBeds: one.foldOutBeds + other.foldOutBeds,
    status: one.status === 'AVAILABLE' ? other.status : one.status,
  };
}

/** The units that a candidate's id stands for, as an offer names them. */
export function unitsOf(id: string): { readonly unitId: string; readonly joinedUnitId?: string } {
  const [unitId = '', joinedUnitId] = id.split(' ');
  return { unitId, ...(joinedUnitId && { joinedUnitId }) };
}

function isOfferable({ free, answer, reasons }: Pick<Candidate, 'free' | 'answer' | 'reasons'>): boolean {
  return free && (answer !== 'CANNOT' || isWaivable(reasons));
}

export function candidateInWords({ unit: first, joined, free, answer, reasons }: Candidate): CandidateInWords {
  const unit = joined ? together(first, joined) : first;
  const about = `${unitKindInWords(unit.kind)}, ${bedsInWords(unit)}`;
  const said = reasons.map(reasonInWords);
  const fit = answer === 'CANNOT' && isWaivable(reasons) ? AGAINST_HOUSE_RULES : FIT[answer];
  return {
    id: unit.id,
    label: unit.label,
    about,
    free,
    offerable: isOfferable({ free, answer, reasons }),
    status: UNIT_STATUS[unit.status],
    fit,
    reasons: said,
    hint: [`${fit.word}${said.length > 0 ? `: ${said.join('. ')}` : ''}`, about].join('. '),
  };
}

/** How many own spaces are free and fit: "2 of your 5 spaces are free and may fit." */
export function fitSummary(candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return 'You have no space that can be offered.';
  const alone = candidates.filter(({ joined }) => !joined);
  const fitting = alone.filter(isOfferable).length;
  const all = alone.length;
  if (fitting === 0 && candidates.some(isOfferable)) return 'Two of your spaces side by side may fit together.';
  if (fitting === 0) return `None of your ${all === 1 ? '1 space' : `${all} spaces`} is free and fits just now.`;
  return `${fitting} of your ${all === 1 ? '1 space' : `${all} spaces`} ${fitting === 1 ? 'is' : 'are'} free and may fit.`;
}
