import type { AccessNeeds } from '@openhaven/domain/story';
import type { Option } from '../../ui/field/field';

const NONE = 'NONE';

/** What the building must have, as choices, with the honest "nothing of these". */
export const ACCESS_OPTIONS: readonly (Option & { readonly value: keyof AccessNeeds | typeof NONE })[] = [
  { value: 'stepFree', label: 'No steps' },
  { value: 'wheelchair', label: 'Room for a wheelchair' },
  { value: 'adaptedBathroom', label: 'An adapted bathroom' },
  { value: 'carerRoom', label: 'A room for a carer' },
  { value: NONE, label: 'None of these' },
];

const NEEDS = [
  'stepFree',
  'wheelchair',
  'adaptedBathroom',
  'carerRoom',
] as const satisfies readonly (keyof AccessNeeds)[];

function all(answer: 'NO' | 'NOT_KNOWN'): AccessNeeds {
  return { stepFree: answer, wheelchair: answer, adaptedBathroom: answer, carerRoom: answer };
}

/** The boxes that are ticked for these answers. */
export function accessChosen(access: AccessNeeds): readonly string[] {
  if (NEEDS.every((need) => access[need] === 'NO')) return [NONE];
  return NEEDS.filter((need) => access[need] === 'YES');
}

/** The answers for the boxes that are ticked now. No box at all is no answer: then somebody has to ask. */
export function accessOf(chosen: readonly string[], before: AccessNeeds): AccessNeeds {
  const noneBefore = accessChosen(before).includes(NONE);
  if (chosen.includes(NONE) && !noneBefore) return all('NO');
  const ticked = chosen.filter((need) => need !== NONE);
  if (ticked.length === 0) return all('NOT_KNOWN');
  const answers = NEEDS.map((need) => [need, ticked.includes(need) ? 'YES' : 'NO'] as const);
  return Object.fromEntries(answers) as unknown as AccessNeeds;
}
