import type { AreaCode } from './area.ts';
import type { AccommodationType, SupportNeed } from './codes.ts';
import type { OrganisationId, ServiceId, SiteId } from './ids.ts';

/** How a service meets one need: takes it, looks at each household, or cannot. */
export const NEED_POLICIES = ['ACCEPT', 'ASSESS', 'CANNOT'] as const;
export type NeedPolicy = (typeof NEED_POLICIES)[number];

export const SUPPORT_LEVELS = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type SupportLevel = (typeof SUPPORT_LEVELS)[number];

/** What a service admits. It is data that the provider edits; a missing entry means "ask". */
export interface AdmissionPolicy {
  /** Whom a shared house admits. A self-contained place open to anyone says ANYONE. */
  readonly admits: 'WOMEN' | 'MEN' | 'ANYONE';
  readonly minimumAge: number;
  /** Oldest son, in years, that a shared house takes. Left out: no limit. Self-contained units ignore it. */
  readonly boysMaximumAge?: number;
  /** Whether people from the service's own district are taken; many refuges must refuse them for safety. */
  readonly takesLocalPeople: 'YES' | 'ASK' | 'NO';
  readonly takesPets: 'YES' | 'ASK' | 'NO';
  readonly supportLevel: SupportLevel;
  readonly needs: Readonly<Partial<Record<SupportNeed, NeedPolicy>>>;
  /** Whether arrivals are possible at night, at weekends and on bank holidays. */
  readonly admitsOutOfHours: boolean;
  /** Whether a referrer may keep a fitting space free while the service decides. */
  readonly referrerMayHold: boolean;
  /** Counts every edit, so that a decision can be explained by the policy of its day. */
  readonly version: number;
}

/** A refuge, dispersed scheme or other safe accommodation, as it may be shown: never with a location finer than its published area. */
export interface Service {
  readonly id: ServiceId;
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly accommodationType: AccommodationType;
  readonly policy: AdmissionPolicy;
}

/** Where a unit stands, as far as anybody but its own staff may know: an area, never an address. */
export interface Site {
  readonly id: SiteId;
  readonly serviceId: ServiceId;
  /** The district, or the county where a district would give the place away. */
  readonly publishedArea: AreaCode;
  /** Set when the address is known to somebody dangerous; nobody is admitted until it is lifted. */
  readonly securityCompromised: boolean;
}

/** How the service meets a need, or undefined where it has not said: then somebody has to ask. */
export function needPolicy(service: Service, need: SupportNeed): NeedPolicy | undefined {
  return service.policy.needs[need];
}

/**
 * Whether stays there count as relevant accommodation. Interim stays are followed but never counted.
 *
 * Source: SI 2021/991 regulation 2, in force 1 October 2021.
 */
export function isRelevantAccommodation(service: Service): boolean {
  return service.accommodationType !== 'NON_RELEVANT_INTERIM';
}
