import type { AskedFactsFragment } from '../api/generated';
import type { SummaryRow } from '../ui/summary-list/summary-list';
import { count } from '../ui/time';
import { listInWords, needInWords } from '../ui/words/reasons';
import { PET, SEVERITY, SEX } from '../ui/words/story';

/** Facts that are answered yes, no or not known, each with its words for the one and for the other. */
type Told = readonly [answer: 'YES' | 'NO' | 'NOT_KNOWN', words: string];

/** "1 adult, 2 children: 3 and 8, boy: 8". A child whose age nobody has told is never left out. */
export function householdInWords(facts: AskedFactsFragment): string {
  const { adults, childrenAges, boysAges, childrenOfUnknownAge } = facts;
  const people = [count(adults, 'adult')];
  if (childrenAges.length > 0)
    people.push(`${count(childrenAges.length, 'child', 'children')}: ${agesInWords(childrenAges)}`);
  if (childrenOfUnknownAge > 0) people.push(`${count(childrenOfUnknownAge, 'child', 'children')} of unknown age`);
  if (boysAges.length > 0) people.push(`${boysAges.length === 1 ? 'boy' : 'boys'}: ${agesInWords(boysAges)}`);
  return people.join(', ');
}

/** The access that is needed for sure: "Step-free, wheelchair"; '' if none is. */
export function accessInWords(facts: AskedFactsFragment): string {
  const [first = '', ...others] = answered('YES', accessOf(facts));
  return [first, ...others.map(lowerFirst)].join(', ');
}

/** One line for a list: who they are, and what they need to get about. */
export function factsLine(facts: AskedFactsFragment): string {
  const lines = [householdInWords(facts), accessInWords(facts)];
  if (facts.pets.length > 0) lines.push(petsOf(facts));
  return lines.filter((line) => line !== '').join('. ');
}

/** All that is told, as rows; what nobody knows yet stands together in the last one. */
export function factRows(facts: AskedFactsFragment): readonly SummaryRow[] {
  return [
    { key: 'Household', lines: householdLines(facts) },
    { key: 'Access', lines: linesOr(answered('YES', accessOf(facts)), 'No access needs told') },
    { key: 'Support needs', lines: linesOr(needsOf(facts), unlessShared(facts, 'NEEDS', 'None told')) },
    { key: 'Pets', lines: [facts.pets.length > 0 ? petsOf(facts) : 'None told'] },
    { key: 'Funding', lines: [FUNDING[facts.noRecourseToPublicFunds]] },
    {
      key: 'Risk to others',
      lines: linesOr(answered('YES', historyOf(facts)), unlessShared(facts, 'HISTORY', 'None told')),
    },
    { key: 'Interpreter', lines: [facts.interpreterLanguage ?? 'None told'] },
    {
      key: 'Background',
      lines: [facts.background ?? unlessShared(facts, 'BACKGROUND', WHEN_LOOKING)],
    },
    { key: 'Not known yet', lines: linesOr(notKnown(facts), 'Nothing: every question is answered') },
  ];
}

const WHEN_LOOKING = 'Shown after you say that you are looking at it, if there is any';

/** What stands where nothing is told: why, if the household does not share it. */
function unlessShared({ notShared }: AskedFactsFragment, part: string, otherwise: string): string {
  return notShared.includes(part) ? 'Not shared: the household has not agreed. Ask whoever refers.' : otherwise;
}

const FUNDING = {
  YES: 'No recourse to public funds: a funding route is needed. This is not a reason to say no.',
  NO: 'Has recourse to public funds',
  NOT_KNOWN: 'Not known yet',
} as const;

function householdLines(facts: AskedFactsFragment): readonly string[] {
  const lines = [householdInWords(facts), `Applicant: ${lowerFirst(SEX[facts.applicantSex])}`];
  if (facts.pregnant === 'YES') lines.push('Pregnant: a cot will be needed');
  return lines;
}

function accessOf({ stepFree, wheelchair, adaptedBathroom, carerRoom }: AskedFactsFragment): readonly Told[] {
  return [
    [stepFree, 'Step-free'],
    [wheelchair, 'Wheelchair'],
    [adaptedBathroom, 'Adapted bathroom'],
    [carerRoom, 'Room for a carer'],
  ];
}

function historyOf({ arson, violence, sexualOffence }: AskedFactsFragment): readonly Told[] {
  return [
    [arson, 'Fire-setting in the past: a risk plan is needed'],
    [violence, 'Violence in the past: a risk plan is needed'],
    [sexualOffence, 'Sexual offence in the past: a risk plan is needed'],
  ];
}

function notKnown(facts: AskedFactsFragment): readonly string[] {
  const questions: readonly Told[] = [
    [facts.pregnant, 'Pregnancy'],
    [facts.stepFree, 'Whether steps are a problem'],
    [facts.wheelchair, 'Whether a wheelchair is used'],
    [facts.adaptedBathroom, 'Whether an adapted bathroom is needed'],
    [facts.carerRoom, 'Whether a carer needs a room'],
    [facts.noRecourseToPublicFunds, 'Recourse to public funds'],
    ...(facts.notShared.includes('HISTORY') ? [] : historyAsked(facts)),
  ];
  const ages = facts.childrenOfUnknownAge > 0 ? ['The age of every child'] : [];
  return [...ages, ...answered('NOT_KNOWN', questions)];
}

function historyAsked({ arson, violence, sexualOffence }: AskedFactsFragment): readonly Told[] {
  return [
    [arson, 'Fire-setting'],
    [violence, 'Violence'],
    [sexualOffence, 'Sexual offences'],
  ];
}

function answered(answer: Told[0], told: readonly Told[]): readonly string[] {
  return told.filter(([given]) => given === answer).map(([, words]) => words);
}

function needsOf({ needs }: AskedFactsFragment): readonly string[] {
  return needs.map(({ need, severity }) => `${needInWords(need)} (${lowerFirst(SEVERITY[severity])})`);
}

function petsOf({ pets }: AskedFactsFragment): string {
  return `Pets: ${listInWords(pets.map((pet) => lowerFirst(PET[pet])))}`;
}

function agesInWords(ages: readonly number[]): string {
  const years = ages.map((age) => (age === 0 ? 'under 1' : String(age)));
  return listInWords(years);
}

function linesOr(lines: readonly string[], none: string): readonly string[] {
  return lines.length > 0 ? lines : [none];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
