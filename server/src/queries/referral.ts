import type { ReferralId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/**
 * One referral, for the organisation that made it and the county coordinator.
 * @throws NotFoundError for anybody else, and for one that is not there
 */
export async function referralById({ store, actor }: Context, id: ReferralId): Promise<KeptReferral> {
  const referral = await store.referrals.get(id);
  if (referral === null) throw new NotFoundError('Referral');
  requirePermission(actor, 'referral.read', referral, 'Referral');
  return referral;
}
