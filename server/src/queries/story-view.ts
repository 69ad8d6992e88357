import { type Story, missingFacts } from '@openhaven/domain/story';
import { mayKnowFunding, withFundingOf } from '../access/funding.ts';
import { grantForRules, leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral } from '../context.ts';

/**
 * The whole story, for those who refer and the coordinator; null for whoever may see that there is a referral and no more,
 * and once it is erased.
 */
export async function storyOf(context: Context, referral: KeptReferral): Promise<Story | null> {
  if (referral.erasedAt || !isPermitted(context.actor, 'story.read', referral)) return null;
  const look = { kind: 'story', about: { referralId: referral.id } } as const;
  const story = referral.story.open(await leaveToLook(context, look, [referral.id]));
  return (await mayKnowFunding(context)) ? story : withFundingOf(story);
}

/** What is still missing before it can be sent: codes, from which nothing of the story can be told. */
export function missingFactsOf({ story, erasedAt }: KeptReferral): readonly string[] {
  if (erasedAt) return [];
  return missingFacts(story.open(grantForRules('COMPLETENESS')));
}

/** The name to call her by, in lists of the organisation that refers: one look for the list, not one for each line. */
export async function preferredNameOf(context: Context, referral: KeptReferral): Promise<string | null> {
  const { actor } = context;
  const isOwn = referral.referrerOrganisationId === actor.organisationId;
  if (referral.erasedAt || !isOwn || !isPermitted(actor, 'story.read', referral)) return null;
  const grant = await leaveToLook(context, { kind: 'names', about: { referralId: referral.id } }, [referral.id]);
  return referral.story.open(grant).preferredName ?? null;
}
