import type { ReferralQuery } from '../../api/generated';
import { takenBackInWords } from '../../ui/words/taken-back';

type Referral = NonNullable<ReferralQuery['referral']>;

const LOOKING: readonly Referral['status'][] = ['SUBMITTED', 'SEEKING', 'INFO_NEEDED', 'PAUSED_SAFE_CONTACT'];

/** That a place was taken back, and what to do first; empty where none was, or another has been offered since. */
export function lostPlace({ status, requests }: Pick<Referral, 'status' | 'requests'>): string {
  const times = requests.flatMap(({ takenBackAt }) => takenBackAt ?? []).toSorted();
  const last = times.at(-1);
  if (last === undefined || !LOOKING.includes(status)) return '';
  return `A service took back the place it had offered: ${takenBackInWords(last)}. If the survivor knows of it, tell them in the way that is safe, before they set off.`;
}
