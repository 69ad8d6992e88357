import type { BasisPartsFragment } from '../../api/generated';
import type { SummaryRow } from '../summary-list/summary-list';
import { FIT } from './fit';
import { reasonInWords } from './reasons';

/** What an answer was made from, as rows: which space, how it suited, and by which policy and rules. */
export function basisRows({ label, answer, reasons, policyVersion, rules }: BasisPartsFragment): readonly SummaryRow[] {
  const best =
    answer === null
      ? ['No space of the service could be thought of.']
      : [`${label ?? ''}: ${FIT[answer].word}`, ...reasons.map(reasonInWords)];
  return [
    { key: 'Best space then', lines: best },
    { key: 'By', lines: [`Policy, version ${policyVersion}`, `Rules of ${rules}`] },
  ];
}
