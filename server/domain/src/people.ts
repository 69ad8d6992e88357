import { ROLES, type Role } from './access.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { ServiceId } from './ids.ts';

/** Roles that answer for services of their own organisation. */
const ANSWERING: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'];

/** What somebody may do, and for which services. */
export interface Post {
  readonly role: Role;
  readonly serviceIds: readonly ServiceId[];
}

/**
 * The roles that an administrator may give: those that somebody of the organisation has had before, and their own. A new
 * kind of role, such as seeing the whole county, comes from the operator. Both roles of a refuge go together.
 */
export function rolesToGive(held: readonly Role[]): readonly Role[] {
  const answers = held.some((role) => ANSWERING.includes(role));
  return ROLES.filter((role) => {
    if (role === 'CLOCK') return false;
    return role === 'ORG_ADMIN' || held.includes(role) || (answers && ANSWERING.includes(role));
  });
}

/** Whether somebody can be given this post, in an organisation that has these roles. Services go with roles of a refuge only. */
export function postFor({ role, serviceIds }: Post, held: readonly Role[]): Decision<Post> {
  if (!rolesToGive(held).includes(role)) return refuse('ROLE_NOT_YOURS', 'role');
  if (!ANSWERING.includes(role)) return allow({ role, serviceIds: [] });
  return serviceIds.length === 0 ? refuse('SERVICES_NEEDED', 'serviceIds') : allow({ role, serviceIds });
}

/** One address in plain letters: what could be read as two, or looks like another, is none. */
const ADDRESS = /^[a-z0-9][a-z0-9._+'-]{0,63}@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})$/;

/**
 * The address at which somebody can be invited, in lower case.
 * @param domains the organisation's own, verified before it saw anything
 */
export function inviteAddress(typed: string, domains: readonly string[]): Decision<string> {
  const address = typed.trim().toLowerCase();
  const [, domain] = ADDRESS.exec(address) ?? [];
  if (domain === undefined) return refuse('ADDRESS_UNREADABLE', 'email');
  return domains.includes(domain) ? allow(address) : refuse('ADDRESS_NOT_YOURS', 'email');
}

const LONGEST_NAME = 80;

/** A person's name as it will be shown: kept as it is, without what cannot be seen. */
export function staffName(typed: string): Decision<string> {
  const name = typed.trim();
  if (name === '') return refuse('FIELD_REQUIRED', 'name');
  if (name.length > LONGEST_NAME) return refuse('FIELD_TOO_LONG', 'name');
  return /[\p{Cc}\p{Cf}]/u.test(name) ? refuse('FIELD_NOT_ALLOWED', 'name') : allow(name);
}

const DAY_MS = 86_400_000;
const REVIEW_EVERY_DAYS = 91;

/** Whoever was asked of at this instant or before is due now. */
export function reviewedLongAgo(now: Date): Date {
  return new Date(now.getTime() - REVIEW_EVERY_DAYS * DAY_MS);
}

/** When somebody has to be asked of again: is their access still needed? Each quarter; at once if nobody ever was asked. */
export function reviewDueAt(reviewedAt: Date | undefined): Date {
  return reviewedAt === undefined ? new Date(0) : new Date(reviewedAt.getTime() + REVIEW_EVERY_DAYS * DAY_MS);
}
