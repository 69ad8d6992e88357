import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { HoldId, ReleaseId, UserId } from '@openhaven/domain/ids';
import { releasePlace as decide } from '@openhaven/domain/place-release';
import { randomUUID } from 'node:crypto';
import { recipientsOf } from '../access/on-the-case.ts';
import type { Context, KeptHold, Store } from '../context.ts';
import { aboutPlace } from './about.ts';
import type { HoldDone } from './ids.ts';
import { holdFor, siteOf } from './load.ts';
import { runCommand } from './run-command.ts';
import { tellPerson } from './tell.ts';

export interface ReleaseInput {
  readonly idempotencyKey: string;
  readonly holdId: HoldId;
  readonly toUserId: UserId;
  readonly until: Date;
}

/**
 * The service lets one named person see where the place is: after the survivor has agreed, never before, and only somebody
 * who works on this case. The person is told that something waits, and nothing of what.
 */
export function releasePlace(context: Context, input: ReleaseInput): Promise<Decision<HoldDone>> {
  const { holdId } = input;
  const wish = { name: 'place.release', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'place.release');
    const { toUserId, until } = input;
    const place = { hold, site: await siteOf(tx, hold.unitId) };
    const released = decide({ id: randomUUID() as ReleaseId, toUserId, until }, place, context.now);
    if (!released.allowed) return released;
    if (!(await isOnTheCase(tx, hold, toUserId, context.now))) return refuse('PERSON_NOT_CHOSEN', 'toUserId');

    const { organisationId, referralId, requestId } = hold;
    const given = { organisationId, releasedBy: context.actor.userId, timesSeen: 0, rev: 1 };
    await tx.releases.add({ ...released.value, ...given });
    await tx.audit.add({ action: 'place.released', ...aboutPlace(hold) }, context);
    await tellPerson(tx, context, toUserId, { kind: 'PLACE_RELEASED', referralId, requestId });
    return allow({ holdId, requestId, referralId });
  });
}

async function isOnTheCase(tx: Store, hold: KeptHold, userId: UserId, now: Date): Promise<boolean> {
  return (await recipientsOf(tx, hold, now)).some(({ id }) => id === userId);
}
