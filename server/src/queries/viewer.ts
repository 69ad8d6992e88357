import type { Context, KeptService, Organisation, User } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** The person signed in, with the organisation they act for and the services they answer for. */
export interface ViewerView {
  readonly user: User;
  readonly organisation: Organisation;
  readonly services: readonly KeptService[];
}

/** @throws NotFoundError if the account has gone since the session began */
export async function viewerOf({ store, actor }: Context): Promise<ViewerView> {
  const user = await store.users.get(actor.userId);
  const organisation = await store.organisations.get(actor.organisationId);
  if (user === null || organisation === null) throw new NotFoundError('User');
  return { user, organisation, services: await store.services.getMany(actor.serviceIds) };
}
