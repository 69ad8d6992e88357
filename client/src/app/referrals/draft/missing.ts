import { EMPTY_STORY, type MinimumFact, missingFacts, type Story } from '@openhaven/domain/story';
import type { FieldError } from '../../ui/error-summary/errors';
import { MISSING_FACT } from '../../ui/words/story';
import { childAges } from './ages';
import { applicantOf, type StoryForm } from './story-form';
import { toInput } from './to-input';

/** Where on the page of the minimum referral each fact is told. */
const FIELD: Readonly<Record<MinimumFact, string>> = {
  SAFE_CONTACT: 'contact',
  WHO: 'applicant-sex',
  UNSAFE_AREAS: 'unsafe',
  TONIGHT: 'tonight',
  ACCESS: 'access',
  FUNDS: 'nrpf',
  CONSENT: 'consent',
};

/** What the referral cannot be sent without and nobody has told yet, by the same rule as the server's. */
export function missingOf(form: StoryForm): readonly MinimumFact[] {
  const { safeContact, members, unsafeAreas, consentToShare } = toInput(form);
  const told = { safeContact, unsafeAreas, consentToShare, household: { ...EMPTY_STORY.household, members } };
  // The sent shape is the told shape, but for the brands on codes and days, which this rule does not look at.
  return missingFacts({ ...EMPTY_STORY, ...told } as unknown as Story);
}

/** Everything to put right on the page of the minimum referral before it can be sent. */
export function minimumErrors(form: StoryForm): readonly FieldError[] {
  return [...missingOf(form).map((fact) => ({ field: FIELD[fact], message: MISSING_FACT[fact] })), ...unreadable(form)];
}

function unreadable(form: StoryForm): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { age } = applicantOf(form);
  if (age.trim() !== '' && !/^\d{1,3}$/.test(age.trim())) {
    errors.push({ field: 'applicant-age', message: 'Enter the age in years, for example 34' });
  }
  for (const sex of ['FEMALE', 'MALE', 'NOT_KNOWN'] as const) {
    if (childAges(form.ages[sex]) !== undefined) continue;
    errors.push({ field: `ages-${sex}`, message: 'Enter ages from 0 to 17 with commas, for example 6, 11' });
  }
  if (form.otherAdults.trim() !== '' && !/^\d$/.test(form.otherAdults.trim())) {
    errors.push({ field: 'other-adults', message: 'Enter how many other adults there are, for example 1' });
  }
  return errors;
}
