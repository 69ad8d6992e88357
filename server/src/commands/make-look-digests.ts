import type { OrganisationId } from '@openhaven/domain/ids';
import { type Shown, type Week, looksOfEach, weekBefore } from '@openhaven/domain/look-digest';
import type { Role } from '@openhaven/domain/access';
import { requirePermission } from '../access/permission.ts';
import type { AuditRow, Context, Store } from '../context.ts';
import { runStep } from './run-command.ts';
import { tellPeople } from './tell.ts';

/** Who answers in an organisation for how its people look. */
export const DIGEST_READERS: readonly Role[] = ['ORG_ADMIN', 'REFUGE_MANAGER'];

const WATCHED = [
  'story.read',
  'facts.read',
  'copy.read',
  'contact.read',
  'number.shown',
  'place.shown',
  'glass.broken',
];

/**
 * The clock: once a week counts what each person was shown in the week before, and tells those who answer for them in
 * their own organisation. Of a week in which nobody of it looked at anything an organisation hears nothing.
 * @returns how many organisations were told; 0 where the week has been counted already
 */
export async function makeLookDigests(context: Context): Promise<number> {
  const { store, now } = context;
  requirePermission(context.actor, 'looks.watch', {}, 'LookDigest');
  const week = weekBefore(now);
  if (await store.lookDigests.isMade(week.monday)) return 0;
  const rows = (await store.audit.ofActionsSince(WATCHED, week.from)).filter(({ at }) => at < week.until);
  return runStep(context, (tx) => make(tx, context, week, rows));
}

async function make(tx: Store, context: Context, { monday }: Week, rows: readonly AuditRow[]): Promise<number> {
  if (await tx.lookDigests.isMade(monday)) return 0;
  const organisations = new Set(rows.map(({ actorOrganisationId }) => actorOrganisationId));
  for (const organisationId of organisations) {
    const own = rows.filter((row) => row.actorOrganisationId === organisationId);
    await tx.lookDigests.add({ organisationId, monday, people: looksOfEach(own.flatMap(shownIn)) });
    await tellPeople(tx, context, await readersOf(tx, organisationId), { kind: 'READ_LOOKS' });
  }
  return organisations.size;
}

async function readersOf(tx: Store, organisationId: OrganisationId) {
  return (await tx.users.ofOrganisation(organisationId)).filter(({ role }) => DIGEST_READERS.includes(role));
}

function shownIn({ action, actorUserId: userId, referralId, holdId }: AuditRow): readonly Shown[] {
  if (action === 'place.shown') return holdId ? [{ userId, kind: 'PLACE', about: holdId }] : [];
  if (referralId === undefined) return [];
  return [{ userId, kind: action === 'glass.broken' ? 'EMERGENCY' : 'STORY', about: referralId }];
}
