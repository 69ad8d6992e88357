import { DECLINE_REASONS, labelOf, SUPPORT_NEEDS } from '@openhaven/domain/codes';
import { type ChangeToYes, FUNDING_ROUTES } from '@openhaven/domain/decline';
import type { Answer, RuleId } from '@openhaven/domain/eligibility';
import { count } from '../time';

/** One finding of one rule, as the server sends it. */
export interface ReasonTold {
  readonly rule: string;
  readonly answer: Exclude<Answer, 'NOT_SAFE'>;
  readonly limit?: number | null;
  readonly need?: string | null;
}

interface RuleWords {
  /** It stands in the way. */
  readonly cannot: (limit: string) => string;
  /** Somebody has to look. */
  readonly ask: (limit: string) => string;
  /** It fits on a condition; left out where a rule never says so. */
  readonly condition?: string;
  /** What would open the place. */
  readonly change: string;
}

const always = (text: string) => (): string => text;

const RULES: Readonly<Record<RuleId, RuleWords>> = {
  UNSAFE_AREA: {
    cannot: always('Not available for this referral'),
    ask: always('The service has to look at the location'),
    change: 'another area',
  },
  SITE_SECURITY: {
    cannot: always('Admits nobody at present'),
    ask: always('Ask whether it admits anybody'),
    change: 'another service',
  },
  NO_CLASH: {
    cannot: always('Not available for this referral'),
    ask: always('The service has to look'),
    change: 'another service',
  },
  ENOUGH_BEDS: {
    cannot: (limit) => `Not enough beds${limit && `: it has ${limit}`}`,
    ask: always('Ask: an age is missing, so nobody can tell whether the beds are enough'),
    condition: 'Fits with a fold-out bed',
    change: 'a larger space',
  },
  ENOUGH_COTS: {
    cannot: (limit) => `Not enough cots${limit && `: it has ${limit}`}`,
    ask: always('Ask whether there is room for another cot'),
    condition: 'Fits if a cot is brought',
    change: 'another cot',
  },
  STEP_FREE: {
    cannot: always('Not step-free'),
    ask: always('Ask whether it can be reached without steps'),
    change: 'step-free access',
  },
  WHEELCHAIR: {
    cannot: always('Not for a wheelchair'),
    ask: always('Ask whether a wheelchair can be used'),
    change: 'room for a wheelchair',
  },
  ADAPTED_BATHROOM: {
    cannot: always('No adapted bathroom'),
    ask: always('Ask about the bathroom'),
    change: 'an adapted bathroom',
  },
  CARER_ROOM: {
    cannot: always('No room for a carer'),
    ask: always('Ask about a room for the carer'),
    change: 'a room for the carer',
  },
  SEX_OF_APPLICANT: {
    cannot: always('Does not take applicants of this sex'),
    ask: always('Ask: the service decides whom it takes'),
    change: 'a service that takes anyone',
  },
  ADULT_MEN_IN_HOUSEHOLD: {
    cannot: always('Takes no adult men in the household'),
    ask: always('Ask about the adult men in the household'),
    change: 'a self-contained space',
  },
  AGE_OF_APPLICANT: {
    cannot: (limit) => `Applicant is too young${limit && `: from ${limit} years`}`,
    ask: (limit) => `Ask about the applicant’s age${limit && `: from ${limit} years`}`,
    change: 'a service for younger applicants',
  },
  OLDER_MALE_CHILD: {
    cannot: (limit) => `Takes boys up to ${limit || 'a certain age'}${limit && ' years'} only`,
    ask: (limit) => `Ask about the eldest boy${limit && `: the limit is ${limit} years`}`,
    change: 'the service to waive its age limit for boys',
  },
  AGE_NOT_KNOWN: {
    cannot: always('An age is missing'),
    ask: always('An age is missing: ask'),
    change: 'the ages of everybody',
  },
  LOCAL_PEOPLE: {
    cannot: always('Takes nobody from its own district'),
    ask: always('Ask: it does not take everybody from its own district'),
    change: 'the service to take local people',
  },
  FUNDING_NRPF: {
    cannot: always('No funding without recourse to public funds'),
    ask: always('Ask about funding without recourse to public funds'),
    condition: 'A funding route is needed if there is no recourse to public funds',
    change: 'a funding route',
  },
  SUPPORT_LEVEL: {
    cannot: always('Offers less support than is needed'),
    ask: always('Ask: more support may be needed than it offers'),
    change: 'extra support with the household',
  },
  SUPPORT_NEED: {
    cannot: always('Cannot meet a need'),
    ask: always('Looks at each household with this need'),
    change: 'support from elsewhere',
  },
  HISTORY: {
    cannot: always('Does not take this history'),
    ask: always('Ask: a risk plan may be needed'),
    change: 'a risk plan',
  },
  PETS: {
    cannot: always('Takes no pets'),
    ask: always('Ask about the pet'),
    condition: 'Fits if the pet can stay elsewhere',
    change: 'a home for the pet',
  },
  OUT_OF_HOURS: {
    cannot: always('No arrivals out of hours'),
    ask: always('Ask about arriving out of hours'),
    condition: 'Fits if they arrive in office hours',
    change: 'an arrival in office hours',
  },
};

const CHANGES: Readonly<Record<ChangeToYes, string>> = {
  A_SPACE_FREE_LATER: 'A space that is free later',
  A_LARGER_UNIT: 'A larger space',
  A_SELF_CONTAINED_UNIT: 'A self-contained space',
  EXTRA_SUPPORT_WITH_THE_HOUSEHOLD: 'Extra support with the household',
  A_RISK_PLAN: 'A risk plan',
  FUNDING_FOR_THE_STAY: 'Funding for the stay',
  AN_ADAPTED_UNIT: 'An adapted space',
  AN_INTERPRETER: 'An interpreter',
  ANOTHER_HOME_FOR_THE_PET: 'Another home for the pet',
  MORE_INFORMATION: 'More information',
  STAFF_ON_DUTY: 'Staff on duty',
  A_DIFFERENT_AREA: 'A different area',
  NOTHING_COULD: 'Nothing could have',
};

function isRule(rule: string): rule is RuleId {
  return Object.hasOwn(RULES, rule);
}

/** What a rule found, in words, with the number or the need it turns on: "Takes boys up to 14 years only". */
export function reasonInWords({ rule, answer, limit, need }: ReasonTold): string {
  if (!isRule(rule)) return rule;
  const text = findingInWords(RULES[rule], answer, limit === null || limit === undefined ? '' : String(limit));
  return need ? `${text}: ${needInWords(need)}` : text;
}

function findingInWords(words: RuleWords, answer: ReasonTold['answer'], limit: string): string {
  if (answer === 'CANNOT') return words.cannot(limit);
  return answer === 'FITS_WITH_CONDITION' ? (words.condition ?? words.ask(limit)) : words.ask(limit);
}

/** The changes that would make a place fit: "It would fit with a larger space and a home for the pet." */
export function changesInWords(rules: readonly string[]): string {
  const changes = [...new Set(rules.filter(isRule).map((rule) => RULES[rule].change))];
  if (changes.length === 0) return '';
  return `${count(changes.length, 'change')} would make it fit: ${listInWords(changes)}.`;
}

export function needInWords(need: string): string {
  return labelOf(SUPPORT_NEEDS, need);
}

export function declineInWords(reason: string): string {
  return labelOf(DECLINE_REASONS, reason);
}

/** Ways to pay for a place, one after the other. */
export function routesInWords(routes: readonly string[]): string {
  return routes.map((route) => labelOf(FUNDING_ROUTES, route)).join('; ');
}

/** What would have made it a yes; text of its own is shown as it is. */
export function changeToYesInWords(change: string): string {
  return Object.hasOwn(CHANGES, change) ? CHANGES[change as ChangeToYes] : change;
}

/** "a", "a and b", "a, b and c". */
export function listInWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export { CHANGES as CHANGES_TO_YES_WORDS };
