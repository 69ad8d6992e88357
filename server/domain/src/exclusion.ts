import type { Role } from './access.ts';
import type { OrganisationId, UserId } from './ids.ts';

/** Who a person is that has to be kept out. OTHER: nobody dangerous, but somebody who must not know. */
export const KEPT_OUT_AS = ['PERPETRATOR', 'ASSOCIATE', 'OTHER'] as const;
export type KeptOutAs = (typeof KEPT_OUT_AS)[number];

/** Somebody who must not see a referral, by name: whether they work here, whoever wrote it down cannot know. */
export interface KeptOutPerson {
  readonly who: KeptOutAs;
  readonly name: string;
}

/** Something about one person that a coordinator looks at: they said that they know somebody, or carry a name that is kept out. */
export interface Matter {
  readonly userId: UserId;
  readonly why: 'CONFLICT' | 'MATCH';
  readonly verdict?: 'KEEP_OUT' | 'LET_IN';
}

/** All that keeps people out of one referral. */
export interface Fence {
  readonly people: readonly KeptOutPerson[];
  readonly organisations: readonly OrganisationId[];
  readonly matters: readonly Matter[];
  readonly restricted: boolean;
  /** Whoever wrote it, and those who were named: while it is restricted, of those who refer nobody else. */
  readonly openTo: readonly UserId[];
}

/** Somebody who might look. */
export interface Onlooker {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly role: Role;
  readonly name: string;
  /** Set while a coordinator has broken the glass over this referral. */
  readonly glassBrokenUntil?: Date;
}

/** Why somebody sees less than their role would let them. Never told to them. */
export type Because = 'CONFLICT' | 'POSSIBLE_MATCH' | 'PERSON' | 'ORGANISATION' | 'RESTRICTED';

/**
 * How much of a referral, and of everything that hangs on it, somebody sees as far as the fence goes.
 *
 * OUTLINE: that it is there, its clocks and its states, so that nobody is forgotten; not what was told.
 * NOTHING: it behaves as if it did not exist.
 */
export type Sight =
  | { readonly sees: 'ALL'; readonly because?: 'GLASS' }
  | { readonly sees: 'OUTLINE'; readonly because: 'RESTRICTED' }
  | { readonly sees: 'NOTHING'; readonly because: Because };

const ALL = { sees: 'ALL' } as const;
const nothing = (because: Because): Sight => ({ sees: 'NOTHING', because });

/**
 * What a fence leaves of a referral for one person. It only ever takes away: what the role allows is asked elsewhere.
 *
 * A named exclusion stands above everything, a broken glass too. Restricting closes a referral to the other people of
 * those who refer; a service that is asked has to see the facts to say yes; a coordinator sees the outline.
 * Source: SECURITY section 2; SCENARIOS A13 (b), A15.
 */
export function sightOf(onlooker: Onlooker, fence: Fence, now: Date): Sight {
  const excluded = exclusionOf(onlooker, fence);
  if (excluded !== undefined) return nothing(excluded);
  const { role, userId, glassBrokenUntil } = onlooker;
  if (!fence.restricted || fence.openTo.includes(userId)) return ALL;
  if (role === 'REFERRER' || role === 'OUT_OF_AREA_REFERRER') return nothing('RESTRICTED');
  if (role !== 'COORDINATOR') return ALL;
  const isOpened = glassBrokenUntil !== undefined && now < glassBrokenUntil;
  return isOpened ? { sees: 'ALL', because: 'GLASS' } : { sees: 'OUTLINE', because: 'RESTRICTED' };
}

function exclusionOf({ userId, organisationId, name }: Onlooker, fence: Fence): Because | undefined {
  const matters = fence.matters.filter((one) => one.userId === userId);
  if (matters.some(({ why }) => why === 'CONFLICT')) return 'CONFLICT';
  if (fence.organisations.includes(organisationId)) return 'ORGANISATION';
  if (matters.some(({ verdict }) => verdict === 'KEEP_OUT')) return 'PERSON';
  const namesakes = namesakesOf(name, fence.people);
  if (namesakes.some(({ who }) => who === 'OTHER')) return 'PERSON';
  const isLetIn = matters.some(({ verdict }) => verdict === 'LET_IN');
  return namesakes.length > 0 && !isLetIn ? 'POSSIBLE_MATCH' : undefined;
}

/**
 * Whether somebody who works in a house carries the name of a person whom a household flees from, and nobody has found
 * that they are another. Then no place there is thought of. Source: DOMAIN 3, H2.
 */
export function isPossiblyFeared({ userId, name }: Pick<Onlooker, 'userId' | 'name'>, fence: Fence): boolean {
  const isLetIn = fence.matters.some((one) => one.userId === userId && one.verdict === 'LET_IN');
  return !isLetIn && namesakesOf(name, fence.people).some(({ who }) => who !== 'OTHER');
}

/** Those of some people who carry the name. */
export function namesakesOf(name: string, people: readonly KeptOutPerson[]): readonly KeptOutPerson[] {
  const key = nameKey(name);
  return people.filter((person) => nameKey(person.name) === key);
}

/**
 * A name as names are compared: without case, accents, signs and order, so that "O'Connor, Ána" is "Ana OConnor".
 * Two people may share one: it is a reason to look, never an answer.
 */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/['’.\-]/gu, '').split(/[^\p{L}\p{N}]+/u);
  return words
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}
