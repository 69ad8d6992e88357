import type { SiteId } from '@openhaven/domain/ids';
import type { AuditEntry, Context, Store } from '../context.ts';
import { Grant, type RulesPurpose } from '../crypto/grant.ts';
import { tokenHash } from '../crypto/token.ts';

/** What somebody is shown: a whole story with all that was said about it, a service's facts, a meeting point, how the survivor may be reached, names in a list, who is kept out, why it was opened in an emergency, a copy for the person herself. */
export type LookKind =
  | 'story'
  | 'facts'
  | 'meeting-point'
  | 'names'
  | 'exclusions'
  | 'glass'
  | 'dates'
  | 'arrangements'
  | 'contact'
  | 'copy';

/** Somebody is about to be shown something personal. */
export interface Look {
  readonly kind: LookKind;
  readonly about: Required<Pick<AuditEntry, 'referralId'>> & Pick<AuditEntry, 'requestId' | 'holdId' | 'serviceId'>;
}

/** A page that refreshes itself, or is left and come back to, is one look. */
const ONE_LOOK_MS = 10 * 60_000;

/** Within one request the same look is asked for by many fields. What is written is decided in the database. */
const asked = new WeakMap<Context, Map<string, Promise<void>>>();
const listed = new WeakMap<Context, readonly string[]>();

/**
 * Says that one page of a list shows these records, referrals among them: one look at all of them, not one a line.
 * It counts for this request only.
 */
export function asOneList(context: Context, ids: readonly string[]): void {
  listed.set(context, [...new Set([...(listed.get(context) ?? []), ...ids])]);
}

/**
 * Leave for somebody's eyes, written down before it is given: who, what, when, in which role.
 *
 * One person's looks at one record count once in ten minutes by the clock, whichever process answers: the row's id says
 * who, what and which ten minutes.
 * @param ids the records whose values are going to be shown
 * @throws whatever the store throws: a look that cannot be written down does not happen
 */
export async function leaveToLook(context: Context, look: Look, ids: readonly string[]): Promise<Grant> {
  const entry = entryFor(context, look);
  const rowId = rowIdOf(context, entry);
  const known = asked.get(context) ?? new Map<string, Promise<void>>();
  asked.set(context, known);
  const written = known.get(rowId) ?? writeOnce(context, rowId, entry);
  known.set(rowId, written);
  await written;
  return new Grant(ids);
}

type LookEntry = AuditEntry & Required<Pick<AuditEntry, 'lookedAt'>>;

/** Nobody's open page is told of it: a look changes nothing. */
function entryFor(context: Context, { kind, about }: Look): LookEntry {
  const { referralId, requestId, holdId } = about;
  const list = listed.get(context) ?? [];
  const isListed = list.includes(referralId);
  const lookedAt = isListed ? list : [referralId, requestId, holdId].filter((id) => id !== undefined);
  const isOpened = context.actor.limits.get(referralId)?.because === 'GLASS';
  const reason = isOpened ? 'BREAK_GLASS' : undefined;
  return { action: `${kind}.read`, ...(isListed ? {} : about), lookedAt, ...(reason && { reason }), audience: [] };
}

function rowIdOf({ actor, now }: Context, { action, lookedAt, reason = '' }: LookEntry): string {
  const tenMinutes = Math.floor(now.getTime() / ONE_LOOK_MS);
  return tokenHash([actor.userId, action, reason, tenMinutes, ...lookedAt].join('|'));
}

async function writeOnce(context: Context, rowId: string, entry: LookEntry): Promise<void> {
  const { store } = context;
  if (await store.audit.has(rowId)) return;
  // Two pages at the same instant: the second finds the row of the first.
  await store.inTransaction(async (tx) => {
    if (!(await tx.audit.has(rowId))) await tx.audit.add(entry, context, rowId);
  });
}

/**
 * Leave to see where one place is. Every look counts by itself, and is told to the service: the row is written in the
 * transaction that decides about it, and the leave is good for nothing until that has committed.
 */
export async function leaveToSeePlace(
  tx: Store,
  context: Context,
  { about, siteId }: { about: Omit<AuditEntry, 'action'>; siteId: SiteId },
): Promise<Grant> {
  const lookedAt = [about.referralId, about.requestId, about.holdId].filter((id) => id !== undefined);
  await tx.audit.add({ action: 'place.shown', ...about, lookedAt }, context);
  return new Grant([siteId]);
}

/**
 * Leave to see the number or address of one way to reach a survivor. Every look counts by itself, as one at a place does:
 * the row is written in the transaction that decides about it.
 */
export async function leaveToSeeNumber(tx: Store, context: Context, about: Omit<AuditEntry, 'action'>): Promise<Grant> {
  const { referralId } = about;
  if (referralId === undefined) throw new Error('a number is a household’s');
  await tx.audit.add({ action: 'number.shown', ...about, audience: [], lookedAt: [referralId] }, context);
  return new Grant([referralId]);
}

/** Leave for a rule: it decides on the value, and nobody is shown it. Not written down. */
export function grantForRules(purpose: RulesPurpose): Grant {
  return new Grant(purpose);
}
