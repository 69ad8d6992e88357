/** The five answers, best first (DOMAIN 3). NOT_SAFE is never shown to a referrer: the place is simply absent. */
export const ANSWERS = ['FITS', 'FITS_WITH_CONDITION', 'ASK_PROVIDER', 'CANNOT', 'NOT_SAFE'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What one rule found against, or on condition of. A rule that finds nothing is content. */
export interface Finding {
  readonly answer: Exclude<Answer, 'FITS'>;
  /** The number the rule turns on: a maximum age, a count of beds. */
  readonly limit?: number;
  /** The need the rule is about, where it is about one. */
  readonly need?: string;
}

/** The worst of what was found; FITS if nothing was. */
export function worstOf(found: readonly { readonly answer: Answer }[]): Answer {
  let worst = 0;
  for (const { answer } of found) worst = Math.max(worst, ANSWERS.indexOf(answer));
  return ANSWERS[worst] ?? 'FITS';
}
