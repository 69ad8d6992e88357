import { type Arrangement, arrangeBy } from '@openhaven/domain/arrangement';
import { openArrangements } from '../access/arrangements.ts';
import { hiddenFrom } from '../access/exclusions.ts';
import { mayKnowFunding } from '../access/funding.ts';
import { leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

const MOST = 200;
const ABOUT_FUNDING: readonly Arrangement['kind'][] = ['MVDAC', 'CHILDREN_ACT', 'FUNDING_ROUTE'];

/** What has to be arranged, for those who may read the story; null for whoever may not, and once it is erased. */
export async function arrangementsShown(
  context: Context,
  referral: KeptReferral,
): Promise<readonly Arrangement[] | null> {
  if (referral.erasedAt || !isPermitted(context.actor, 'story.read', referral)) return null;
  if (referral.arrangements === undefined) return [];
  const look = { kind: 'arrangements', about: { referralId: referral.id } } as const;
  const all = openArrangements(referral, await leaveToLook(context, look, [referral.id]));
  return (await mayKnowFunding(context)) ? all : all.filter(({ kind }) => !ABOUT_FUNDING.includes(kind));
}

/** Households for which something beside the search has to be seen to now. What it is stands on the page, not in the list. */
export async function thingsToArrange({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const { organisationId } = actor;
  const referrals = await store.referrals.toArrange({ organisationId, except: hiddenFrom(actor) }, now, MOST);
  return referrals.map((referral) => {
    const { arrangeFrom } = referral;
    return workItem('ARRANGE', referral, { ...(arrangeFrom && { dueAt: arrangeBy(arrangeFrom) }), referral });
  });
}
