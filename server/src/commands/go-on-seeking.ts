import { applyToReferral } from '@openhaven/domain/referral';
import type { KeptRequest, Store } from '../context.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { mustBeSaved } from './run-command.ts';

/** A request no longer waits for an answer from the referrer: unless another one does, the referral seeks again. */
export async function goOnSeeking(tx: Store, { id, referralId }: KeptRequest): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  const seeking = keep(referral, applyToReferral(referral, 'GIVE_INFORMATION'));
  if (!seeking.allowed || seeking.value.status === referral.status) return;
  const requests = await tx.requests.ofReferral(referralId);
  if (requests.some((other) => other.id !== id && other.status === 'INFO_REQUESTED')) return;
  mustBeSaved(await tx.referrals.save(seeking.value));
}
