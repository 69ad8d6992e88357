import type { KeptReferral, Store } from '../context.ts';

/** The referral with a reference as somebody read it out: capitals, spaces and the like do not matter. */
export async function referralByReference(tx: Store, reference: string): Promise<KeptReferral | null> {
  const id = await tx.referrals.idOf(reference.replaceAll(/\s/g, '').toUpperCase());
  return id === null ? null : tx.referrals.get(id);
}
