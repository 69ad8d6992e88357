import { tryAgainAt } from '@openhaven/domain/contact-attempt';
import type { ContactLog } from '@openhaven/domain/contact-log';
import type { ReferralId } from '@openhaven/domain/ids';
import { isOpen } from '@openhaven/domain/referral';
import type { SafeContact } from '@openhaven/domain/safe-contact';
import { checkBy, isAgainstWish, isCheckDue, withCheck, withoutCheck } from '@openhaven/domain/welfare-check';
import { openContactLog } from '../access/contact-log.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';
import { tellReferrers } from './tell.ts';

/** What the rules look at when somebody cannot be reached. */
export interface Reaching {
  readonly contact: SafeContact | undefined;
  readonly log: ContactLog;
}

export function reachingOf(referral: KeptReferral): Reaching {
  const grant = grantForRules('CONTACT');
  return { contact: referral.story.open(grant).safeContact, log: openContactLog(referral, grant) };
}

/** Whether somebody can be tried at all: the household has been referred, and is not over. */
export function isSought({ status }: Pick<KeptReferral, 'status'>): boolean {
  return isOpen(status) && status !== 'DRAFT';
}

/** Saves what was done to reach them, with the instant by which the police are to be asked or heard from. */
export async function saveContactLog(tx: Store, referral: KeptReferral, log: ContactLog): Promise<void> {
  const { welfarePoliceBy: _before, ...rest } = referral;
  const by = checkBy(log);
  mustBeSaved(await tx.referrals.savePart({ ...rest, ...(by && { welfarePoliceBy: by }) }, 'contactLog', log));
}

/** With somebody asked to ask the police, where the survivor wants that and it has come to it; and whether it has. */
export function withCheckIfDue(
  { contact, log }: Reaching,
  when: 'TRIED' | 'PAUSING',
  now: Date,
): { readonly log: ContactLog; readonly isAsked: boolean } {
  if (!isCheckDue(contact, log, when)) return { log, isAsked: false };
  return { log: withCheck(log, {}, now), isAsked: true };
}

/** Notes and tells that the police are to be asked. */
export async function tellOfCheck(tx: Store, context: Context, referral: KeptReferral, reason?: string): Promise<void> {
  const { id: referralId, referrerOrganisationId } = referral;
  const action = 'welfare-check.called-for';
  await tx.audit.add({ action, ...(reason && { reason }), ...aboutReferral(referral) }, context);
  await tellReferrers(tx, context, referrerOrganisationId, { kind: 'WELFARE_CHECK', referralId });
}

/** When somebody is to try again; they are reminded then. */
export async function remindToTry(
  tx: Store,
  { id: referralId, priority }: KeptReferral,
  contact: SafeContact | undefined,
  now: Date,
): Promise<Date> {
  const dueAt = tryAgainAt(contact, priority, now);
  await tx.outbox.add({ name: 'contact.remind', data: { referralId }, dueAt });
  return dueAt;
}

/** The survivor has answered an offer, so they were heard of: what was tried in vain before counts no more. */
export async function noteHeard(tx: Store, { now }: Context, id: ReferralId): Promise<void> {
  const referral = await present(tx.referrals.get(id), 'referral');
  if (referral.contactLog === undefined) return;
  const { log } = reachingOf(referral);
  await saveContactLog(tx, referral, withoutCheck({ ...log, heardAt: now }, now));
}

/** The card was changed: what the survivor says now holds, and a check that rests on what they said before ends. */
export async function obeyCard(tx: Store, context: Context, id: ReferralId): Promise<void> {
  const referral = await present(tx.referrals.get(id), 'referral');
  if (referral.welfarePoliceBy === undefined) return;
  const { contact, log } = reachingOf(referral);
  if (!isAgainstWish(contact, log)) return;
  await saveContactLog(tx, referral, withoutCheck(log, context.now));
  await tx.audit.add({ action: 'welfare-check.called-off', ...aboutReferral(referral) }, context);
}
