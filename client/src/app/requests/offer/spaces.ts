import type { Option } from '../../ui/field/field';
import type { Asked } from '../asked-request';
import { candidateInWords } from '../candidates';

type Candidates = Asked['candidates'];

const ORDER = ['FITS', 'FITS_WITH_CONDITION', 'ASK_PROVIDER', 'CANNOT'] as const;

/** The spaces that can be offered, those that fit first, each with how it fits. */
export function spaceOptions(candidates: Candidates): readonly Option[] {
  return candidates
    .toSorted((one, other) => ORDER.indexOf(one.answer) - ORDER.indexOf(other.answer))
    .map(candidateInWords)
    .filter(({ offerable }) => offerable)
    .map(({ id, label, hint }) => ({ value: id, label, hint }));
}

/** Free spaces that cannot be offered, each with what stands in the way: so that nobody wonders where they are. */
export function unfitSpaces(candidates: Candidates): readonly string[] {
  return candidates
    .map(candidateInWords)
    .filter(({ free, offerable }) => free && !offerable)
    .map(({ label, reasons }) => `${label}: ${reasons.join('. ')}`);
}

/** The name of the space that the request holds already while the service decides; undefined if it holds none. */
export function keptSpace({ hold }: Pick<Asked, 'hold'>): string | undefined {
  return hold?.status === 'HELD' && !hold.offered ? hold.unitLabel : undefined;
}
