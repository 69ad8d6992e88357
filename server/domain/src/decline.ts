import type { SupportNeed } from './codes.ts';

/** Who said no (DOMAIN 0.8). */
export const DECLINED_BY = ['SERVICE', 'SURVIVOR', 'SYSTEM', 'REFERRER'] as const;
export type DeclinedBy = (typeof DECLINED_BY)[number];

/** What would have turned the no into a yes. */
export const CHANGES_TO_YES = [
  'A_SPACE_FREE_LATER', 'A_LARGER_UNIT', 'A_SELF_CONTAINED_UNIT', 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD', 'A_RISK_PLAN',
  'FUNDING_FOR_THE_STAY', 'AN_ADAPTED_UNIT', 'AN_INTERPRETER', 'ANOTHER_HOME_FOR_THE_PET', 'MORE_INFORMATION',
  'STAFF_ON_DUTY', 'A_DIFFERENT_AREA', 'NOTHING_COULD',
] as const;
export type ChangeToYes = (typeof CHANGES_TO_YES)[number];

/** A full answer: nobody may say no with less. */
export interface DeclineAnswer {
  readonly by: DeclinedBy;
  readonly reason: string;
  readonly need?: SupportNeed;
  readonly wouldBeYesIf: ChangeToYes;
  readonly note?: string;
}
