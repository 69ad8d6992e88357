import type { ReferralQuery } from '../../api/generated';

type Referral = NonNullable<ReferralQuery['referral']>;

/** The one thing to do next, and where; without a path there is nothing to do but wait. */
export interface NextAct {
  readonly text: string;
  readonly button?: string;
  readonly path?: string;
}

const WAITING: Readonly<Partial<Record<Referral['status'], string>>> = {
  SUBMITTED: 'Received. The county coordinator looks for a place and asks services.',
  SEEKING: 'Services have been asked. You need to do nothing unless one has a question.',
  INFO_NEEDED: 'A service has a question. See below.',
  OFFERED: 'A place is offered.',
  PAUSED_SAFE_CONTACT: 'The survivor cannot be reached safely. Nothing is closed: the story stays as it is.',
  AGREED: 'The survivor has said yes. The service says when the household has arrived.',
  ARRIVED: 'The household has arrived.',
  NO_SHOW: 'The household did not arrive. Check on their welfare in the way that is safe, then look for a place again.',
  PLACED: 'The household has a place.',
  TRANSFERRED: 'Another county has taken this over.',
  UNMET: 'This was closed without a place.',
  WITHDRAWN: 'This was withdrawn.',
  MERGED: 'This was joined to another referral.',
};

/** What to do next with a referral, as far as this person may. */
export function nextAct({ id, status, actions, hold }: Pick<Referral, 'id' | 'status' | 'actions' | 'hold'>): NextAct {
  if (actions.includes('submitReferral')) {
    return { text: 'This has not been sent yet.', button: 'Finish the draft', path: `/referrals/${id}/story` };
  }
  if (hold?.actions.includes('acceptOffer')) {
    return {
      text: 'A place is offered. Ask the survivor.',
      button: 'Ask the survivor',
      path: `/referrals/${id}/offer`,
    };
  }
  if (actions.includes('recordSafetyCheck')) {
    return {
      text: 'A date that may change how safe they are has come, or comes soon.',
      button: 'Look whether they are safe',
      path: `/referrals/${id}/safety`,
    };
  }
  const waiting = WAITING[status] ?? '';
  if (status === 'SUBMITTED' && actions.includes('sendRequests')) {
    return { text: 'Nobody has been asked yet.', button: 'Find places and ask', path: `/referrals/${id}/places` };
  }
  if (status === 'AGREED' && hold) return { text: waiting, button: 'Where to go', path: `/referrals/${id}/where` };
  return { text: waiting };
}
