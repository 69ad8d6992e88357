import type { LooksOfOne } from '@openhaven/domain/look-digest';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, LookDigest } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** The last week's looks of the viewer's own organisation, with names. */
export interface LookDigestView extends Omit<LookDigest, 'people'> {
  readonly people: readonly (LooksOfOne & { readonly name: string })[];
}

/** Null before there is one. No case is named, and nobody of another organisation. */
export async function lookDigest({ store, actor }: Context): Promise<LookDigestView | null> {
  const own = { referrerOrganisationId: actor.organisationId };
  requirePermission(actor, 'looks.digest', own, 'LookDigest');
  const digest = await store.lookDigests.latestOf(actor.organisationId);
  if (digest === null) return null;
  const users = await store.users.getMany(digest.people.map(({ userId }) => userId));
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return { ...digest, people: digest.people.map((one) => ({ ...one, name: names.get(one.userId) ?? '' })) };
}

/** Until somebody has gone through it. */
export async function digestToRead({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  if (!isPermitted(actor, 'looks.digest', { referrerOrganisationId: actor.organisationId })) return [];
  const digest = await store.lookDigests.latestOf(actor.organisationId);
  return digest !== null && digest.readBy === null ? [workItem('READ_LOOKS', digest, {})] : [];
}
