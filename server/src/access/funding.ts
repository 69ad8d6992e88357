import type { DeclineReason } from '@openhaven/domain/codes';
import { NOT_AVAILABLE, reasonForReferrer } from '@openhaven/domain/decline';
import type { Story } from '@openhaven/domain/story';
import type { Context } from '../context.ts';

/**
 * Whether somebody may learn of immigration and of what follows from it for the money: the police may not, or a victim
 * would have to fear to be reported. Source: SCENARIOS A2.
 */
export async function mayKnowFunding({ store, actor }: Pick<Context, 'store' | 'actor'>): Promise<boolean> {
  return (await store.organisations.get(actor.organisationId))?.kind !== 'POLICE';
}

type ReasonForReferrer = ReturnType<typeof reasonForReferrer>;

/** Why a service said no, as somebody who refers may read it. */
export async function reasonTold(
  context: Pick<Context, 'store' | 'actor'>,
  reason: DeclineReason,
): Promise<ReasonForReferrer> {
  const isOfFunding = reason === 'NO_FUNDING_NRPF';
  return isOfFunding && !(await mayKnowFunding(context)) ? NOT_AVAILABLE : reasonForReferrer(reason);
}

/** A story with another's word on immigration and public funds, or, with nobody's, without any. */
export function withFundingOf(story: Story, other?: Story): Story {
  const { immigration: _own, ...rest } = story;
  const immigration = other?.immigration;
  const noRecourseToPublicFunds = other?.noRecourseToPublicFunds ?? 'NOT_KNOWN';
  return { ...rest, noRecourseToPublicFunds, ...(immigration && { immigration }) };
}
