import { CONSENT_PARTS, CONSENT_WAYS, type ConsentState } from '@openhaven/domain/consent';
import { labelOf } from '@openhaven/domain/codes';
import type { AgreementQuery } from '../../api/generated';
import type { SummaryRow } from '../../ui/summary-list/summary-list';
import { civilDay, dayAndTime, dayInWords } from '../../ui/time';

export type Agreed = NonNullable<AgreementQuery['referral']>['consents'][number];

/** How it stands, in one sentence, and what follows from it. */
export const STANDING: Readonly<Record<ConsentState, string>> = {
  NONE: 'Nothing has been written down yet. Sending the referral says that they agree to all of it for 28 days; write down less here if that is what they said.',
  IN_FORCE: 'Services may be asked, and read what is listed below.',
  ENDED:
    'What they agreed to has ended. Nobody new can be asked, and services that have not given them a place read nothing any more. Ask them again.',
  WITHDRAWN:
    'They agree no more. Nobody new can be asked, and services that have not given them a place read nothing any more.',
};

/** The last day on which it holds: it ends as that day does. */
export function lastDay(until: string): string {
  return dayInWords(civilDay(new Date(Date.parse(until) - 1)));
}

/** What was agreed to at one time, as rows. */
export function agreedRows({ parts, how, givenAt, until, withdrawnAt }: Agreed, now: Date): readonly SummaryRow[] {
  const labels = CONSENT_PARTS.map(({ code, label }) => `${label}: ${parts.includes(code) ? 'yes' : 'no'}`);
  return [
    { key: 'Written down', lines: [dayAndTime(new Date(givenAt), now)] },
    { key: 'How', lines: [labelOf(CONSENT_WAYS, how)] },
    { key: 'Services may read', lines: labels },
    withdrawnAt
      ? { key: 'Taken back', lines: [dayAndTime(new Date(withdrawnAt), now)] }
      : { key: 'Last day', lines: [lastDay(until)] },
  ];
}
