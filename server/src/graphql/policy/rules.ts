import { type Action, PERMISSIONS, RELATIONS, type Role, may } from '@openhaven/domain/access';
import type { Actor } from '../../context.ts';

/** How much harm a value can do: C0 public, C1 coarse vacancy, C2 case, C3 who they are, C4 where they are. */
export type DataClass = 'C0' | 'C1' | 'C2' | 'C3' | 'C4';

/** Who may read a field, as far as the person and the record that holds it can tell. Asked at every field, so it must not wait. */
export type Passes = (viewer: Actor | null, record: unknown) => boolean;

const CASE_ROLES: readonly Role[] = [
  'REFERRER',
  'OUT_OF_AREA_REFERRER',
  'REFUGE_WORKER',
  'REFUGE_MANAGER',
  'COORDINATOR',
];
const REFERRING: readonly Role[] = ['REFERRER', 'OUT_OF_AREA_REFERRER', 'COORDINATOR'];
const SEARCHING: readonly Role[] = ['REFERRER', 'COORDINATOR'];
const PROVIDING: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'];

const hasRole =
  (roles: readonly Role[]): Passes =>
  (viewer) =>
    viewer !== null && roles.includes(viewer.role);

/** What of a record says whose it is. A record that says nothing is nobody's. */
function belonging(record: unknown): { readonly referrerOrganisationId?: unknown; readonly serviceId?: unknown } {
  return typeof record === 'object' && record !== null ? record : {};
}

const isOwnCase: Passes = (viewer, record) => {
  if (viewer === null || !REFERRING.includes(viewer.role)) return false;
  return viewer.role === 'COORDINATOR' || belonging(record).referrerOrganisationId === viewer.organisationId;
};

const isOwnService: Passes = (viewer, record) => {
  const { serviceId } = belonging(record);
  return viewer !== null && viewer.serviceIds.some((own) => own === serviceId);
};

/** The rules by name. Each can be read aloud. */
export const RULES = {
  /** Anybody, signed in or not. */
  OPEN: () => true,
  SIGNED_IN: (viewer) => viewer !== null,
  /** Whoever works with cases; not those who keep accounts or look at figures. */
  CASES: hasRole(CASE_ROLES),
  REFERS: hasRole(REFERRING),
  SEARCHES: hasRole(SEARCHING),
  PROVIDES: hasRole(PROVIDING),
  COORDINATES: hasRole(['COORDINATOR']),
  /** Numbers that identify nobody. */
  FIGURES: hasRole(['COORDINATOR', 'COMMISSIONER']),
  /** Numbers that identify nobody, for those too whose own they may be. */
  OWN_FIGURES: hasRole(['COORDINATOR', 'COMMISSIONER', 'REFUGE_WORKER', 'REFUGE_MANAGER']),
  /** The organisation that refers the household, and the county's coordinators. */
  OWN_CASE: isOwnCase,
  /** Those who answer for the service that the record is about. */
  OWN_SERVICE: isOwnService,
  /** Either of the two. */
  ON_THE_CASE: (viewer, record) => isOwnCase(viewer, record) || isOwnService(viewer, record),
} as const satisfies Record<string, Passes>;

export type RuleName = keyof typeof RULES;

/** A rule, or a permission: whoever has a role that may ever do that. */
export type Rule = RuleName | Action;

/** What a rule asks. */
export function passesOf(rule: Rule): Passes {
  return isPermission(rule) ? (viewer) => viewer !== null && mayEver(viewer.role, rule) : RULES[rule];
}

function isPermission(rule: Rule): rule is Action {
  return rule in PERMISSIONS;
}

function mayEver(role: Role, action: Action): boolean {
  return RELATIONS.some((relation) => may(role, action, relation));
}
