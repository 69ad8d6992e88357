import type { MattersQuery } from '../../api/generated';
import { byInWords } from '../../ui/words/timeline';

type Matter = NonNullable<MattersQuery['referral']>['matters'][number];

const WHY = {
  CONFLICT: 'Said that they know somebody in this case.',
  MATCH: 'Has the name of somebody who must not see this. It may be another person.',
} as const;

const VERDICT = { KEEP_OUT: 'Looked at: stays out.', LET_IN: 'Looked at: may see it.' } as const;

/** What is said of one person, as a row of the page. */
export interface MatterRow {
  readonly userId: string;
  readonly name: string;
  readonly who: string;
  readonly why: string;
  readonly state: string;
  readonly mayLetIn: boolean;
  readonly mayKeepOut: boolean;
}

/** What is said of one person, in words, and what a coordinator can still decide. */
export function matterRow({ userId, name, role, organisationName, why, verdict }: Matter): MatterRow {
  return {
    userId,
    name,
    who: byInWords({ byRole: role, byOrganisation: organisationName }),
    why: WHY[why],
    state: verdict ? VERDICT[verdict] : 'Not looked at yet. Meanwhile they cannot see it.',
    mayLetIn: why === 'MATCH' && verdict !== 'LET_IN',
    mayKeepOut: verdict !== 'KEEP_OUT',
  };
}
