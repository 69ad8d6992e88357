import { OURS, listOf } from './code-list.ts';
import {
  type Code,
  DECLINE_REASONS,
  type DeclineReason,
  SUPPORT_NEEDS,
  SURVIVOR_REASONS,
  type SupportNeed,
  isCodeOf,
  isValidOn,
} from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';

/** Who said no (DOMAIN 0.8). */
export const DECLINED_BY = ['SERVICE', 'SURVIVOR', 'SYSTEM', 'REFERRER'] as const;
export type DeclinedBy = (typeof DECLINED_BY)[number];

/** What would have turned the no into a yes. */
export const CHANGES_TO_YES = [
  'A_SPACE_FREE_LATER',
  'A_LARGER_UNIT',
  'A_SELF_CONTAINED_UNIT',
  'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
  'A_RISK_PLAN',
  'FUNDING_FOR_THE_STAY',
  'AN_ADAPTED_UNIT',
  'AN_INTERPRETER',
  'ANOTHER_HOME_FOR_THE_PET',
  'MORE_INFORMATION',
  'STAFF_ON_DUTY',
  'A_DIFFERENT_AREA',
  'NOTHING_COULD',
] as const;
export type ChangeToYes = (typeof CHANGES_TO_YES)[number];

/** Ways to pay for a place without recourse to public funds, of which a service says which it has tried. Source: SCENARIOS A2. */
export const FUNDING_ROUTES = listOf(OURS, [
  { code: 'MVDAC', label: 'The Migrant Victims of Domestic Abuse Concession' },
  { code: 'CHILDREN_ACT', label: 'Children’s social care (Children Act, section 17)' },
  { code: 'CARE_ACT', label: 'Adult social care (Care Act)' },
  { code: 'COUNCIL_FUND', label: 'A fund of the council' },
  { code: 'CHARITY', label: 'A charity that pays for places' },
]);
export type FundingRoute = (typeof FUNDING_ROUTES)[number]['code'];

/** A full answer: nobody may say no with less. */
export interface DeclineAnswer {
  readonly by: DeclinedBy;
  readonly reason: DeclineReason;
  readonly need?: SupportNeed;
  /** Where the reason is the money: the ways to pay that were tried. */
  readonly routesTried?: readonly FundingRoute[];
  readonly wouldBeYesIf?: ChangeToYes;
  readonly note?: string;
}

/** An answer as it arrives: codes not yet looked up. */
export interface DeclineInput {
  readonly by: DeclinedBy;
  readonly reason: string;
  readonly need?: string | null | undefined;
  readonly routesTried?: readonly string[] | null | undefined;
  readonly wouldBeYesIf?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** A reason as this list knows it. */
interface ReasonCode extends Code {
  readonly code: DeclineReason;
  readonly by: DeclinedBy;
  /** The need has to be named with it. */
  readonly namesNeed?: boolean;
  /** The ways to pay that were tried have to be named with it. */
  readonly namesRoutes?: boolean;
  /** The referrer may not learn it: it would say where the place lies, or who lives there. */
  readonly hidden?: boolean;
}

const REASONS: readonly ReasonCode[] = DECLINE_REASONS;

type DeclineRefusal =
  | 'DECLINE_NEEDS_REASON'
  | 'DECLINE_REASON_NOT_YOURS'
  | 'DECLINE_NEEDS_NEED'
  | 'DECLINE_NEEDS_ROUTES'
  | 'DECLINE_NEEDS_CHANGE'
  | 'CHOICE_UNKNOWN';

function reasonOf(input: DeclineInput, on: string): ReasonCode | undefined {
  return REASONS.find((reason) => reason.code === input.reason && isValidOn(reason, on));
}

function isChangeToYes(text: string): text is ChangeToYes {
  const changes: readonly string[] = CHANGES_TO_YES;
  return changes.includes(text);
}

/** The need that was named, `undefined` if none was, or why it cannot stand. */
function checkNeed(
  input: DeclineInput,
  reason: ReasonCode,
  on: string,
): Decision<SupportNeed | undefined, DeclineRefusal> {
  if (!input.need) return reason.namesNeed ? refuse('DECLINE_NEEDS_NEED', 'need') : allow(undefined);
  return isCodeOf(SUPPORT_NEEDS, input.need, on) ? allow(input.need) : refuse('CHOICE_UNKNOWN', 'need');
}

/** The ways to pay that were tried, none if the reason is another; or why they cannot stand. */
function checkRoutes(
  { routesTried }: DeclineInput,
  { namesRoutes = false }: ReasonCode,
  on: string,
): Decision<readonly FundingRoute[], DeclineRefusal> {
  if (!namesRoutes) return allow([]);
  const tried = routesTried ?? [];
  if (tried.length === 0) return refuse('DECLINE_NEEDS_ROUTES', 'routesTried');
  const known = tried.filter((route) => isCodeOf(FUNDING_ROUTES, route, on));
  return known.length === tried.length ? allow([...new Set(known)]) : refuse('CHOICE_UNKNOWN', 'routesTried');
}

/** What has to be named with the reason: a need, the ways to pay that were tried. */
function checkNamed(
  input: DeclineInput,
  reason: ReasonCode,
  on: string,
): Decision<Pick<DeclineAnswer, 'need' | 'routesTried'>, DeclineRefusal> {
  const need = checkNeed(input, reason, on);
  if (!need.allowed) return need;
  const routes = checkRoutes(input, reason, on);
  if (!routes.allowed) return routes;
  return allow({
    ...(need.value && { need: need.value }),
    ...(routes.value.length > 0 && { routesTried: routes.value }),
  });
}

/** A service has to say what would have made it a yes; others may. */
function checkChange(input: DeclineInput): Decision<ChangeToYes | undefined, DeclineRefusal> {
  if (!input.wouldBeYesIf)
    return input.by === 'SERVICE' ? refuse('DECLINE_NEEDS_CHANGE', 'wouldBeYesIf') : allow(undefined);
  return isChangeToYes(input.wouldBeYesIf) ? allow(input.wouldBeYesIf) : refuse('CHOICE_UNKNOWN', 'wouldBeYesIf');
}

/**
 * Whether a no says enough: who, a reason that is theirs to give, the need where the reason is about one, and from a
 * service what would have made it a yes.
 *
 * @param on the civil day of the decision: reasons are dated
 * Source: DOMAIN 0.8 and 2.2 C; PROVIDER_NO_RESPONSE is set by the clock, never by a person.
 */
export function checkDecline(input: DeclineInput, on: string): Decision<DeclineAnswer, DeclineRefusal> {
  if (input.reason === '') return refuse('DECLINE_NEEDS_REASON', 'reason');
  const reason = reasonOf(input, on);
  if (reason === undefined) return refuse('CHOICE_UNKNOWN', 'reason');
  if (reason.by !== input.by) return refuse('DECLINE_REASON_NOT_YOURS', 'reason');
  const named = checkNamed(input, reason, on);
  if (!named.allowed) return named;
  const change = checkChange(input);
  if (!change.allowed) return change;
  return allow({
    by: input.by,
    reason: reason.code,
    ...named.value,
    ...(change.value && { wouldBeYesIf: change.value }),
    ...(input.note && { note: input.note }),
  });
}

/** The reasons a service may choose from on a civil day. */
export function serviceDeclineReasons(on: string): readonly ReasonCode[] {
  return REASONS.filter((reason) => reason.by === 'SERVICE' && isValidOn(reason, on));
}

/** The reasons a survivor's no to an offer may have on a civil day. */
export function survivorReasons(on: string): readonly ReasonCode[] {
  const reasons: readonly ReasonCode[] = SURVIVOR_REASONS;
  return reasons.filter((reason) => isValidOn(reason, on));
}

/** Whether the need has to be named with a reason. */
export function namesNeed(reason: string): boolean {
  return REASONS.some((entry) => entry.code === reason && entry.namesNeed === true);
}

/** Whether the ways to pay that were tried have to be named with a reason. */
export function namesRoutes(reason: string): boolean {
  return REASONS.some((entry) => entry.code === reason && entry.namesRoutes === true);
}

/** What a referrer reads instead of a reason that would say where the place lies or who lives there. */
export const NOT_AVAILABLE = 'NOT_AVAILABLE';

/** A service's reason as the referrer may read it: the code, or only "not available". Source: DOMAIN 3, rule H2. */
export function reasonForReferrer(reason: DeclineReason): DeclineReason | typeof NOT_AVAILABLE {
  return REASONS.some((entry) => entry.code === reason && entry.hidden === true) ? NOT_AVAILABLE : reason;
}
