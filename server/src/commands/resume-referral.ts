import { beginsNewRound } from '@openhaven/domain/contact-attempt';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { isActive } from '@openhaven/domain/hold';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { type ReferralStatus, applyToReferral } from '@openhaven/domain/referral';
import { placeBy } from '@openhaven/domain/target-times';
import { withoutCheck } from '@openhaven/domain/welfare-check';
import type { Context, KeptHold, KeptReferral, KeptRequest, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { closeAsks } from './close-asks.ts';
import { reachingOf, saveContactLog } from './contact.ts';
import { goOnClimbingAll } from './go-on-climbing.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { runCommand } from './run-command.ts';

/**
 * The survivor is back: the same story, and the search goes on. After a day, or once nobody is deciding any more, in a new
 * round, in which every service can be asked again; where a place is still kept, or services are still deciding, in the
 * same one. The clock by which a place must be found begins anew.
 */
export function resumeReferral(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; rev?: number },
): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'referral.resume', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'referral.resume');
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    const going = keep(referral, applyToReferral(referral, 'RESUME'));
    if (!going.allowed) return going;

    const asks = await asksOf(tx, referral, context.now);
    const isNew = beginsNewRound({ pausedAt: referral.pausedAt ?? context.now, ...asks }, context.now);
    await goOn(tx, context, { ...going.value, status: statusOf(asks, isNew) }, isNew);
    if (isNew) await closeAsks(tx, context, referralId);
    await tx.outbox.cancel([referralId], 'contact.remind');
    await tx.audit.add({ action: 'referral.resumed', ...aboutReferral(referral) }, context);
    if (!isNew) await goOnClimbingAll(tx, context, referralId);
    return allow({ referralId });
  });
}

interface Asks {
  readonly isKept: boolean;
  readonly isOffered: boolean;
  readonly isAsked: boolean;
  readonly isQuestioned: boolean;
}

async function asksOf(tx: Store, { id, round }: KeptReferral, now: Date): Promise<Asks> {
  const holds: readonly KeptHold[] = (await tx.holds.activeOfReferral(id)).filter((hold) => isActive(hold, now));
  const requests: readonly KeptRequest[] = (await tx.requests.ofReferral(id)).filter((one) => one.round === round);
  return {
    isKept: holds.length > 0,
    isOffered: holds.some(({ offered }) => offered),
    isAsked: requests.some(({ status }) => isOpenRequest(status)),
    isQuestioned: requests.some(({ status }) => status === 'INFO_REQUESTED'),
  };
}

/** Where a referral stands that goes on: an offer waits for the survivor, a question for those who refer, or the search goes on. */
function statusOf({ isOffered, isQuestioned }: Asks, isNew: boolean): ReferralStatus {
  if (isNew) return 'SEEKING';
  if (isOffered) return 'OFFERED';
  return isQuestioned ? 'INFO_NEEDED' : 'SEEKING';
}

async function goOn(tx: Store, { now }: Context, going: KeptReferral, isNew: boolean): Promise<void> {
  const dueAt = placeBy(now, going.priority);
  const { escalatedAt, ...rest } = going;
  const again = isNew ? { ...rest, round: going.round + 1 } : { ...rest, ...(escalatedAt && { escalatedAt }) };
  const { log } = reachingOf(going);
  await saveContactLog(tx, { ...again, placeBy: dueAt }, withoutCheck({ ...log, heardAt: now }, now));
  await tx.outbox.cancel([going.id], 'referral.place-by');
  await tx.outbox.add({ name: 'referral.place-by', data: { referralId: going.id }, dueAt });
}
