import { INTERIM_PLANS, type InterimPlan } from '@openhaven/domain/story';
import type { FieldError } from '../../ui/error-summary/errors';
import type { Option } from '../../ui/field/field';
import { TONIGHT } from '../../ui/words/story';

/** Plans with which a referral may be closed. */
export const INTERIM_OPTIONS: readonly Option[] = INTERIM_PLANS.map((plan) => ({ value: plan, label: TONIGHT[plan] }));

/** The plan, if it is one with which a referral may be closed. */
export function planOf(tonight: string | undefined): InterimPlan | undefined {
  return INTERIM_PLANS.find((plan) => plan === tonight);
}

/** What is missing before a referral can be closed. */
export function closeErrors(plan: InterimPlan | undefined, reason: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (plan === undefined) errors.push({ field: 'tonight', message: 'Say where they sleep tonight.' });
  if (reason === '') errors.push({ field: 'reason', message: 'Choose why the need was not met.' });
  return errors;
}
