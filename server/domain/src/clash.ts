import { type KeptOutPerson, nameKey } from './exclusion.ts';
import type { Household } from './household.ts';

/** The grown-up people of a household, and whom it flees from, as they are compared. */
export interface Party {
  /** Keys of the names of its grown-up members. */
  readonly own: readonly string[];
  /** Keys of the names of its perpetrators and those close to them. */
  readonly feared: readonly string[];
}

/**
 * How two households may be in each other's way. A name is a reason to look, never an answer.
 *
 * SAME_PERSON_FEARED: both flee from somebody of one name. ONE_FEARS_OTHER: one flees from somebody who has the name of
 * somebody in the other. EACH_FEARS_OTHER: that, both ways round.
 */
export const CLASH_KINDS = ['SAME_PERSON_FEARED', 'ONE_FEARS_OTHER', 'EACH_FEARS_OTHER'] as const;
export type ClashKind = (typeof CLASH_KINDS)[number];

/** What a coordinator found who has looked. Until somebody has, two households are kept apart. */
export const CLASH_VERDICTS = ['KEEP_APART', 'DIFFERENT_PEOPLE'] as const;
export type ClashVerdict = (typeof CLASH_VERDICTS)[number];

/** Days for which a place is thought of as lived in by somebody who has left: things and letters of theirs may be there. */
export const RECENT_DAYS = 90;

/** As much of a story as says who somebody is. */
interface Told {
  readonly preferredName?: string;
  readonly household: Household;
}

/** Who is to be compared. One word alone is no name: half a county is called Sam. Children are not compared. */
export function partyOf({ preferredName, household }: Told, keptOut: readonly KeptOutPerson[]): Party {
  const adults = household.members.filter(({ role }) => role !== 'CHILD' && role !== 'CARER');
  const feared = keptOut.filter(({ who }) => who !== 'OTHER');
  return {
    own: keysOf([preferredName, ...adults.map(({ name }) => name)]),
    feared: keysOf(feared.map(({ name }) => name)),
  };
}

function keysOf(names: readonly (string | undefined)[]): readonly string[] {
  const keys = names.map((name) => nameKey(name ?? ''));
  return [...new Set(keys.filter((key) => key.includes(' ')))];
}

/** How two households may be in each other's way, if they may. The same asked from either side. Source: DOMAIN 3, H2. */
export function clashOf(one: Party, other: Party): ClashKind | undefined {
  const [there, back] = [meets(one.feared, other.own), meets(other.feared, one.own)];
  if (there && back) return 'EACH_FEARS_OTHER';
  if (there || back) return 'ONE_FEARS_OTHER';
  return meets(one.feared, other.feared) ? 'SAME_PERSON_FEARED' : undefined;
}

function meets(some: readonly string[], others: readonly string[]): boolean {
  return some.some((key) => others.includes(key));
}

/** Whether two households are kept apart: till somebody has found that they are different people. */
export function areKeptApart({ verdict }: { readonly verdict?: ClashVerdict }): boolean {
  return verdict !== 'DIFFERENT_PEOPLE';
}
