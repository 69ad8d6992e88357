import { AREAS } from '@openhaven/domain/area-table';
import type { AreaCode } from '@openhaven/domain/area';
import { SUPPORT_NEEDS } from '@openhaven/domain/codes';
import type { Place } from '@openhaven/domain/eligibility';
import type { OrganisationId, PlacementId, ServiceId, SiteId, UnitId } from '@openhaven/domain/ids';
import type { AdmissionPolicy, NeedPolicy, SupportLevel } from '@openhaven/domain/service';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import { UNIT_KINDS } from '@openhaven/domain/unit';
import { type Random, randomOf } from '../replay/random.ts';

/** Noon on a working day. */
export const NOW = new Date('2026-11-26T12:00:00Z');
const HOUR_MS = 3_600_000;
const UNITS_OF_A_SERVICE = 6;

const oneOf = <T>(random: Random, of: readonly T[]): T => of[random.whole(0, of.length - 1)] as T;

function policyOf(random: Random): AdmissionPolicy {
  const limit = oneOf(random, [undefined, 11, 12, 14, 16, 17]);
  const needs = SUPPORT_NEEDS.filter(() => random.chance(0.4)).map(
    ({ code }) => [code, oneOf<NeedPolicy>(random, ['ACCEPT', 'ACCEPT', 'ASSESS', 'CANNOT'])] as const,
  );
  return {
    admits: oneOf(random, ['WOMEN', 'WOMEN', 'WOMEN', 'ANYONE', 'MEN'] as const),
    minimumAge: oneOf(random, [16, 16, 18]),
    ...(limit !== undefined && { boysMaximumAge: limit }),
    takesLocalPeople: oneOf(random, ['YES', 'ASK', 'NO'] as const),
    takesPets: oneOf(random, ['YES', 'ASK', 'NO'] as const),
    supportLevel: oneOf<SupportLevel>(random, ['LOW', 'MEDIUM', 'HIGH']),
    needs: Object.fromEntries(needs),
    admitsOutOfHours: random.chance(0.7),
    referrerMayHold: random.chance(0.6),
    version: 1,
  };
}

/** Places of a nation: services of six units each, a fifth of which are free. The same seed gives the same. */
export function manyPlaces(count: number, seed = 'bench'): readonly Place[] {
  const places: Place[] = [];
  for (let service = 0; places.length < count; service++) {
    const random = randomOf(`${seed}|${service}`);
    const policy = policyOf(random);
    const publishedArea = oneOf(random, AREAS).code as AreaCode;
    const [serviceId, siteId] = [`service-${service}` as ServiceId, `site-${service}` as SiteId];
    for (let unit = 0; unit < UNITS_OF_A_SERVICE && places.length < count; unit++) {
      places.push({
        unit: {
          id: `unit-${String(places.length).padStart(7, '0')}` as UnitId,
          serviceId,
          siteId,
          label: `Room ${unit + 1}`,
          features: {
            kind: oneOf(random, UNIT_KINDS),
            adultBeds: oneOf(random, [1, 1, 1, 2]),
            childBeds: random.whole(0, 4),
            cots: random.whole(0, 2),
            foldOutBeds: random.whole(0, 1),
            sharesHalls: random.chance(0.3),
            stepFree: random.chance(0.3),
            wheelchair: random.chance(0.08),
            adaptedBathroom: random.chance(0.1),
            carerRoom: random.chance(0.08),
            petsWelcome: random.chance(0.3),
          },
          state: random.chance(0.2)
            ? { status: 'AVAILABLE' }
            : { status: 'OCCUPIED', placementId: 'placement' as PlacementId },
          rev: 1,
          lastConfirmedAt: new Date(NOW.getTime() - random.whole(0, 30) * HOUR_MS),
        },
        service: {
          id: serviceId,
          organisationId: `organisation-${service}` as OrganisationId,
          name: `Service ${service}`,
          accommodationType: 'REFUGE',
          policy,
        },
        site: { id: siteId, serviceId, publishedArea, securityCompromised: false },
      });
    }
  }
  return places;
}

/** Households that look for a place, as different as they come. */
export function manyStories(count: number, seed = 'bench'): readonly Story[] {
  return Array.from({ length: count }, (_, at) => {
    const random = randomOf(`${seed}|story|${at}`);
    const children = Array.from({ length: random.whole(0, 3) }, () => ({
      role: 'CHILD' as const,
      sex: oneOf(random, ['FEMALE', 'MALE'] as const),
      transgender: 'NO' as const,
      ageYears: random.whole(0, 17),
    }));
    const yesNo = (share: number) => (random.chance(share) ? ('YES' as const) : ('NO' as const));
    return {
      ...EMPTY_STORY,
      household: {
        members: [
          {
            role: 'APPLICANT' as const,
            sex: random.chance(0.93) ? ('FEMALE' as const) : ('MALE' as const),
            transgender: 'NO' as const,
            ageYears: random.whole(18, 60),
          },
          ...children,
        ],
        pregnant: yesNo(0.1),
        pets: random.chance(0.1) ? (['DOG'] as const) : [],
      },
      unsafeAreas: [
        {
          kind: 'DISTRICT' as const,
          areaCode: oneOf(random, AREAS).code as AreaCode,
          whose: 'PERPETRATOR_HOME' as const,
          hard: true,
        },
      ],
      homeArea: oneOf(random, AREAS).code as AreaCode,
      tonight: 'NOWHERE' as const,
      access: { stepFree: yesNo(0.1), wheelchair: yesNo(0.03), adaptedBathroom: yesNo(0.05), carerRoom: yesNo(0.03) },
      noRecourseToPublicFunds: yesNo(0.1),
      needs: SUPPORT_NEEDS.filter(() => random.chance(0.08)).map(({ code }) => ({
        need: code,
        severity: oneOf(random, ['LOW', 'MEDIUM', 'HIGH'] as const),
      })),
      history: { arson: 'NO' as const, violence: 'NO' as const, sexualOffence: 'NO' as const },
      consentToShare: 'YES' as const,
    };
  });
}
