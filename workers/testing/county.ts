import { randomUUID } from 'node:crypto';
import type { AreaCode } from '@openhaven/domain/area';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { Decision } from '@openhaven/domain/decision';
import type {
  HoldId,
  OrganisationId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  SiteId,
  UnitId,
} from '@openhaven/domain/ids';
import type { StoryInput } from '@openhaven/domain/story';
import { makeOffer } from '@openhaven/server/commands/make-offer';
import { saveDraft } from '@openhaven/server/commands/save-draft';
import { sendRequests } from '@openhaven/server/commands/send-requests';
import { submitReferral } from '@openhaven/server/commands/submit-referral';
import type { Context, Store } from '@openhaven/server/context';
import { type TestPerson, aPerson, anOrganisation } from '@openhaven/server/testing/people';

/** A refuge with people who answer for it and rooms that are free. */
export interface TestRefuge {
  readonly serviceId: ServiceId;
  readonly manager: TestPerson;
  readonly worker: TestPerson;
  readonly unitIds: readonly [UnitId, UnitId];
}

/** A county at an instant: an officer, a coordinator, a commissioner, and refuges. */
export interface TestCounty {
  readonly officer: TestPerson;
  readonly coordinator: TestPerson;
  readonly commissioner: TestPerson;
  readonly refuges: readonly TestRefuge[];
}

const DISTRICTS = ['E07000239', 'E07000236', 'E07000235', 'E07000238', 'E06000019', 'E07000221', 'E07000083'] as const;

export interface CountyWish {
  readonly store: Store;
  readonly now: Date;
  readonly refuges: number;
}

export async function aCounty({ store, now, refuges }: CountyWish): Promise<TestCounty> {
  const county = await anOrganisation(store, 'County');
  const made: TestRefuge[] = [];
  for (let index = 0; index < refuges; index += 1) {
    made.push(await aRefuge(store, { now, area: DISTRICTS[index % DISTRICTS.length] ?? DISTRICTS[0] }));
  }
  return {
    officer: await aPerson(store, { role: 'REFERRER' }),
    coordinator: await aPerson(store, { role: 'COORDINATOR', organisationId: county }),
    commissioner: await aPerson(store, { role: 'COMMISSIONER', organisationId: county }),
    refuges: made,
  };
}

const POLICY = {
  admits: 'WOMEN',
  minimumAge: 16,
  boysMaximumAge: 14,
  takesLocalPeople: 'YES',
  takesPets: 'YES',
  supportLevel: 'HIGH',
  needs: {},
  admitsOutOfHours: true,
  referrerMayHold: true,
  version: 1,
} as const;

const FEATURES = {
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
  petsWelcome: false,
} as const;

async function aRefuge(store: Store, { now, area }: { now: Date; area: string }): Promise<TestRefuge> {
  const organisationId = await anOrganisation(store, 'Refuge');
  const [serviceId, siteId] = [randomUUID() as ServiceId, randomUUID() as SiteId];
  const publishedArea = area as AreaCode;
  const [name, accommodationType] = ['Refuge', 'REFUGE'] as const;
  await store.services.put({
    id: serviceId,
    organisationId,
    publishedArea,
    name,
    accommodationType,
    policy: POLICY,
    rev: 1,
  });
  const address = { lines: ['1 Canary Street'], postcode: 'CN1 1RY' };
  await store.sites.put({ id: siteId, serviceId, publishedArea, securityCompromised: false }, address);
  const facts = { serviceId, siteId, organisationId, publishedArea, now };
  const unitIds = [
    await aRoomOf(store, { ...facts, label: 'Room 1' }),
    await aRoomOf(store, { ...facts, label: 'Room 2' }),
  ] as const;
  const serviceIds = [serviceId];
  const manager = await aPerson(store, { role: 'REFUGE_MANAGER', organisationId, serviceIds });
  const worker = await aPerson(store, { role: 'REFUGE_WORKER', organisationId, serviceIds });
  return { serviceId, manager, worker, unitIds };
}

interface RoomFacts {
  readonly serviceId: ServiceId;
  readonly siteId: SiteId;
  readonly organisationId: OrganisationId;
  readonly publishedArea: AreaCode;
  readonly label: string;
  readonly now: Date;
}

async function aRoomOf(store: Store, { now, ...facts }: RoomFacts): Promise<UnitId> {
  const id = randomUUID() as UnitId;
  const state = { status: 'AVAILABLE' } as const;
  await store.units.add({ id, ...facts, features: FEATURES, state, rev: 1, lastConfirmedAt: now });
  return id;
}

/** What somebody does at an instant. */
export function as({ actor }: TestPerson, { store, now }: { store: Store; now: () => Date }): Context {
  return { actor, store, now: now() };
}

/** A new key for each act. */
export const key = (): string => randomUUID();

/** What was decided, if it was allowed. @throws Error naming the refusal */
export async function allowed<T>(deciding: Promise<Decision<T>>): Promise<T> {
  const decision = await deciding;
  if (!decision.allowed) throw new Error(`refused: ${decision.reason} ${decision.field ?? ''}`);
  return decision.value;
}

/** A woman alone who may go anywhere. */
export const A_STORY: StoryInput = {
  members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 31 }],
  childrenCount: 0,
  pregnant: 'NO',
  pets: [],
  safeContact: { channels: [{ kind: 'THROUGH_REFERRER', safe: true }], ifNoContact: 'NOT_ASKED' },
  unsafeAreas: [],
  homeAreaCode: 'E07000237',
  tonight: 'NOWHERE',
  stepFree: 'NO',
  wheelchair: 'NO',
  adaptedBathroom: 'NO',
  carerRoom: 'NO',
  noRecourseToPublicFunds: 'NO',
  needs: [],
  arson: 'NO',
  violence: 'NO',
  sexualOffence: 'NO',
  consentToShare: 'YES',
};

export interface ReferralWish {
  readonly priority?: PriorityCode;
  readonly story?: StoryInput;
}

/** A referral that has been sent. */
export async function aReferral(
  context: Context,
  { priority = 'P1_TONIGHT', story = A_STORY }: ReferralWish = {},
): Promise<ReferralId> {
  const source = 'LOCAL_HOUSING_AUTHORITY';
  const { referralId } = await allowed(saveDraft(context, { idempotencyKey: key(), priority, source, story }));
  await allowed(submitReferral(context, { idempotencyKey: key(), referralId }));
  return referralId;
}

/** Asks refuges, and gives the requests in their order. */
export async function ask(
  context: Context,
  referralId: ReferralId,
  refuges: readonly TestRefuge[],
): Promise<readonly PlacementRequestId[]> {
  const serviceIds = refuges.map(({ serviceId }) => serviceId);
  return (await allowed(sendRequests(context, { idempotencyKey: key(), referralId, serviceIds }))).requestIds;
}

/** The refuge says yes with a room of its own. */
export async function offer(context: Context, requestId: PlacementRequestId, unitId: UnitId): Promise<HoldId> {
  return (await allowed(makeOffer(context, { idempotencyKey: key(), requestId, unitId }))).holdId;
}
