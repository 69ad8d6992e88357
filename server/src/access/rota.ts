import type { Role } from '@openhaven/domain/access';
import type { ServiceId, UserId } from '@openhaven/domain/ids';
import { onCallAt } from '@openhaven/domain/rota';
import type { KeptRota, Store, User } from '../context.ts';

const ON_ROTAS: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'];

/** A rota, and those who may be on it now: who answers for the service and has not left. */
export interface StaffedRota {
  readonly rota: KeptRota;
  readonly staff: readonly User[];
}

/** The rotas of some services that have ever kept one, each with its people. */
export async function staffedRotas(
  store: Store,
  serviceIds: readonly ServiceId[],
): Promise<ReadonlyMap<ServiceId, StaffedRota>> {
  const rotas = await store.rotas.getMany(serviceIds);
  if (rotas.length === 0) return new Map();
  const people = await store.users.ofServices(rotas.map(({ serviceId }) => serviceId));
  return new Map(
    rotas.map((rota) => [rota.serviceId, { rota, staff: people.filter((one) => mayBeOn(one, rota.serviceId)) }]),
  );
}

const mayBeOn = ({ role, serviceIds }: User, serviceId: ServiceId): boolean =>
  ON_ROTAS.includes(role) && serviceIds.includes(serviceId);

/** Everybody who may be put on the rota of a service. */
export async function staffOf(store: Store, serviceId: ServiceId): Promise<readonly User[]> {
  return (await store.users.ofServices([serviceId])).filter((one) => mayBeOn(one, serviceId));
}

export const idsOf = (people: readonly User[]): ReadonlySet<UserId> => new Set(people.map(({ id }) => id));

/** Who is on call now; nobody where no rota is kept, or where only people are on call who have left. */
export function peopleOnCall({ rota, staff }: StaffedRota, now: Date): readonly User[] {
  const ids = onCallAt(rota, now);
  return staff.filter(({ id }) => ids.includes(id));
}
