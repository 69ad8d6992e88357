import { SUPPORT_NEEDS } from '@openhaven/domain/codes';
import type { AdmissionPolicyInput, NeedStance, PolicyPartsFragment } from '../../api/generated';
import type { FieldError } from '../../ui/error-summary/errors';
import type { Option } from '../../ui/field/field';
import { choices } from '../../ui/words/story';
import { SUPPORT_LEVEL } from '../../ui/words/place';
import { needInWords } from '../../ui/words/reasons';

/** What a service takes, as the page holds it: every answer as text. */
export interface PolicyForm {
  readonly admits: string;
  readonly minimumAge: string;
  readonly boysMaximumAge: string;
  readonly takesLocalPeople: string;
  readonly takesPets: string;
  readonly supportLevel: string;
  /** For each need its stance; '' where the service has said nothing. */
  readonly needs: Readonly<Record<string, string>>;
  readonly admitsOutOfHours: string;
  readonly referrerMayHold: string;
}

const ADMITS: Readonly<Record<AdmissionPolicyInput['admits'], string>> = {
  WOMEN: 'Women',
  MEN: 'Men',
  ANYONE: 'Anybody',
};
const TAKES: Readonly<Record<AdmissionPolicyInput['takesPets'], string>> = {
  YES: 'Yes',
  ASK: 'We look at each household',
  NO: 'No',
};
const STANCE: Readonly<Record<NeedStance, string>> = {
  ACCEPT: 'We take it',
  ASSESS: 'We look at each household',
  CANNOT: 'We cannot',
};
const YES_NO = { YES: 'Yes', NO: 'No' };

/** The answers of each question. */
export const OPTIONS = {
  admits: choices(ADMITS),
  takes: choices(TAKES),
  supportLevel: choices(SUPPORT_LEVEL),
  stance: choices(STANCE),
  yesNo: choices(YES_NO),
} as const satisfies Record<string, readonly Option[]>;

const yesNo = (is: boolean): string => (is ? 'YES' : 'NO');

export function toForm(policy: PolicyPartsFragment): PolicyForm {
  return {
    admits: policy.admits,
    minimumAge: String(policy.minimumAge),
    boysMaximumAge: policy.boysMaximumAge === null ? '' : String(policy.boysMaximumAge),
    takesLocalPeople: policy.takesLocalPeople,
    takesPets: policy.takesPets,
    supportLevel: policy.supportLevel,
    needs: Object.fromEntries(policy.needs.map(({ need, stance }) => [need, stance])),
    admitsOutOfHours: yesNo(policy.admitsOutOfHours),
    referrerMayHold: yesNo(policy.referrerMayHold),
  };
}

/** What is sent. Only for a form of which `policyErrors` has nothing to say. */
export function toPolicy(form: PolicyForm): AdmissionPolicyInput {
  return {
    admits: form.admits as AdmissionPolicyInput['admits'],
    minimumAge: Number(form.minimumAge),
    boysMaximumAge: form.boysMaximumAge.trim() === '' ? null : Number(form.boysMaximumAge),
    takesLocalPeople: form.takesLocalPeople as AdmissionPolicyInput['takesLocalPeople'],
    takesPets: form.takesPets as AdmissionPolicyInput['takesPets'],
    supportLevel: form.supportLevel as AdmissionPolicyInput['supportLevel'],
    needs: Object.entries(form.needs)
      .filter(([, stance]) => stance !== '')
      .map(([need, stance]) => ({ need, stance: stance as NeedStance })),
    admitsOutOfHours: form.admitsOutOfHours === 'YES',
    referrerMayHold: form.referrerMayHold === 'YES',
  };
}

const AGE = 'Enter an age in whole years, from 0 to 25.';
const isAge = (text: string): boolean => /^\d{1,2}$/.test(text.trim()) && Number(text) <= 25;

/** What is wrong with the answers. */
export function policyErrors({ minimumAge, boysMaximumAge }: PolicyForm): readonly FieldError[] {
  return [
    ...(isAge(minimumAge) ? [] : [{ field: 'minimumAge', message: AGE }]),
    ...(boysMaximumAge.trim() === '' || isAge(boysMaximumAge) ? [] : [{ field: 'boysMaximumAge', message: AGE }]),
  ];
}

/** The needs in the order of their list, each with what the service says of it. */
export function needRows(needs: PolicyForm['needs']): readonly { need: string; label: string; stance: string }[] {
  return SUPPORT_NEEDS.map(({ code }) => ({ need: code, label: needInWords(code), stance: needs[code] ?? '' }));
}

const labelIn = (labels: Readonly<Record<string, string>>, value: string): string => labels[value] ?? value;

/** The lines of a policy, each answer with its question. */
function lines(form: PolicyForm): ReadonlyMap<string, string> {
  const said = Object.entries(form.needs).filter(([, stance]) => stance !== '');
  return new Map([
    ['Takes', labelIn(ADMITS, form.admits)],
    ['Youngest applicant', form.minimumAge],
    ['Oldest son in a shared house', form.boysMaximumAge === '' ? 'No limit' : form.boysMaximumAge],
    ['People from the same district', labelIn(TAKES, form.takesLocalPeople)],
    ['Pets', labelIn(TAKES, form.takesPets)],
    ['Support', labelIn(SUPPORT_LEVEL, form.supportLevel)],
    ['Arrivals at any hour', labelIn(YES_NO, form.admitsOutOfHours)],
    ['Referrers may keep a space free', labelIn(YES_NO, form.referrerMayHold)],
    ...said.map(([need, stance]) => [needInWords(need), labelIn(STANCE, stance)] as const),
  ]);
}

/** How one policy differs from the next: "Pets: No → Yes". */
export function differences(before: PolicyForm, after: PolicyForm): readonly string[] {
  const [old, now] = [lines(before), lines(after)];
  const questions = [...new Set([...old.keys(), ...now.keys()])];
  const word = (value: string | undefined): string => value ?? 'Nothing said';
  return questions
    .filter((question) => old.get(question) !== now.get(question))
    .map((question) => `${question}: ${word(old.get(question))} → ${word(now.get(question))}`);
}
