import type { Role } from '@openhaven/domain/access';
import type { UserId } from '@openhaven/domain/ids';
import { reviewedLongAgo, rolesToGive } from '@openhaven/domain/people';
import { requirePermission } from '../access/permission.ts';
import type { Context, CountedPage, FactorReset, Invitation, KeptService, User } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { pageWish } from './page-wish.ts';

/** Somebody of an organisation, whether a password is all they have, and what has been asked about their account. */
export interface PersonView {
  readonly user: User;
  readonly hasSecondFactor: boolean;
  readonly reset: FactorReset | null;
}

/** Everyone of the viewer's organisation, by name. For its administrators. */
export async function peoplePage(
  context: Context,
  page: { first: number; after?: string | null | undefined },
): Promise<CountedPage<PersonView>> {
  requireAdministrator(context);
  const people = await context.store.users.page(context.actor.organisationId, pageWish(page));
  const views = await withFactors(
    context,
    people.edges.map(({ node }) => node),
  );
  const edges = people.edges.flatMap(({ cursor }, index) => {
    const node = views[index];
    return node ? [{ cursor, node }] : [];
  });
  return { ...people, edges };
}

/** @throws NotFoundError for somebody of another organisation, as for nobody */
export async function personById(context: Context, id: UserId): Promise<PersonView> {
  const user = await context.store.users.get(id);
  if (user === null) throw new NotFoundError('User');
  requirePermission(context.actor, 'accounts.manage', { referrerOrganisationId: user.organisationId }, 'User');
  const [view] = await withFactors(context, [user]);
  if (view === undefined) throw new NotFoundError('User');
  return view;
}

/** Invitations of the viewer's organisation that nobody has used yet. */
export function openInvitations(context: Context): Promise<readonly Invitation[]> {
  requireAdministrator(context);
  return context.store.invitations.open(context.actor.organisationId, context.now);
}

/** What an administrator may give. */
export interface PostsToGive {
  readonly roles: readonly Role[];
  readonly services: readonly KeptService[];
  readonly domains: readonly string[];
}

export async function postsToGive(context: Context): Promise<PostsToGive> {
  requireAdministrator(context);
  const { store, actor } = context;
  const organisation = await store.organisations.get(actor.organisationId);
  return {
    roles: rolesToGive(await store.users.rolesIn(actor.organisationId)),
    services: await store.services.ofOrganisation(actor.organisationId),
    domains: organisation?.domains ?? [],
  };
}

/** How many people in the county nobody has vouched for this quarter. For the coordinator: a number and no names. */
export function overdueReviews({ store, actor, now }: Context): Promise<number> {
  requirePermission(actor, 'accounts.countReviews', {}, 'User');
  return store.users.countUnreviewed(reviewedLongAgo(now));
}

function requireAdministrator({ actor }: Context): void {
  requirePermission(actor, 'accounts.manage', { referrerOrganisationId: actor.organisationId }, 'User');
}

async function withFactors({ store }: Context, users: readonly User[]): Promise<readonly PersonView[]> {
  const ids = users.map(({ id }) => id);
  const [kept, passkeys] = [await store.credentials.getMany(ids), await store.passkeys.ofPeople(ids)];
  const strong = new Set([
    ...kept.filter(({ appSecret }) => appSecret !== undefined).map(({ userId }) => userId),
    ...passkeys.map(({ userId }) => userId),
  ]);
  const resets = new Map((await store.factorResets.getMany(ids)).map((one) => [one.userId, one]));
  return users.map((user) => ({ user, hasSecondFactor: strong.has(user.id), reset: resets.get(user.id) ?? null }));
}
