import type { Context, KeptReferral, UnmetNeed } from '../context.ts';

/** The need that was recorded as unmet for a household, if one was. For whoever may see the referral. */
export function unmetNeedOf({ store }: Context, { id }: KeptReferral): Promise<UnmetNeed | null> {
  return store.unmetNeeds.ofReferral(id);
}
