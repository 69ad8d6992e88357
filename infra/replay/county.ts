import type { ServiceId, UserId } from '@openhaven/domain/ids';
import type { Actor, Store } from '@openhaven/server/context';
import { demoId } from '../../server/scripts/demo/demo-id.ts';
import { fill } from '../../server/scripts/demo/fill.ts';
import { organisationId } from '../../server/scripts/demo/organisations.ts';
import { DEMO_PEOPLE, type DemoPerson } from '../../server/scripts/demo/people.ts';
import { DEMO_SERVICES, type DemoService } from '../../server/scripts/demo/services.ts';
import { OUTSIDE } from './demand.ts';

/** The people of the demonstration who act in the replay, and the services they answer for. */
export interface County {
  /** Who refers for a district, or for an agency outside. */
  readonly referrerOf: (from: string) => Actor;
  /** Who searches and asks: the referrer, or the coordinator for agencies outside, who may not look in. */
  readonly askerOf: (from: string) => Actor;
  readonly coordinator: Actor;
  readonly managerOf: (serviceId: ServiceId) => Actor;
  readonly serviceIds: readonly ServiceId[];
}

const idOf = (key: string): ServiceId => demoId<ServiceId>('service', key);

const SERVICES: ReadonlyMap<ServiceId, DemoService> = new Map(DEMO_SERVICES.map((one) => [idOf(one.key), one]));

/** A service of the demonstration by its id. */
export function serviceOf(id: ServiceId): DemoService {
  return found(SERVICES.get(id), `service ${id}`);
}

function actorOf({ email, role, organisation, services }: DemoPerson): Actor {
  const userId = demoId<UserId>('user', email);
  return {
    kind: 'PERSON',
    userId,
    organisationId: organisationId(organisation),
    role,
    serviceIds: services.map(idOf),
    limits: new Map(),
  };
}

function found<T>(one: T | undefined, what: string): T {
  if (one === undefined) throw new Error(`the demonstration has no ${what}`);
  return one;
}

/** Fills an empty store with the demonstration. Nobody signs in: there are no passwords. */
export async function fillCounty(store: Store, now: Date): Promise<County> {
  await store.inTransaction((tx) => fill(tx, { now, passwordHash: 'nobody signs in' }));
  const byRole = (role: string, organisation: string): Actor =>
    actorOf(
      found(
        DEMO_PEOPLE.find((one) => one.role === role && one.organisation === organisation),
        `${role} of ${organisation}`,
      ),
    );
  const coordinator = byRole('COORDINATOR', 'county');
  const referrers = new Map<string, Actor>([[OUTSIDE, byRole('OUT_OF_AREA_REFERRER', 'dudley')]]);
  const referrerOf = (from: string): Actor => {
    const known = referrers.get(from) ?? byRole('REFERRER', from);
    referrers.set(from, known);
    return known;
  };
  const managers = new Map<ServiceId, Actor>();
  for (const person of DEMO_PEOPLE.filter(({ role }) => role === 'REFUGE_MANAGER')) {
    for (const key of person.services) managers.set(idOf(key), actorOf(person));
  }
  return {
    referrerOf,
    askerOf: (from) => (from === OUTSIDE ? coordinator : referrerOf(from)),
    coordinator,
    managerOf: (id) => found(managers.get(id), `manager of ${id}`),
    serviceIds: [...SERVICES.keys()],
  };
}
