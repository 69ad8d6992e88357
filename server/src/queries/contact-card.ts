import { openAttempt } from '@openhaven/domain/contact-attempt';
import type { ContactAttempt, WelfareCheck } from '@openhaven/domain/contact-log';
import {
  type ChannelKind,
  type ContactChannel,
  type SafeContact,
  isSafeNow,
  isUsable,
} from '@openhaven/domain/safe-contact';
import { mayPoliceBeAsked } from '@openhaven/domain/welfare-check';
import { openContactLog } from '../access/contact-log.ts';
import { leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';

/** One way to reach a survivor, without its number. */
export interface ContactWayView {
  readonly way: number;
  readonly kind: ChannelKind;
  readonly use: 'NOW' | 'LATER' | 'NEVER';
  readonly from?: string;
  readonly until?: string;
  readonly mayLeaveMessage: boolean;
  readonly whoMayAnswer?: string;
}

/** How a survivor may be reached, and what was done to reach them. */
export interface ContactCardView extends Pick<SafeContact, 'codeWord' | 'interpreterLanguage' | 'ifNoContact'> {
  readonly ways: readonly ContactWayView[];
  readonly attempts: readonly ContactAttempt[];
  readonly openAttempt: ContactAttempt | null;
  readonly policeMayBeAsked: boolean;
  readonly checks: readonly WelfareCheck[];
}

const NO_CARD: SafeContact = { channels: [], ifNoContact: 'NOT_ASKED' };

/** The card, for those who may read the story; null for whoever may not, and once it is erased. */
export async function contactCardOf(context: Context, referral: KeptReferral): Promise<ContactCardView | null> {
  const { actor, now } = context;
  if (referral.erasedAt || !isPermitted(actor, 'story.read', referral)) return null;
  const look = { kind: 'contact', about: { referralId: referral.id } } as const;
  const grant = await leaveToLook(context, look, [referral.id]);
  const { channels, ...card } = referral.story.open(grant).safeContact ?? NO_CARD;
  const log = openContactLog(referral, grant);
  return {
    ...card,
    ways: channels.map((channel, way) => viewOf(channel, way, now)),
    attempts: log.attempts.toReversed(),
    openAttempt: openAttempt(log, actor.userId) ?? null,
    policeMayBeAsked: mayPoliceBeAsked({ ...card, channels }, log),
    checks: log.checks.toReversed(),
  };
}

/** What is not safe is told without its hours or who answers: nothing of it is of use. */
function viewOf(channel: ContactChannel, way: number, now: Date): ContactWayView {
  const { kind, from, until, mayLeaveMessage, whoMayAnswer } = channel;
  if (!isUsable(channel)) return { way, kind, use: 'NEVER', mayLeaveMessage: false };
  const use = isSafeNow(channel, now) ? 'NOW' : 'LATER';
  return {
    way,
    kind,
    use,
    mayLeaveMessage,
    ...(from && { from }),
    ...(until && { until }),
    ...(whoMayAnswer && { whoMayAnswer }),
  };
}
