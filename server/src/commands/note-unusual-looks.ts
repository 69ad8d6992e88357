import { civilDateAt } from '@openhaven/domain/calendar';
import { type LookTaken, type UnusualLooks, unusualLooks } from '@openhaven/domain/look-pattern';
import { requirePermission } from '../access/permission.ts';
import type { AuditRow, Context } from '../context.ts';
import { runStep } from './run-command.ts';
import { tellRole } from './tell.ts';

const LOOK_BACK_MS = 3_600_000;

/**
 * The clock: reads who was shown what lately, and notes whoever looked at more than their work explains, once a day for a
 * person and a pattern. The coordinators and the privacy officers are told, but for the person themselves.
 * @returns how many were noted
 */
export async function noteUnusualLooks(context: Context): Promise<number> {
  const { store, now } = context;
  requirePermission(context.actor, 'looks.watch', {}, 'LookAlarm');
  const rows = await store.audit.ofActionsSince(WATCHED, new Date(now.getTime() - LOOK_BACK_MS));
  let noted = 0;
  for (const found of unusualLooks(rows.flatMap(lookIn), now)) noted += (await note(context, found)) ? 1 : 0;
  return noted;
}

/** What tells of one household, all of it or how to reach them: one household counts once, however it was looked at. */
const STORIES = ['story.read', 'facts.read', 'copy.read', 'contact.read', 'number.shown'];
const WATCHED = [...STORIES, 'place.shown', 'place.not-shown'];

/** What a row of the record says of a look, if it is of a kind that is watched. In a list nothing was opened by itself. */
function lookIn({ action, actorUserId: userId, at, referralId, holdId, refused }: AuditRow): readonly LookTaken[] {
  if (STORIES.includes(action)) return referralId ? [{ userId, at, kind: 'STORY', about: referralId }] : [];
  if (action === 'place.shown' && !refused) return holdId ? [{ userId, at, kind: 'PLACE', about: holdId }] : [];
  if (action === 'place.not-shown') return [{ userId, at, kind: 'REFUSED_PLACE', about: holdId ?? 'unknown' }];
  return [];
}

function note(context: Context, { userId, pattern, count }: UnusualLooks): Promise<boolean> {
  const day = civilDateAt(context.now);
  return runStep(context, async (tx) => {
    const user = await tx.users.get(userId);
    if (user === null || (await tx.lookAlarms.has({ userId, pattern, day }))) return false;
    const { organisationId } = user;
    await tx.lookAlarms.add({ userId, organisationId, pattern, count, day, notedAt: context.now });
    const entry = { action: 'looks.unusual', silent: true, reason: pattern, personId: userId, audience: [] } as const;
    await tx.audit.add(entry, context);
    // Whoever it is about is not told, whatever their role.
    for (const role of ['COORDINATOR', 'PRIVACY_OFFICER'] as const) {
      await tellRole(tx, context, role, { kind: 'CHECK_LOOKS' }, userId);
    }
    return true;
  });
}
