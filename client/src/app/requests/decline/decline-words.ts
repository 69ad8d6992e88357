import { SUPPORT_NEEDS } from '@openhaven/domain/codes';
import {
  CHANGES_TO_YES,
  type ChangeToYes,
  namesNeed,
  namesRoutes,
  serviceDeclineReasons,
} from '@openhaven/domain/decline';
import type { FieldError } from '../../ui/error-summary/errors';
import type { Option } from '../../ui/field/field';
import { CHANGES_TO_YES_WORDS } from '../../ui/words/reasons';

interface GroupWords {
  readonly label: string;
  readonly hint: string;
  /** What would most often have made it a yes. */
  readonly likely: readonly ChangeToYes[];
}

const GROUPS: Readonly<Record<string, GroupWords>> = {
  CAPACITY: {
    label: 'No space',
    hint: 'Nothing free, nothing of the right size, or not enough staff',
    likely: ['A_SPACE_FREE_LATER', 'A_LARGER_UNIT', 'STAFF_ON_DUTY'],
  },
  NEEDS: {
    label: 'A need we cannot meet',
    hint: 'Support, access, language, children, pets',
    likely: [
      'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
      'A_SELF_CONTAINED_UNIT',
      'AN_ADAPTED_UNIT',
      'AN_INTERPRETER',
      'ANOTHER_HOME_FOR_THE_PET',
      'A_LARGER_UNIT',
    ],
  },
  FUNDING: { label: 'Funding', hint: 'Nobody would pay for the stay', likely: ['FUNDING_FOR_THE_STAY'] },
  RISK: {
    label: 'Risk or safety',
    hint: 'For the household, or for people in the house',
    likely: ['A_RISK_PLAN', 'A_DIFFERENT_AREA', 'A_SELF_CONTAINED_UNIT'],
  },
  INAPPROPRIATE: {
    label: 'Not for our service',
    hint: 'Another kind of need, outside the contract, or not enough information',
    likely: ['MORE_INFORMATION', 'A_DIFFERENT_AREA'],
  },
};

/** The kinds of reasons, to be asked first: one short list instead of a long one. */
export function groupOptions(day: string): readonly Option[] {
  const groups = new Set(serviceDeclineReasons(day).map(({ group }) => group ?? ''));
  return [...groups].map((group) => ({
    value: group,
    label: GROUPS[group]?.label ?? group,
    hint: GROUPS[group]?.hint ?? '',
  }));
}

/** The reasons of one kind that a service may give on a civil day. */
export function reasonOptions(group: string, day: string): readonly Option[] {
  return serviceDeclineReasons(day)
    .filter((reason) => reason.group === group)
    .map(({ code, label, hidden }) => ({
      value: code,
      label,
      ...(hidden && { hint: 'The referrer reads only “not available”.' }),
    }));
}

/** The needs that were told first, then all others. */
export function needOptions(told: readonly string[]): readonly Option[] {
  const inGroup = (group: string, of: typeof SUPPORT_NEEDS): readonly Option[] =>
    of.map(({ code, label }) => ({ value: code, label, group }));
  return [
    ...inGroup(
      'Told in this request',
      SUPPORT_NEEDS.filter(({ code }) => told.includes(code)),
    ),
    ...inGroup(
      'Others',
      SUPPORT_NEEDS.filter(({ code }) => !told.includes(code)),
    ),
  ];
}

/** What would have made it a yes: the likely ones for this kind of reason first. */
export function changeOptions(group: string): readonly Option[] {
  const likely = GROUPS[group]?.likely ?? [];
  const others = CHANGES_TO_YES.filter((change) => !likely.includes(change));
  const inGroup = (name: string, changes: readonly ChangeToYes[]): readonly Option[] =>
    changes.map((change) => ({ value: change, label: CHANGES_TO_YES_WORDS[change], group: name }));
  return [...inGroup('Most likely', likely), ...inGroup('Others', others)];
}

/** A no as it stands in the fields. */
export interface DeclineFields {
  readonly group: string;
  readonly reason: string;
  readonly need: string;
  readonly routesTried: readonly string[];
  readonly wouldBeYesIf: string;
  readonly note: string;
}

/** What is still missing before a no can be sent. */
export function declineErrors({
  group,
  reason,
  need,
  routesTried,
  wouldBeYesIf,
}: Omit<DeclineFields, 'note'>): readonly FieldError[] {
  if (group === '') return [{ field: 'group', message: 'Choose the kind of reason.' }];
  const errors: FieldError[] = [];
  if (reason === '') errors.push({ field: 'reason', message: 'Choose the reason for saying no.' });
  if (namesNeed(reason) && need === '') errors.push({ field: 'need', message: 'Say which need could not be met.' });
  if (namesRoutes(reason) && routesTried.length === 0)
    errors.push({ field: 'routesTried', message: 'Say which ways to pay have been tried.' });
  if (wouldBeYesIf === '') errors.push({ field: 'wouldBeYesIf', message: 'Say what would have made it a yes.' });
  return errors;
}
