import { beginAttempt, openWay } from '@openhaven/domain/contact-attempt';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { leaveToSeeNumber } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { isSought, reachingOf, saveContactLog } from './contact.ts';
import { referralFor } from './load.ts';
import { runStep } from './run-command.ts';
import { isStale } from './rev.ts';

interface Trying {
  readonly referralId: ReferralId;
  /** The revision of the card that was read. */
  readonly rev: number;
  /** The place of the way on the card, from 0. */
  readonly way: number;
  readonly cardRead: boolean;
}

/** What is shown: the number or address, and nothing for the way that leads through those who refer. */
export interface WayShown {
  readonly value: string | null;
}

interface Look {
  readonly referral: KeptReferral;
  readonly grant: Awaited<ReturnType<typeof leaveToSeeNumber>>;
}

/**
 * Shows the number or address of one way to reach a survivor, to somebody who has read the card as it stands, at an hour
 * at which that way is safe; and notes that they try it.
 *
 * The look is in the record before anything is opened. It has no idempotency key: asked twice is two looks.
 */
export async function tryToReach(context: Context, input: Trying): Promise<Decision<WayShown>> {
  const look = await runStep(context, (tx) => decideLook(tx, context, input));
  if (!look.allowed) return look;
  const { referral, grant } = look.value;
  return allow({ value: referral.story.open(grant).safeContact?.channels[input.way]?.value ?? null });
}

async function decideLook(tx: Store, context: Context, input: Trying): Promise<Decision<Look>> {
  const { actor, now } = context;
  const referral = await referralFor(context, tx, input.referralId, 'contact.try');
  const { contact, log } = reachingOf(referral);
  const way = isSought(referral) ? openWay(contact, input, now) : refuse('REFERRAL_STATE');
  const refused = isStale(referral, input.rev) ? refuse('CHANGED_MEANWHILE') : way;
  if (!refused.allowed) {
    const about = { ...aboutReferral(referral), reason: refused.reason };
    await tx.audit.add({ ...about, action: 'number.not-shown', refused: true }, context);
    return refused;
  }
  await saveContactLog(tx, referral, beginAttempt(log, refused.value, actor.userId, now));
  return allow({ referral, grant: await leaveToSeeNumber(tx, context, aboutReferral(referral)) });
}
