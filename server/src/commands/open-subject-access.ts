import { type CivilDate, addDays, civilDateAt } from '@openhaven/domain/calendar';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { SubjectAccessId } from '@openhaven/domain/ids';
import { placeLegalHold } from '@openhaven/domain/retention';
import { answerDueOn, openSubjectAccess } from '@openhaven/domain/subject-access';
import { randomUUID } from 'node:crypto';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { referralByReference } from './by-reference.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

interface Asked {
  readonly idempotencyKey: string;
  readonly reference: string;
  /** Whether it is the applicant herself who asks. */
  readonly isApplicant: boolean;
  /** A code of `IDENTITY_CHECKS`. */
  readonly identity: string;
  readonly receivedOn: CivilDate;
}

/**
 * Begins to answer somebody who asks for a copy of what is kept about her. The story is kept until it is answered.
 *
 * Nobody else is told anything, and no referral is looked up for them: the refusal is in the record.
 */
export function beginSubjectAccess(
  context: Context,
  input: Asked,
): Promise<Decision<{ readonly subjectAccessId: SubjectAccessId }>> {
  const { actor, now } = context;
  requirePermission(actor, 'subjectAccess.handle', {}, 'SubjectAccess');
  return runCommand(context, { name: 'subject-access.open', key: input.idempotencyKey, input }, async (tx) => {
    const possible = openSubjectAccess(input, { erased: false }, now);
    if (!possible.allowed) return possible;
    const referral = await referralByReference(tx, input.reference);
    // Whoever may not see this household reads what they would read if there were none.
    const isTheirs = referral !== null && isPermitted(actor, 'subjectAccess.handle', { referralId: referral.id });
    if (!isTheirs) return refuse('REFERENCE_UNKNOWN', 'reference');
    const begun = openSubjectAccess(input, { erased: referral.erasedAt !== undefined }, now);
    if (!begun.allowed) return begun;
    if (await tx.subjectAccess.isWaitingFor(referral.id)) return refuse('SUBJECT_ACCESS_OPEN', 'reference');
    const id = randomUUID() as SubjectAccessId;
    const about = { referralId: referral.id, reference: referral.reference };
    await tx.subjectAccess.add({ id, ...about, ...begun.value });
    await keepUntilAnswered(tx, context, referral, answerDueOn(input));
    const entry = { action: 'subject-access.opened', reason: input.identity, referralId: referral.id } as const;
    await tx.audit.add({ ...entry, silent: true, audience: [] }, context);
    return allow({ subjectAccessId: id });
  });
}

/** Erasing what somebody has asked to see would be an offence: it is kept, if nothing else keeps it yet. */
async function keepUntilAnswered(tx: Store, context: Context, referral: KeptReferral, due: CivilDate): Promise<void> {
  if (referral.legalHold !== undefined) return;
  const tomorrow = addDays(civilDateAt(context.now), 1);
  const reviewOn = due < tomorrow ? tomorrow : due;
  const wish = { reason: 'SUBJECT_REQUEST', reviewOn, placedBy: context.actor.userId };
  const hold = placeLegalHold(wish, { erased: false }, context.now);
  if (!hold.allowed) throw new Error(`no hold for a request: ${hold.reason}`);
  mustBeSaved(await tx.referrals.save({ ...referral, legalHold: hold.value }));
}
