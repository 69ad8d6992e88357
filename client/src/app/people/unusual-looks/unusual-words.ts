import type { UnusualLooksQuery } from '../../api/generated';
import { civilDay, clockTime, dayInWords } from '../../ui/time';
import { byInWords } from '../../ui/words/timeline';

type Alarm = UnusualLooksQuery['unusualLooks'][number];

const FINDING = {
  EXPLAINED: 'Asked: their work explains it.',
  NOT_EXPLAINED: 'Asked: not explained.',
} as const;

/** Somebody who looked at more than their work explains, as a row of the page. */
export interface UnusualRow {
  readonly id: string;
  readonly name: string;
  readonly who: string;
  readonly what: string;
  readonly when: string;
  readonly state: string;
  /** What to do about it, where the work does not explain it. */
  readonly advice: string;
  readonly mayExplain: boolean;
  readonly mayNot: boolean;
}

/** In words, with what can still be decided. */
export function unusualRow({ id, name, role, organisationName, label, count, notedAt, finding }: Alarm): UnusualRow {
  const at = new Date(notedAt);
  return {
    id,
    name,
    who: byInWords({ byRole: role, byOrganisation: organisationName }),
    what: `${label}: ${count}.`,
    when: `Noted on ${dayInWords(civilDay(at))} at ${clockTime(at)}`,
    state: finding ? FINDING[finding] : 'Nobody has asked yet.',
    advice:
      finding === 'NOT_EXPLAINED'
        ? 'Have their administrator shut them out now, and tell whoever answers for data protection. Every look is listed with the referral.'
        : '',
    mayExplain: finding !== 'EXPLAINED',
    mayNot: finding !== 'NOT_EXPLAINED',
  };
}
