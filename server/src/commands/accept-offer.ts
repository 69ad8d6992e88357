import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { accept } from '@openhaven/domain/hold';
import type { HoldId } from '@openhaven/domain/ids';
import { fitRefusal } from '@openhaven/domain/matching';
import { applyToReferral } from '@openhaven/domain/referral';
import { reserveUnit } from '@openhaven/domain/unit';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptHold, KeptReferral, KeptUnit, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { noteHeard } from './contact.ts';
import { closeAsks } from './close-asks.ts';
import type { HoldDone } from './ids.ts';
import { keep } from './keep.ts';
import { holdFor, placeOf, present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { tellService } from './tell.ts';
import { decideEach, saveEach, unitsOf } from './units-of.ts';

/**
 * The survivor says yes: the space is reserved and no longer runs out, every other request is closed and every other
 * hold let go, all in one transaction. What fits is asked once more: a birthday may lie between offer and answer.
 */
export function acceptOffer(
  context: Context,
  input: { idempotencyKey: string; holdId: HoldId; survivorAgrees: boolean },
): Promise<Decision<HoldDone>> {
  const { holdId } = input;
  const wish = { name: 'hold.accept', key: input.idempotencyKey, input, about: { holdId } };
  return runCommand(context, wish, async (tx) => {
    const hold = await holdFor(context, tx, holdId, 'hold.accept');
    if (!input.survivorAgrees) return refuse('SURVIVOR_NOT_ASKED', 'survivorAgrees');
    const agreed = await mayAgree(tx, context, hold);
    if (!agreed.allowed) return agreed;

    const { referralId, requestId, serviceId } = hold;
    await saveEach(tx, agreed.value.units);
    mustBeSaved(await tx.holds.save(agreed.value.hold));
    mustBeSaved(await tx.referrals.save(agreed.value.referral));
    await noteHeard(tx, context, referralId);
    await tx.outbox.cancel([holdId], 'hold.expire');
    await closeAsks(tx, context, referralId, holdId);
    await tx.audit.add({ action: 'hold.accepted', ...aboutHold(hold) }, context);
    await tellService(tx, context, { kind: 'OFFER_ANSWERED', referralId, requestId, serviceId });
    return allow({ holdId, requestId, referralId });
  });
}

interface Agreed {
  readonly hold: KeptHold;
  readonly units: readonly KeptUnit[];
  readonly referral: KeptReferral;
}

/** Asks every rule before anything is written. */
async function mayAgree(tx: Store, { now }: Context, hold: KeptHold): Promise<Decision<Agreed>> {
  const accepted = keep(hold, accept(hold, now));
  if (!accepted.allowed) return accepted;
  const units = await unitsOf(tx, hold);
  const reserved = decideEach(units, (unit) => reserveUnit(unit, hold.id, now));
  if (!reserved.allowed) return reserved;
  const referral = await present(tx.referrals.get(hold.referralId), 'referral');
  const agreed = keep(referral, applyToReferral(referral, 'AGREE'));
  if (!agreed.allowed) return agreed;
  const place = await placeOf(tx, units, referral.id, now);
  const unfit = fitRefusal(place, referral.story.open(grantForRules('MATCHING')), now);
  if (unfit !== undefined) return refuse(unfit);
  return allow({ hold: accepted.value, units: reserved.value, referral: agreed.value });
}
