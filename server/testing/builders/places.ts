import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@openhaven/domain/area';
import type { AccommodationType } from '@openhaven/domain/codes';
import type { OrganisationId, ServiceId, SiteId, UnitId } from '@openhaven/domain/ids';
import type { AdmissionPolicy } from '@openhaven/domain/service';
import type { UnitFeatures } from '@openhaven/domain/unit';
import type { Store } from '../../src/context.ts';
import { HIDDEN } from '../hidden.ts';
import { type TestPerson, aPerson, anOrganisation } from '../people.ts';

/** Takes everybody, so that a test says what a service does not take. */
export const OPEN_POLICY: AdmissionPolicy = {
  admits: 'WOMEN',
  minimumAge: 16,
  takesLocalPeople: 'YES',
  takesPets: 'YES',
  supportLevel: 'HIGH',
  needs: {},
  admitsOutOfHours: true,
  referrerMayHold: true,
  version: 1,
};

/** A room for a mother and two children. */
export const ROOM: UnitFeatures = {
  kind: 'ROOM_IN_SHARED_HOUSE',
  adultBeds: 1,
  childBeds: 2,
  cots: 1,
  foldOutBeds: 0,
  sharesHalls: true,
  stepFree: false,
  wheelchair: false,
  adaptedBathroom: false,
  carerRoom: false,
  petsWelcome: true,
};

export const FLAT: UnitFeatures = { ...ROOM, kind: 'SELF_CONTAINED_FLAT', sharesHalls: false };

export interface RefugeWish {
  readonly name?: string;
  readonly area?: string;
  readonly type?: AccommodationType;
  readonly policy?: Partial<AdmissionPolicy>;
  readonly features?: Partial<UnitFeatures>;
  readonly units?: number;
  /** Whether each unit stands beside the next, so that a large family may have two. */
  readonly adjoining?: boolean;
  readonly confirmedAt: Date;
}

/** A service with its units and the people who answer for it. */
export interface TestRefuge {
  readonly serviceId: ServiceId;
  readonly siteId: SiteId;
  readonly organisationId: OrganisationId;
  readonly unitIds: readonly UnitId[];
  /** The first of its units. */
  readonly unitId: UnitId;
  readonly manager: TestPerson;
  readonly worker: TestPerson;
}

/** Adds a refuge in Wyre Forest with one free room, unless something else is said. */
export async function aRefuge(store: Store, wish: RefugeWish): Promise<TestRefuge> {
  const { name = 'Rose House', area = 'E07000239', type = 'REFUGE', units = 1 } = wish;
  const organisationId = await anOrganisation(store, `${name} Trust`);
  const serviceId = randomUUID() as ServiceId;
  const siteId = randomUUID() as SiteId;
  const publishedArea = area as AreaCode;
  const policy = { ...OPEN_POLICY, ...wish.policy };
  await store.services.put({
    id: serviceId,
    organisationId,
    name,
    accommodationType: type,
    publishedArea,
    policy,
    rev: 1,
  });
  const address = { lines: [HIDDEN.address], postcode: HIDDEN.postcode };
  await store.sites.put({ id: siteId, serviceId, publishedArea, securityCompromised: false }, address);
  const unitIds = Array.from({ length: units }, () => randomUUID() as UnitId);
  for (const [index, id] of unitIds.entries()) {
    const next = wish.adjoining ? unitIds[index + 1] : undefined;
    await store.units.add({
      id,
      serviceId,
      siteId,
      organisationId,
      publishedArea,
      label: `Room ${index + 1}`,
      features: { ...ROOM, ...wish.features },
      ...(next && { adjoins: next }),
      state: { status: 'AVAILABLE' },
      rev: 1,
      lastConfirmedAt: wish.confirmedAt,
    });
  }
  const staff = { organisationId, serviceIds: [serviceId] };
  const manager = await aPerson(store, { role: 'REFUGE_MANAGER', ...staff });
  const worker = await aPerson(store, { role: 'REFUGE_WORKER', ...staff });
  return { serviceId, siteId, organisationId, unitIds, unitId: first(unitIds), manager, worker };
}

function first<T>([value]: readonly T[]): T {
  if (value === undefined) throw new RangeError('a refuge has at least one unit');
  return value;
}

/** Changes what a refuge takes, as its manager would. */
export async function setPolicy(
  store: Store,
  { serviceId }: TestRefuge,
  policy: Partial<AdmissionPolicy>,
): Promise<void> {
  const service = await store.services.get(serviceId);
  if (service === null) throw new RangeError('no such service');
  await store.services.savePolicy({ ...service, policy: { ...service.policy, ...policy } });
}
