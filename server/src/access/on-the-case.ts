import type { Role } from '@openhaven/domain/access';
import type { Context, KeptHold, User } from '../context.ts';

const REFER: readonly Role[] = ['REFERRER', 'OUT_OF_AREA_REFERRER'];

/** To whom the service may tell where it is: those who refer for the household, and the county's coordinators. By name. */
export async function recipientsOf(
  store: Pick<Context['store'], 'users'>,
  { referrerOrganisationId }: Pick<KeptHold, 'referrerOrganisationId'>,
): Promise<readonly User[]> {
  const referrers = (await store.users.ofOrganisation(referrerOrganisationId)).filter(({ role }) =>
    REFER.includes(role),
  );
  const coordinators = await store.users.withRole('COORDINATOR');
  const people = new Map([...referrers, ...coordinators].map((person) => [person.id, person]));
  return [...people.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
