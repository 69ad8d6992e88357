import fc from 'fast-check';
import { AREAS } from '../src/area-table.ts';
import type { UnsafeArea } from '../src/area.ts';
import { type CivilDate, startOfDay } from '../src/calendar.ts';
import { SUPPORT_NEEDS } from '../src/codes.ts';
import type { Place } from '../src/eligibility.ts';
import { PLACES } from '../src/gazetteer.ts';
import { KNOWN_ANSWERS, type Member, PET_KINDS, SEXES } from '../src/household.ts';
import { NEED_POLICIES, SUPPORT_LEVELS } from '../src/service.ts';
import { SEVERITIES, type Story, TONIGHT_PLANS } from '../src/story.ts';
import { UNIT_KINDS, type UnitState } from '../src/unit.ts';
import { NOW, WORCESTERSHIRE, aPlace, aStory, aUnitHold, area, day, hoursAfter, placementId } from './builders.ts';

/** Households, places and instants of every kind, with what the rules turn on thick on the ground. */

/** Sons born on these days reach an age at a local midnight that is one of `anyInstant`. */
const BIRTHDAYS: readonly CivilDate[] = ['2010-07-05', '2012-02-29', '2014-03-28', '2025-07-05'].map(day);
const MIDNIGHTS = ['2027-07-05', '2027-03-01', '2027-03-28', '2027-03-16'].map((date) => startOfDay(day(date)));
const CONFIRMED = [hoursAfter(NOW, -1), hoursAfter(NOW, -13), hoursAfter(NOW, -30), ...MIDNIGHTS];

/** Instants at which something changes, and a millisecond to either side. */
export const anyInstant: fc.Arbitrary<Date> = fc
  .tuple(
    fc.constantFrom(
      NOW,
      hoursAfter(NOW, 2),
      hoursAfter(NOW, 11),
      hoursAfter(NOW, 23),
      hoursAfter(NOW, 14),
      ...MIDNIGHTS,
    ),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([instant, milliseconds]) => new Date(instant.getTime() + milliseconds));

const known = fc.constantFrom(...KNOWN_ANSWERS);
const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const anyMember = (role: fc.Arbitrary<Member['role']>, ages: fc.Arbitrary<number>): fc.Arbitrary<Member> =>
  fc
    .record({
      role,
      sex: fc.constantFrom(...SEXES),
      transgender: fc.oneof({ weight: 4, arbitrary: fc.constant('NO' as const) }, known),
      ageYears: sometimes(ages),
      dateOfBirth: fc.option(fc.constantFrom(...BIRTHDAYS), { nil: undefined, freq: 2 }),
    })
    .map(({ ageYears, dateOfBirth, ...member }) => ({
      ...member,
      ...(ageYears !== undefined && { ageYears }),
      ...(dateOfBirth !== undefined && member.role === 'CHILD' && { dateOfBirth }),
    }));

const anyMembers: fc.Arbitrary<readonly Member[]> = fc
  .tuple(
    anyMember(fc.constant('APPLICANT'), fc.integer({ min: 16, max: 80 })),
    fc.array(anyMember(fc.constant('CHILD'), fc.integer({ min: 0, max: 18 })), { maxLength: 5 }),
    fc.array(anyMember(fc.constantFrom('ADULT_DEPENDANT', 'CARER'), fc.integer({ min: 18, max: 90 })), {
      maxLength: 1,
    }),
  )
  .map(([applicant, children, adults]) => [applicant, ...children, ...adults]);

const anyArea = fc.constantFrom(...AREAS.slice(0, 12).map((one) => area(one.code)), WORCESTERSHIRE);

export const anyUnsafeArea: fc.Arbitrary<UnsafeArea> = fc.oneof(
  anyArea.map((areaCode): UnsafeArea => ({ kind: 'DISTRICT', areaCode, whose: 'PERPETRATOR_WORK', hard: true })),
  fc
    .tuple(fc.constantFrom(...PLACES.slice(0, 20)), fc.integer({ min: 1, max: 60 }), fc.boolean())
    .map(
      ([{ name }, radiusKm, hard]): UnsafeArea => ({ kind: 'PLACE', placeName: name, radiusKm, whose: 'GANG', hard }),
    ),
);

export const anyNeed = fc.record({
  need: fc.constantFrom(...SUPPORT_NEEDS.map((need) => need.code)),
  severity: fc.constantFrom(...SEVERITIES),
});

export const anyStory: fc.Arbitrary<Story> = fc
  .record({
    members: anyMembers,
    pregnant: known,
    pets: fc.array(fc.constantFrom(...PET_KINDS), { maxLength: 1 }),
    unsafeAreas: sometimes(fc.array(anyUnsafeArea, { maxLength: 2 })),
    homeArea: sometimes(anyArea),
    tonight: fc.constantFrom(...TONIGHT_PLANS),
    access: fc.record({ stepFree: known, wheelchair: known, adaptedBathroom: known, carerRoom: known }),
    noRecourseToPublicFunds: known,
    needs: fc.array(anyNeed, { maxLength: 2 }),
    history: fc.record({ arson: known, violence: known, sexualOffence: known }),
  })
  .map(({ members, pregnant, pets, unsafeAreas, homeArea, ...rest }) => {
    const { unsafeAreas: _none, homeArea: _birmingham, ...plain } = aStory(rest);
    return {
      ...plain,
      household: { members, pregnant, pets },
      ...(unsafeAreas !== undefined && { unsafeAreas }),
      ...(homeArea !== undefined && { homeArea }),
    };
  });

const anyState: fc.Arbitrary<UnitState> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<UnitState>({ status: 'AVAILABLE' }) },
  fc
    .tuple(fc.constantFrom('HELD' as const, 'RESERVED' as const), anyInstant)
    .map(([status, expiresAt]): UnitState => ({ status, hold: aUnitHold({ expiresAt }) })),
  fc.constantFrom<UnitState>(
    { status: 'OCCUPIED', placementId },
    { status: 'TURNAROUND' },
    { status: 'OUT_OF_SERVICE', reason: 'DEEP_CLEAN' },
    { status: 'CLOSED' },
  ),
);

const beds = fc.integer({ min: 0, max: 4 });
const flag = fc.boolean();
const takes = fc.constantFrom('YES', 'ASK', 'NO');

const anyPlaceFacts = fc.record({
  state: anyState,
  lastConfirmedAt: fc.constantFrom(...CONFIRMED),
  publishedArea: anyArea,
  securityCompromised: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth === 0),
  boysMaximumAge: sometimes(fc.constantFrom(0, 12, 14, 16)),
  features: fc.record({
    kind: fc.constantFrom(...UNIT_KINDS),
    adultBeds: fc.integer({ min: 1, max: 3 }),
    childBeds: beds,
    cots: fc.integer({ min: 0, max: 2 }),
    foldOutBeds: fc.integer({ min: 0, max: 2 }),
    sharesHalls: flag,
    stepFree: flag,
    wheelchair: flag,
    adaptedBathroom: flag,
    carerRoom: flag,
    petsWelcome: flag,
  }),
  policy: fc.record({
    admits: fc.constantFrom('WOMEN', 'MEN', 'ANYONE'),
    minimumAge: fc.constantFrom(0, 16, 18),
    takesLocalPeople: takes,
    takesPets: takes,
    supportLevel: fc.constantFrom(...SUPPORT_LEVELS),
    needs: fc.dictionary(
      fc.constantFrom(...SUPPORT_NEEDS.map((need) => need.code)),
      fc.constantFrom(...NEED_POLICIES),
      { maxKeys: 6 },
    ),
    admitsOutOfHours: flag,
    referrerMayHold: flag,
  }),
});

/** A place of its own, named so that several differ. */
export function anyPlaceNamed(name: string): fc.Arbitrary<Place> {
  return anyPlaceFacts.map(
    ({ state, lastConfirmedAt, publishedArea, securityCompromised, boysMaximumAge, features, policy }) =>
      aPlace(
        {
          unit: { state, lastConfirmedAt },
          site: { publishedArea, securityCompromised },
          features,
          policy: { ...policy, ...(boysMaximumAge !== undefined && { boysMaximumAge }) },
        },
        name,
      ),
  );
}

export const anyPlace = anyPlaceNamed('1');

/** The second of two places belongs to the service of the first, and may stand beside it. */
function inOneService([first, second, beside]: readonly [Place, Place, boolean]): readonly Place[] {
  const { service, site } = first;
  const unit = { ...second.unit, serviceId: service.id };
  if (beside) return [first, { unit: { ...unit, siteId: site.id, adjoins: first.unit.id }, service, site }];
  return [first, { unit, service, site: { ...second.site, serviceId: service.id } }];
}

/** Up to six places of three services. */
export const anyPlaces: fc.Arbitrary<readonly Place[]> = fc
  .tuple(
    ...(['1', '3', '5'] as const).map((name) =>
      fc.tuple(anyPlaceNamed(name), anyPlaceNamed(`${name}b`), fc.boolean()).map(inOneService),
    ),
  )
  .chain((services) => fc.subarray(services.flat()));
