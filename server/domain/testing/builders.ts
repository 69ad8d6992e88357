import type { AreaCode, UnsafeArea } from '../src/area.ts';
import type { CivilDate } from '../src/calendar.ts';
import type { Place } from '../src/eligibility.ts';
import type { Hold } from '../src/hold.ts';
import type { Household, Member } from '../src/household.ts';
import type {
  HoldId,
  OrganisationId,
  PlacementId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  SiteId,
  UnitId,
  UserId,
} from '../src/ids.ts';
import type { PlacementRequest } from '../src/placement-request.ts';
import type { Referral } from '../src/referral.ts';
import type { AdmissionPolicy, Service, Site } from '../src/service.ts';
import type { Story } from '../src/story.ts';
import type { Unit, UnitFeatures, UnitHold, UnitState } from '../src/unit.ts';

/** Builders that say only what matters to a test. Everything else is an ordinary, fitting case. */

/** A Tuesday at ten in the morning, British summer time not yet begun. */
export const NOW = new Date('2027-03-16T10:00:00Z');
export const TODAY = '2027-03-16' as CivilDate;

const HOUR = 3_600_000;

export function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR);
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

export const day = (text: string): CivilDate => text as CivilDate;
export const area = (code: string): AreaCode => code as AreaCode;

export const WYRE_FOREST = area('E07000239');
export const REDDITCH = area('E07000236');
export const WORCESTER = area('E07000237');
export const WORCESTERSHIRE = area('E10000034');
export const BIRMINGHAM = area('E08000025');

export const holdId = 'hold-1' as HoldId;
export const otherHoldId = 'hold-2' as HoldId;
export const requestId = 'request-1' as PlacementRequestId;
export const referralId = 'referral-1' as ReferralId;
export const placementId = 'placement-1' as PlacementId;
export const unitId = 'unit-1' as UnitId;

export function aMember(facts: Partial<Member> = {}): Member {
  return { role: 'CHILD', sex: 'FEMALE', transgender: 'NOT_KNOWN', ...facts };
}

export interface HouseholdFacts extends Partial<Omit<Household, 'members'>> {
  readonly applicant?: Partial<Member>;
  readonly sons?: readonly number[];
  readonly daughters?: readonly number[];
  readonly others?: readonly Member[];
}

/** A mother of 32, with sons and daughters of the ages given. */
export function aHousehold(facts: HouseholdFacts = {}): Household {
  const { applicant, sons = [], daughters = [], others = [], ...rest } = facts;
  return {
    members: [
      aMember({ role: 'APPLICANT', ageYears: 32, ...applicant }),
      ...sons.map((ageYears) => aMember({ sex: 'MALE', ageYears })),
      ...daughters.map((ageYears) => aMember({ sex: 'FEMALE', ageYears })),
      ...others,
    ],
    pregnant: 'NO',
    pets: [],
    ...rest,
  };
}

/** A story with every question asked and nothing that stands in the way: from Birmingham, no unsafe areas. */
export function aStory(facts: Partial<Story> = {}): Story {
  return {
    household: aHousehold(),
    unsafeAreas: [],
    homeArea: BIRMINGHAM,
    tonight: 'FRIENDS_OR_FAMILY',
    access: { stepFree: 'NO', wheelchair: 'NO', adaptedBathroom: 'NO', carerRoom: 'NO' },
    noRecourseToPublicFunds: 'NO',
    needs: [],
    history: { arson: 'NO', violence: 'NO', sexualOffence: 'NO' },
    consentToShare: 'YES',
    ...facts,
  };
}

export function unsafe(areaCode: AreaCode, facts: Partial<Pick<UnsafeArea, 'whose' | 'hard'>> = {}): UnsafeArea {
  const kind = areaCode.startsWith('E10') ? 'COUNTY' : 'DISTRICT';
  return { kind, areaCode, whose: 'PERPETRATOR_HOME', hard: true, ...facts };
}

export function aUnitHold(facts: Partial<UnitHold> = {}): UnitHold {
  return { holdId, requestId, referralId, expiresAt: hoursAfter(NOW, 2), ...facts };
}

export function someFeatures(facts: Partial<UnitFeatures> = {}): UnitFeatures {
  return {
    kind: 'ROOM_IN_SHARED_HOUSE',
    adultBeds: 1,
    childBeds: 2,
    cots: 1,
    foldOutBeds: 0,
    sharesHalls: false,
    stepFree: false,
    wheelchair: false,
    adaptedBathroom: false,
    carerRoom: false,
    petsWelcome: false,
    ...facts,
  };
}

/** A free room in a shared house, confirmed an hour ago. */
export function aUnit(facts: Partial<Omit<Unit, 'features'>> & { features?: Partial<UnitFeatures> } = {}): Unit {
  const { features, ...rest } = facts;
  return {
    id: unitId,
    serviceId: 'service-1' as ServiceId,
    siteId: 'site-1' as SiteId,
    label: 'Room 4',
    state: { status: 'AVAILABLE' },
    rev: 1,
    lastConfirmedAt: hoursAfter(NOW, -1),
    ...rest,
    features: someFeatures(features),
  };
}

export function aUnitThatIs(state: UnitState): Unit {
  return aUnit({ state });
}

/** A women's refuge with high support that takes nobody from its own district and lets referrers hold. */
export function aPolicy(facts: Partial<AdmissionPolicy> = {}): AdmissionPolicy {
  return {
    admits: 'WOMEN',
    minimumAge: 18,
    takesLocalPeople: 'NO',
    takesPets: 'ASK',
    supportLevel: 'HIGH',
    needs: {},
    admitsOutOfHours: true,
    referrerMayHold: true,
    version: 1,
    ...facts,
  };
}

export interface PlaceFacts {
  readonly unit?: Parameters<typeof aUnit>[0];
  readonly features?: Partial<UnitFeatures>;
  readonly policy?: Partial<AdmissionPolicy>;
  readonly service?: Partial<Omit<Service, 'policy'>>;
  readonly site?: Partial<Site>;
  readonly clash?: true;
}

/** A place in Wyre Forest. `name` makes it a place of its own: another unit of another service. */
export function aPlace(facts: PlaceFacts = {}, name = '1'): Place {
  const serviceId = `service-${name}` as ServiceId;
  const siteId = `site-${name}` as SiteId;
  return {
    unit: aUnit({ id: `unit-${name}` as UnitId, serviceId, siteId, ...facts.unit, features: facts.features ?? {} }),
    service: {
      id: serviceId,
      organisationId: 'organisation-1' as OrganisationId,
      name: `Service ${name}`,
      accommodationType: 'REFUGE',
      ...facts.service,
      policy: aPolicy(facts.policy),
    },
    site: { id: siteId, serviceId, publishedArea: WYRE_FOREST, securityCompromised: false, ...facts.site },
    ...(facts.clash && { clash: facts.clash }),
  };
}

/** An offer that the survivor has two hours to answer. */
export function aHold(facts: Partial<Hold> = {}): Hold {
  return {
    id: holdId,
    requestId,
    referralId,
    unitId,
    status: 'HELD',
    offered: true,
    frozen: false,
    placedAt: NOW,
    expiresAt: hoursAfter(NOW, 2),
    timesExtended: 0,
    rev: 1,
    ...facts,
  };
}

/** A request for tonight, just sent. */
export function aRequest(facts: Partial<PlacementRequest> = {}): PlacementRequest {
  return {
    id: requestId,
    referralId,
    serviceId: 'service-1' as ServiceId,
    status: 'SENT',
    sentAt: NOW,
    acknowledgeBy: minutesAfter(NOW, 15),
    decideBy: minutesAfter(NOW, 60),
    rev: 1,
    ...facts,
  };
}

export function aReferral(facts: Partial<Referral> = {}): Referral {
  return {
    id: referralId,
    reference: 'WOR-7K2M',
    referrerOrganisationId: 'organisation-2' as OrganisationId,
    createdBy: 'user-1' as UserId,
    source: 'LOCAL_HOUSING_AUTHORITY',
    priority: 'P1_TONIGHT',
    status: 'SEEKING',
    tonight: 'NOT_KNOWN',
    rev: 1,
    ...facts,
  };
}
