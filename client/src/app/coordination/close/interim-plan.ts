import type { TonightPlan } from '../../api/generated';
import type { FieldError } from '../../ui/error-summary/errors';
import type { Option } from '../../ui/field/field';
import { TONIGHT } from '../../ui/words/story';

/** Plans with which a referral may be closed: somewhere to sleep, and known to be. */
const PLANS = [
  'SAFE_WHERE_THEY_ARE',
  'FRIENDS_OR_FAMILY',
  'HOTEL_OR_BED_AND_BREAKFAST',
  'COUNCIL_INTERIM',
  'HOSPITAL_OR_CUSTODY',
] as const satisfies readonly TonightPlan[];
export type InterimPlan = (typeof PLANS)[number];

export const INTERIM_PLANS: readonly Option[] = PLANS.map((plan) => ({ value: plan, label: TONIGHT[plan] }));

/** The plan, if it is one with which a referral may be closed. */
export function planOf(tonight: string | undefined): InterimPlan | undefined {
  return PLANS.find((plan) => plan === tonight);
}

/** What is missing before a referral can be closed. */
export function closeErrors(plan: InterimPlan | undefined, reason: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (plan === undefined) errors.push({ field: 'tonight', message: 'Say where they sleep tonight.' });
  if (reason === '') errors.push({ field: 'reason', message: 'Choose why the need was not met.' });
  return errors;
}
