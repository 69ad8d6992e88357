import type { Role } from '@openhaven/domain/access';
import type { Actor, Context } from '../context.ts';
import { type NodeType, toGlobalId } from '../graphql/global-id.ts';

type AuditRow = Awaited<ReturnType<Context['store']['audit']['since']>>[number];

/** What changed: ids that the scope may ask for, and kinds of things to ask for again. */
export interface Change {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
}

type RoleClass = 'COUNTY' | 'REFER' | 'REFER_IN' | 'PROVIDE' | 'NO_CASES';

const CLASS: Readonly<Record<Role, RoleClass>> = {
  REFERRER: 'REFER',
  OUT_OF_AREA_REFERRER: 'REFER_IN',
  REFUGE_WORKER: 'PROVIDE',
  REFUGE_MANAGER: 'PROVIDE',
  COORDINATOR: 'COUNTY',
  ORG_ADMIN: 'NO_CASES',
  PRIVACY_OFFICER: 'NO_CASES',
  COMMISSIONER: 'NO_CASES',
  CLOCK: 'NO_CASES',
};

/** A column of an audit row, and what its id is the id of. */
type Told = readonly (readonly [keyof AuditRow & `${string}Id`, NodeType])[];

const OF_A_CASE: Told = [
  ['referralId', 'Referral'],
  ['requestId', 'PlacementRequest'],
  ['holdId', 'Hold'],
  ['placementId', 'Placement'],
];

/** Which columns are told to whom. Nobody else hears of a column at all. */
const TOLD: Readonly<Record<RoleClass, Told>> = {
  COUNTY: [...OF_A_CASE, ['unitId', 'Unit']],
  REFER: OF_A_CASE,
  REFER_IN: OF_A_CASE,
  PROVIDE: [
    ['requestId', 'PlacementRequest'],
    ['holdId', 'Hold'],
    ['placementId', 'Placement'],
    ['unitId', 'Unit'],
  ],
  NO_CASES: [],
};

/** Those who are told the same: one organisation's people of one class of roles, or the county's. */
export interface Scope {
  readonly key: string;
  readonly roleClass: RoleClass;
  readonly organisationId: Actor['organisationId'];
}

export function scopeOf({ role, organisationId }: Pick<Actor, 'role' | 'organisationId'>): Scope {
  const roleClass = CLASS[role];
  const isShared = roleClass === 'COUNTY' || roleClass === 'NO_CASES';
  return { key: isShared ? roleClass : `${organisationId}|${roleClass}`, roleClass, organisationId };
}

/** Beyond this a page does better to ask for everything it shows. */
const MOST_IDS = 100;

/** What a scope is told of some rows of the record: null if nothing in them is for it. A refusal or a look changed nothing, and some rows are for the record alone. */
export function changeFor(scope: Scope, rows: readonly AuditRow[]): Change | null {
  const ids = new Set<string>();
  const kinds = new Set<string>();
  for (const row of rows) {
    if (row.refused || row.silent || isQuietLook(row)) continue;
    if (isFor(scope, row)) tell(TOLD[scope.roleClass], row, ids, kinds);
    // Anybody in the county who searches may find another answer now. Which space it was is not said.
    else if (scope.roleClass === 'REFER' && row.unitId !== undefined) kinds.add('Unit');
  }
  if (kinds.size === 0) return null;
  return { ids: ids.size > MOST_IDS ? [] : [...ids], kinds: [...kinds] };
}

/** What somebody hears who may have missed something: everything the scope could be told of, without an id. */
export function anyChangeFor(scope: Scope): Change {
  return { ids: [], kinds: [...TOLD[scope.roleClass].map(([, kind]) => kind), 'Unit'] };
}

/** A look changes nothing that a page shows; but a service is told when somebody sees where it is. */
function isQuietLook({ lookedAt, audience }: AuditRow): boolean {
  return lookedAt !== undefined && audience.length === 0;
}

function isFor({ roleClass, organisationId }: Scope, { audience }: AuditRow): boolean {
  return roleClass === 'COUNTY' || audience.includes(organisationId);
}

function tell(told: Told, row: AuditRow, ids: Set<string>, kinds: Set<string>): void {
  for (const [column, kind] of told) {
    const id = row[column];
    if (id === undefined) continue;
    ids.add(toGlobalId(kind, id));
    kinds.add(kind);
  }
}
