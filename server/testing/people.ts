import { randomUUID } from 'node:crypto';
import type { Role } from '@openhaven/domain/access';
import type { OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { NO_LIMITS } from '../src/access/exclusions.ts';
import type { Actor } from '../src/context.ts';
import { hashPassword } from '../src/crypto/password.ts';
import type { Store } from '../src/store/store.ts';

export const PASSWORD = 'Correct-Horse-7';

/** A member of staff with an account in the store. */
export interface TestPerson {
  readonly actor: Actor;
  readonly email: string;
}

let hash: Promise<string> | undefined;

/** Adds an organisation; says only what matters. */
export async function anOrganisation(store: Store, name = 'Team', kind?: 'POLICE'): Promise<OrganisationId> {
  const id = randomUUID() as OrganisationId;
  await store.organisations.add({ id, name, ...(kind && { kind }) });
  return id;
}

interface Wanted {
  readonly role: Role;
  /** Left out: an organisation of its own. */
  readonly organisationId?: OrganisationId;
  readonly serviceIds?: readonly ServiceId[];
  readonly name?: string;
}

/** Adds somebody who can sign in with `PASSWORD`. */
export async function aPerson(
  store: Store,
  { role, serviceIds = [], name = 'Sam Example', ...wanted }: Wanted,
): Promise<TestPerson> {
  const userId = randomUUID() as UserId;
  const organisationId = wanted.organisationId ?? (await anOrganisation(store));
  const email = `${userId}@example.org`;
  hash ??= hashPassword(PASSWORD);
  await store.users.add({ id: userId, name, email, organisationId, role, serviceIds }, await hash);
  return { actor: { kind: 'PERSON', userId, organisationId, role, serviceIds, limits: NO_LIMITS }, email };
}
