import { type Fence, type Sight, namesakesOf, sightOf } from '@openhaven/domain/exclusion';
import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import type { Context, KeptFence, Limits, Store, User } from '../context.ts';
import { grantForRules } from './look.ts';

/** A referral that nobody is kept out of. */
export const NO_FENCE: Fence = { people: [], organisations: [], matters: [], restricted: false, openTo: [] };

/** For whoever meets no fence: the clock, and tests that are about something else. */
export const NO_LIMITS: Limits = new Map();

/** A fence as the rule looks at it. The names are opened for the rule alone. */
export function readFence(kept: KeptFence | null): Fence {
  return kept === null ? NO_FENCE : { ...kept, people: kept.people.open(grantForRules('EXCLUSIONS')) };
}

function sightFor(user: User, kept: KeptFence, now: Date, glassBrokenUntil?: Date): Sight {
  const onlooker = { ...user, userId: user.id, ...(glassBrokenUntil && { glassBrokenUntil }) };
  return sightOf(onlooker, readFence(kept), now);
}

/**
 * The referrals of which somebody sees less than their role would let them. Asked of the database at every request, so
 * that what is shut is shut at once.
 */
export async function limitsOf(store: Store, user: User, now: Date): Promise<Limits> {
  const fences = await store.fences.concerning(user);
  if (fences.length === 0) return NO_LIMITS;
  const open = user.role === 'COORDINATOR' ? await store.brokenGlass.openFor(user.id, now) : [];
  const until = new Map(open.map((glass) => [glass.referralId, glass.until]));
  const sights = fences.map(
    (kept) => [kept.referralId, sightFor(user, kept, now, until.get(kept.referralId))] as const,
  );
  return new Map(sights.filter(([, sight]) => sight.sees !== 'ALL' || sight.because !== undefined));
}

/** What somebody sees of one referral, asked again inside a transaction. */
export async function sightOfReferral(tx: Store, { actor, now }: Context, referralId: ReferralId): Promise<Sight> {
  const user = await tx.users.get(actor.userId);
  return (user && (await limitsOf(tx, user, now)).get(referralId)) ?? { sees: 'ALL' };
}

/** For lists and counts: the referrals that do not exist for somebody. */
export function hiddenFrom({ limits }: Pick<Context['actor'], 'limits'>): readonly ReferralId[] {
  return [...limits].filter(([, { sees }]) => sees === 'NOTHING').map(([id]) => id);
}

/** Who of some people may not hear of a referral. */
export async function shutOutOf(
  store: Store,
  referralId: ReferralId,
  people: readonly User[],
  now: Date,
): Promise<ReadonlySet<UserId>> {
  const kept = await store.fences.get(referralId);
  if (kept === null) return new Set();
  const out = people.filter((user) => sightFor(user, kept, now).sees === 'NOTHING');
  return new Set(out.map(({ id }) => id));
}

/** Of some referrals those of which some people may not hear, by person. */
export async function hiddenAmong(
  store: Store,
  referralIds: readonly ReferralId[],
  userIds: readonly UserId[],
  now: Date,
): Promise<ReadonlyMap<UserId, ReadonlySet<ReferralId>>> {
  const fences = await store.fences.ofReferrals(referralIds);
  if (fences.length === 0) return new Map();
  const hidden = (user: User): ReadonlySet<ReferralId> => {
    const out = fences.filter((kept) => sightFor(user, kept, now).sees === 'NOTHING');
    return new Set(out.map(({ referralId }) => referralId));
  };
  return new Map((await store.users.getMany([...new Set(userIds)])).map((user) => [user.id, hidden(user)]));
}

/** The organisations whose services are not thought of for a referral. */
export async function keptOutOrganisations(store: Store, referralId: ReferralId): Promise<ReadonlySet<OrganisationId>> {
  return new Set((await store.fences.get(referralId))?.organisations);
}

/**
 * Notes that somebody has come in who carries a name that is kept out of a referral, so that a coordinator looks. They
 * are shut out already, and learn nothing of it. Once for each person and referral.
 */
export async function noteNamesakes(
  store: Store,
  { user, now }: { user: User; now: Date },
  limits: Limits,
): Promise<void> {
  for (const [referralId, sight] of limits) {
    if (sight.sees === 'ALL' || sight.because !== 'POSSIBLE_MATCH') continue;
    if (!isUnnoted(user, readFence(await store.fences.get(referralId)))) continue;
    await store.inTransaction((tx) => noteNamesake(tx, user, referralId, now));
  }
}

function isUnnoted({ id, name }: User, { people, matters }: Fence): boolean {
  const namesakes = namesakesOf(name, people).filter(({ who }) => who !== 'OTHER');
  return namesakes.length > 0 && !matters.some(({ userId }) => userId === id);
}

async function noteNamesake(tx: Store, user: User, referralId: ReferralId, now: Date): Promise<void> {
  const kept = await tx.fences.get(referralId);
  const fence = readFence(kept);
  if (kept === null || !isUnnoted(user, fence)) return;
  const matters = [...fence.matters, { userId: user.id, why: 'MATCH' } as const];
  // Whoever was quicker has noted it, or has changed the names: then the next request looks again.
  if (!(await tx.fences.save(kept, { ...fence, matters }))) return;
  const { organisationId, role } = user;
  const actor = { kind: 'PERSON', userId: user.id, organisationId, role } as const;
  await tx.audit.add({ action: 'exclusion.matched', silent: true, referralId, audience: [] }, { actor, now });
  await tx.outbox.add({ name: 'exclusion.tell', data: { referralId }, dueAt: now });
}
