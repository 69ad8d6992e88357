import type { PhoneDeskQuery, PhoneRequestQuery } from '../../api/generated';
import { isWaivable } from '../../requests/candidates';
import type { Option } from '../../ui/field/field';
import type { Status } from '../../ui/status-tag/status-tag';
import { ANSWER } from '../../ui/words/place';
import { reasonInWords } from '../../ui/words/reasons';
import { REQUEST_STATUS } from '../../ui/words/status';
import { PRIORITY } from '../../ui/words/work';

type Asked = PhoneDeskQuery['phoneDesk']['requests'][number];
type Spaces = PhoneRequestQuery['phoneRequest']['spaces'];

/** A request that a service can answer on the telephone, in words. */
export interface PhoneRow {
  readonly id: string;
  readonly reference: string;
  readonly priority: Status | undefined;
  readonly status: Status;
}

export function phoneRow({ id, reference, priority, status }: Asked): PhoneRow {
  return { id, reference, priority: PRIORITY[priority], status: REQUEST_STATUS[status] };
}

const SAYINGS = [
  { value: 'ACKNOWLEDGE', action: 'acknowledgeByPhone', label: 'They are looking at it' },
  { value: 'OFFER', action: 'offerByPhone', label: 'They offer a space' },
  { value: 'DECLINE', action: 'declineByPhone', label: 'They say no' },
] as const;

/** What a service can say to a request now. */
export function sayingOptions(actions: readonly string[]): readonly Option[] {
  return SAYINGS.filter(({ action }) => actions.includes(action)).map(({ value, label }) => ({ value, label }));
}

/** The spaces that a service can offer, each with how it fits; what it cannot set a rule aside for is left out. Of two side by side the value names both. */
export function phoneSpaceOptions(spaces: Spaces): readonly Option[] {
  const offerable = spaces.filter(({ answer, reasons }) => answer !== 'CANNOT' || isWaivable(reasons));
  return offerable.map(({ unitId, joinedUnitId, label, answer, reasons }) => ({
    value: joinedUnitId ? `${unitId} ${joinedUnitId}` : unitId,
    label,
    hint: [ANSWER[answer].word, ...reasons.map(reasonInWords)].join('. '),
  }));
}
