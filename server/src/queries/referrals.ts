import { requirePermission } from '../access/permission.ts';
import type { Context, CountedPage, KeptReferral } from '../context.ts';
import { pageWish } from './page-wish.ts';

/** One page of the referrals of the viewer's own organisation, most urgent first. */
export async function ownReferrals(
  { store, actor }: Context,
  { open, ...page }: { open: boolean; first: number; after?: string | null | undefined },
): Promise<CountedPage<KeptReferral>> {
  const { organisationId } = actor;
  requirePermission(actor, 'referral.list', { referrerOrganisationId: organisationId }, 'Referral');
  return store.referrals.ofOrganisation({ organisationId, open }, pageWish(page));
}
