import type { DeclineReason } from '@openhaven/domain/codes';
import { keptOutOrganisations } from '../access/exclusions.ts';
import type { Context, KeptHold, KeptRequest, Store } from '../context.ts';
import { aboutHold } from './about.ts';
import { askServices, askedBefore } from './ask-services.ts';
import { endHold } from './end-hold.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';
import { safeServices } from './safe-services.ts';
import { tellReferrers, tellRole } from './tell.ts';
import { widen } from './widen.ts';

/** A place that a household has lost by the service's side, and how the search stood before. */
export interface LostOffer {
  /** The hold in its last state. */
  readonly hold: KeptHold;
  readonly wasAgreed: boolean;
  /** The requests of the round in which it was made. */
  readonly asked: readonly KeptRequest[];
}

/**
 * A place is taken away from a household by the service's side: withdrawn, or the unit is lost to fire or a known
 * address. Everybody who must act is told, and if she had said yes, a new round asks those that had been sent away.
 */
export async function loseOffer(tx: Store, context: Context, ended: KeptHold, reason: DeclineReason): Promise<void> {
  const lost = await endLostOffer(tx, context, ended, reason);
  const { referralId, requestId, serviceId } = ended;
  const telling = { kind: 'OFFER_WITHDRAWN', referralId, requestId, serviceId } as const;
  await tellReferrers(tx, context, ended.referrerOrganisationId, telling);
  await tellRole(tx, context, 'COORDINATOR', telling);
  if (lost.wasAgreed) await askAgain(tx, context, lost);
}

/** Ends the hold for that reason, and writes it down. Nobody is told yet, and nobody asked. */
export async function endLostOffer(
  tx: Store,
  context: Context,
  ended: KeptHold,
  reason: DeclineReason,
): Promise<LostOffer> {
  const before = await present(tx.referrals.get(ended.referralId), 'referral');
  const asked = await askedBefore(tx, before);
  await endHold(tx, context, ended, { by: 'SERVICE', reason });
  await tx.audit.add({ action: 'hold.withdrawn', reason, ...aboutHold(ended) }, context);
  return { hold: ended, wasAgreed: before.status === 'AGREED', asked: [...asked.values()] };
}

/** Asks anew for a household whose place has burnt: those that were sent away, and the next that suit, however soon it is needed. */
export async function askElsewhere(tx: Store, context: Context, lost: LostOffer): Promise<void> {
  if (lost.wasAgreed) await askAgain(tx, context, lost);
  await widen(tx, context, await present(tx.referrals.get(lost.hold.referralId), 'referral'));
}

/** Begins a new round with the services that were sent away when she said yes, as far as they are still safe. */
async function askAgain(tx: Store, context: Context, { hold: { referralId }, asked }: LostOffer): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const next = { ...referral, round: referral.round + 1, escalatedAt: context.now };
  mustBeSaved(await tx.referrals.save(next));
  const sentAway = asked.filter(({ status }) => status === 'SUPERSEDED').map(({ serviceId }) => serviceId);
  const keptOut = await keptOutOrganisations(tx, referralId);
  const services = (await tx.services.getMany(sentAway)).filter(({ organisationId }) => !keptOut.has(organisationId));
  await askServices(tx, context, next, await safeServices(tx, services, referral, context.now));
  // Tonight there is no time to wait for the ladder: the next ones are asked with them.
  if (referral.priority === 'P1_TONIGHT')
    await widen(tx, context, await present(tx.referrals.get(referralId), 'referral'));
}
