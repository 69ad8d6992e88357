import { addDays, civilDateAt } from '@openhaven/domain/calendar';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId, UserId } from '@openhaven/domain/ids';
import { beginPlacement } from '@openhaven/domain/placement';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import type { KeptUnit, Store } from '../../src/context.ts';
import { demoId } from './demo-id.ts';
import { organisationId } from './organisations.ts';

/** Whose officer is said to have referred the households that live in the demonstration. */
const REFERRER = organisationId('worcester');
const OFFICER = demoId<UserId>('user', 'officer.worcester@example.org');
const DAY_MS = 86_400_000;

/** A made-up household of one person: enough to fill a room. */
function storyOf(unit: KeptUnit, admits: string): Story {
  const sex = admits === 'MEN' ? 'MALE' : 'FEMALE';
  return {
    ...EMPTY_STORY,
    preferredName: `Resident of ${unit.label}`,
    household: {
      members: [{ role: 'APPLICANT', sex, transgender: 'NOT_KNOWN', ageYears: 30 }],
      pregnant: 'NO',
      pets: [],
    },
    unsafeAreas: [],
    tonight: 'SAFE_WHERE_THEY_ARE',
    consentToShare: 'YES',
  };
}

/** Lets somebody live in a unit: the referral, request, hold and stay that would have led there, as they ended. */
export async function moveIn(
  tx: Store,
  unit: KeptUnit,
  { admits, daysAgo, now }: { admits: string; daysAgo: number; now: Date },
): Promise<KeptUnit> {
  const at = new Date(now.getTime() - daysAgo * DAY_MS);
  const ids = {
    referralId: demoId<ReferralId>('referral', unit.id),
    requestId: demoId<PlacementRequestId>('request', unit.id),
    holdId: demoId<HoldId>('hold', unit.id),
    placementId: demoId<PlacementId>('placement', unit.id),
  };
  const { referralId, requestId, holdId, placementId } = ids;
  const reference = `WOR-${placementId.slice(0, 5).toUpperCase()}`;
  const belonging = { reference, referrerOrganisationId: REFERRER, organisationId: unit.organisationId };
  await tx.referrals.add(
    {
      id: referralId,
      reference,
      referrerOrganisationId: REFERRER,
      createdBy: OFFICER,
      createdAt: at,
      submittedAt: at,
      source: 'LOCAL_HOUSING_AUTHORITY',
      priority: 'P2_24H',
      status: 'ARRIVED',
      tonight: 'SAFE_WHERE_THEY_ARE',
      round: 1,
      rev: 1,
    },
    storyOf(unit, admits),
  );
  const where = { referralId, serviceId: unit.serviceId, unitId: unit.id };
  const clock = {
    sentAt: at,
    acknowledgeBy: at,
    decideBy: at,
    seenAt: at,
    acknowledgedAt: at,
    decidedAt: at,
    settledAt: at,
  };
  await tx.requests.addMany([
    {
      id: requestId,
      ...where,
      ...belonging,
      ...clock,
      holdId,
      priority: 'P2_24H',
      round: 1,
      status: 'OFFERED',
      escalated: [],
      rev: 1,
    },
  ]);
  const ended = {
    status: 'ARRIVED',
    offered: true,
    frozen: false,
    placedAt: at,
    expiresAt: at,
    timesExtended: 0,
  } as const;
  await tx.holds.add({ id: holdId, requestId, ...where, ...belonging, ...ended, unitLabel: unit.label, rev: 1 });
  const arrivedOn = civilDateAt(at);
  const stay = beginPlacement({ id: placementId, referralId, unitId: unit.id, holdId, arrivedOn });
  await tx.placements.add({ ...stay, ...where, ...belonging, unitLabel: unit.label });
  return { ...unit, state: { status: 'OCCUPIED', placementId } };
}

/** The same household, about to leave. */
export function aboutToLeave(unit: KeptUnit, now: Date): KeptUnit {
  if (unit.state.status !== 'OCCUPIED') return unit;
  const leavingOn = addDays(civilDateAt(now), 5);
  return { ...unit, state: { status: 'NOTICE', placementId: unit.state.placementId, leavingOn } };
}
