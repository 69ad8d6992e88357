import {
  type Consents,
  type ConsentTold,
  recordConsent as recorded,
  withdrawConsent as withdrawn,
} from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { applyToReferral, isOpen } from '@openhaven/domain/referral';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { closeAsks } from './close-asks.ts';
import type { ReferralDone } from './ids.ts';
import { keep } from './keep.ts';
import { present, referralFor } from './load.ts';
import { isStale } from './rev.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

interface AboutConsent {
  readonly idempotencyKey: string;
  readonly referralId: ReferralId;
  readonly rev?: number;
}

/** The referral, if what its household agreed to may be changed on the revision that was read. */
async function changeable(
  tx: Store,
  context: Context,
  { referralId, rev }: AboutConsent,
): Promise<Decision<KeptReferral>> {
  const referral = await referralFor(context, tx, referralId, 'consent.record');
  if (isStale(referral, rev)) return refuse('CHANGED_MEANWHILE');
  return isOpen(referral.status) ? allow(referral) : refuse('REFERRAL_STATE');
}

const consentsOf = ({ consents }: KeptReferral): Consents => consents ?? [];

/** Writes down which parts of their story the household agrees to share, how they said so and for how long. */
export function recordConsent(
  context: Context,
  input: AboutConsent & Omit<ConsentTold, 'recordedBy'>,
): Promise<Decision<ReferralDone>> {
  const { now, actor } = context;
  const { referralId } = input;
  const wish = { name: 'consent.record', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const found = await changeable(tx, context, input);
    if (!found.allowed) return found;
    const consents = recorded(consentsOf(found.value), { ...input, recordedBy: actor.userId }, now);
    if (!consents.allowed) return consents;
    mustBeSaved(await tx.referrals.save({ ...found.value, consents: consents.value }));
    await tx.audit.add({ action: 'consent.recorded', reason: input.how, ...aboutReferral(found.value) }, context);
    return allow({ referralId });
  });
}

/**
 * The household agrees no more: from this instant nobody new is asked, and those who have not given them a place read
 * nothing of the story any more. Their requests and holds end; a place that was said yes to stays.
 */
export function withdrawConsent(context: Context, input: AboutConsent): Promise<Decision<ReferralDone>> {
  const { referralId } = input;
  const wish = { name: 'consent.withdraw', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const found = await changeable(tx, context, input);
    if (!found.allowed) return found;
    const consents = withdrawn(consentsOf(found.value), context.now);
    if (!consents.allowed) return consents;
    mustBeSaved(await tx.referrals.save({ ...found.value, consents: consents.value }));
    await tx.audit.add({ action: 'consent.withdrawn', ...aboutReferral(found.value) }, context);
    if (!HAS_A_PLACE.includes(found.value.status)) await askNobody(tx, context, referralId);
    return allow({ referralId });
  });
}

const HAS_A_PLACE: readonly string[] = ['AGREED', 'ARRIVED'];

/** Ends what is under way. Once they agree again a new round begins, in which everybody can be asked again. */
async function askNobody(tx: Store, context: Context, referralId: ReferralId): Promise<void> {
  await closeAsks(tx, context, referralId);
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const seeking = keep(referral, applyToReferral(referral, 'LOSE_OFFER'));
  const status = seeking.allowed ? seeking.value.status : referral.status;
  mustBeSaved(await tx.referrals.save({ ...referral, status, round: referral.round + 1 }));
}
