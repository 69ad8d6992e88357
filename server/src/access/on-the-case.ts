import type { Role } from '@openhaven/domain/access';
import type { KeptHold, Store, User } from '../context.ts';
import { shutOutOf } from './exclusions.ts';

const REFER: readonly Role[] = ['REFERRER', 'OUT_OF_AREA_REFERRER'];

/**
 * To whom the service may tell where it is: those who refer for the household, and the county's coordinators. By name,
 * without those who must not know of the referral.
 */
export async function recipientsOf(
  store: Store,
  { referrerOrganisationId, referralId }: Pick<KeptHold, 'referrerOrganisationId' | 'referralId'>,
  now: Date,
): Promise<readonly User[]> {
  const referrers = (await store.users.ofOrganisation(referrerOrganisationId)).filter(({ role }) =>
    REFER.includes(role),
  );
  const coordinators = await store.users.withRole('COORDINATOR');
  const people = new Map([...referrers, ...coordinators].map((person) => [person.id, person]));
  const out = await shutOutOf(store, referralId, [...people.values()], now);
  const rest = [...people.values()].filter(({ id }) => !out.has(id));
  return rest.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
