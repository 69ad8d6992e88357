/** What the rules open a value for. Nobody sees it: only a yes, a no or a code comes out. */
export type RulesPurpose =
  | 'MATCHING'
  | 'COMPLETENESS'
  | 'CHANGING_THE_STORY'
  | 'UNSAFE_AREAS'
  | 'WATCH_DATES'
  | 'ARRANGEMENTS'
  | 'CONTACT'
  | 'EXCLUSIONS'
  | 'FIGURES'
  | 'DUPLICATES'
  | 'SIGN_IN';

/**
 * Leave to open sealed values. Made in the room `access` alone, which writes down who looks before anything opens.
 *
 * One for a person's eyes covers the records it was made for, and no others: it cannot be kept and used elsewhere.
 */
export class Grant {
  readonly #covers: ReadonlySet<string> | RulesPurpose;

  /** @param covers the ids of the records whose values may be opened, or what the rules need a value for */
  constructor(covers: readonly string[] | RulesPurpose) {
    this.#covers = typeof covers === 'string' ? covers : new Set(covers);
  }

  /** Whether it is good for the values of this record. */
  covers(id: string): boolean {
    return typeof this.#covers === 'string' || this.#covers.has(id);
  }
}
