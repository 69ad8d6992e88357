import { requirePermission } from '../access/permission.ts';
import type { Context, FactorReset, Organisation, User } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** A reset that waits for a second person, as the coordinator sees it. */
export interface ResetView {
  readonly user: User;
  readonly organisation: Organisation;
  readonly askedAt: Date;
}

/** What waits in the county for a second person to agree. For the coordinator. */
export async function resetsToConfirm({ store, actor }: Context): Promise<readonly ResetView[]> {
  requirePermission(actor, 'factorReset.read', {}, 'User');
  const resets = (await store.factorResets.toConfirm()).filter(({ askedBy }) => askedBy !== actor.userId);
  const users = new Map((await store.users.getMany(resets.map(({ userId }) => userId))).map((one) => [one.id, one]));
  const ids = resets.map(({ organisationId }) => organisationId);
  const organisations = new Map((await store.organisations.getMany(ids)).map((one) => [one.id, one]));
  return resets.flatMap(({ userId, organisationId, askedAt }) => {
    const [user, organisation] = [users.get(userId), organisations.get(organisationId)];
    return user && organisation && user.id !== actor.userId ? [{ user, organisation, askedAt }] : [];
  });
}

/** What somebody has asked about the viewer's own account, or null. */
export function ownReset({ store, actor }: Context): Promise<FactorReset | null> {
  return store.factorResets.get(actor.userId);
}

/** What waits for the viewer as the owner of an account, and for the coordinator as the second of two. */
export async function accountWork(context: Context): Promise<readonly WorkItemView[]> {
  const own = await ownReset(context);
  const stop =
    own === null ? [] : [workItem('STOP_RESET', { id: own.userId }, { dueAt: own.takesEffectAt ?? own.askedAt })];
  const others = context.actor.role === 'COORDINATOR' ? await resetsToConfirm(context) : [];
  return [...stop, ...others.map(({ user, askedAt }) => workItem('CONFIRM_RESET', user, { dueAt: askedAt }))];
}
