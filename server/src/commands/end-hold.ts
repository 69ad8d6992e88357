import { applyToReferral } from '@openhaven/domain/referral';
import { applyToRequest } from '@openhaven/domain/placement-request';
import type { DeclineAnswer } from '@openhaven/domain/decline';
import { isActive } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { releaseUnit } from '@openhaven/domain/unit';
import type { Context, KeptHold, Store } from '../context.ts';
import { arrangeJourney } from './arrange-journey.ts';
import { goOnClimbingAll } from './go-on-climbing.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { sayFreed } from './say-freed.ts';
import { mustBeSaved } from './run-command.ts';
import { unitsOf } from './units-of.ts';

/**
 * Saves a hold that has just ended and lets go of its unit. Its request goes back to being decided, or, if there was an
 * offer, its offer has ended; a referral that has no other offer seeks again.
 * @param ended the hold in its last state, decided by the rules on the revision that was read
 * @param why who ended the offer, and why: kept on the request, for the figures
 */
export async function endHold(tx: Store, context: Context, ended: KeptHold, why?: DeclineAnswer): Promise<void> {
  await freeUnit(tx, context, ended);
  await endOffer(tx, context, ended, why);
  await seekOn(tx, context, ended);
}

/** Saves the ended hold, lets go of each unit that is still its, and asks for no way to a place that is kept no more. */
export async function freeUnit(tx: Store, context: Context, ended: KeptHold): Promise<void> {
  const { now } = context;
  mustBeSaved(await tx.holds.save(ended));
  await tx.outbox.cancel([ended.id], 'hold.expire');
  for (const unit of await unitsOf(tx, ended)) {
    const freed = releaseUnit(unit, ended.id, now);
    if (!freed.allowed) continue;
    mustBeSaved(await tx.units.save(freed.value));
    await sayFreed(tx, context, unit.id);
  }
  await arrangeJourney(tx, context, ended.referralId);
}

/** The request's offer has ended with its hold; one that was still being decided goes on without a hold. */
export async function endOffer(tx: Store, { now }: Context, ended: KeptHold, why?: DeclineAnswer): Promise<void> {
  const { holdId, ...request } = await present(tx.requests.get(ended.requestId), 'request');
  if (holdId !== ended.id) return;
  const over = keep(request, applyToRequest(request, 'END_OFFER', now));
  const takenBack = why?.by === 'SERVICE' ? { takenBackAt: now } : {};
  const offerEnded = over.allowed ? { ...over.value, holdId, ...(why && { decline: why }), ...takenBack } : request;
  mustBeSaved(await tx.requests.save(offerEnded));
}

async function seekOn(tx: Store, context: Context, ended: KeptHold): Promise<void> {
  if (await hasOtherOffer(tx, ended, ended.id, context.now)) return;
  const referral = await present(tx.referrals.get(ended.referralId), 'referral');
  const seeking = keep(referral, applyToReferral(referral, 'LOSE_OFFER'));
  if (!seeking.allowed || seeking.value.status === referral.status) return;
  mustBeSaved(await tx.referrals.save(seeking.value));
  await goOnClimbingAll(tx, context, referral.id);
}

async function hasOtherOffer(tx: Store, { referralId }: KeptHold, except: HoldId, now: Date): Promise<boolean> {
  const holds = await tx.holds.activeOfReferral(referralId);
  return holds.some((hold) => hold.id !== except && hold.offered && isActive(hold, now));
}
