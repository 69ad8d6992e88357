import { hiddenFrom } from '../access/exclusions.ts';
import { asOneList } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, CountedPage, KeptReferral } from '../context.ts';
import { pageWish } from './page-wish.ts';

/** One page of the referrals of the viewer's own organisation, most urgent first. */
export async function ownReferrals(
  context: Context,
  { open, ...page }: { open: boolean; first: number; after?: string | null | undefined },
): Promise<CountedPage<KeptReferral>> {
  const { store, actor } = context;
  const { organisationId } = actor;
  requirePermission(actor, 'referral.list', { referrerOrganisationId: organisationId }, 'Referral');
  const found = await store.referrals.ofOrganisation(
    { organisationId, open, except: hiddenFrom(actor) },
    pageWish(page),
  );
  asOneList(
    context,
    found.edges.map(({ node }) => node.id),
  );
  return found;
}
