import { addDays, civilDateAt } from '@openhaven/domain/calendar';
import type { HoldId, PlacementId, PlacementRequestId, ReferralId, UserId } from '@openhaven/domain/ids';
import { beginPlacement } from '@openhaven/domain/placement';
import { EMPTY_STORY, type Story } from '@openhaven/domain/story';
import type { KeptHold, KeptUnit, Store } from '../../src/context.ts';
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

interface Arrived {
  readonly admits: string;
  readonly daysAgo: number;
  readonly now: Date;
}

/** Lets somebody live in a unit: the referral, request, hold and stay that would have led there, as they ended. */
export async function moveIn(tx: Store, unit: KeptUnit, { admits, daysAgo, now }: Arrived): Promise<KeptUnit> {
  const at = new Date(now.getTime() - daysAgo * DAY_MS);
  const placementId = demoId<PlacementId>('placement', unit.id);
  const reference = `WOR-${placementId.slice(0, 5).toUpperCase()}`;
  const belonging = { reference, referrerOrganisationId: REFERRER, organisationId: unit.organisationId };
  const where = { referralId: demoId<ReferralId>('referral', unit.id), serviceId: unit.serviceId, unitId: unit.id };
  await addReferral(tx, where.referralId, { reference, at, story: storyOf(unit, admits) });
  const holdId = await addHold(tx, { ...where, ...belonging, unitLabel: unit.label }, at);
  const stay = beginPlacement({ id: placementId, ...where, holdId, arrivedOn: civilDateAt(at) });
  await tx.placements.add({ ...stay, ...where, ...belonging, unitLabel: unit.label });
  return { ...unit, state: { status: 'OCCUPIED', placementId } };
}

async function addReferral(
  tx: Store,
  id: ReferralId,
  { reference, at, story }: { reference: string; at: Date; story: Story },
): Promise<void> {
  const row = {
    id,
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
  } as const;
  await tx.referrals.add(row, story);
}

type Where = Pick<
  KeptHold,
  'referralId' | 'serviceId' | 'unitId' | 'reference' | 'referrerOrganisationId' | 'organisationId' | 'unitLabel'
>;

/** The request and the hold that led to an arrival. */
async function addHold(tx: Store, { unitLabel, ...where }: Where, at: Date): Promise<HoldId> {
  const requestId = demoId<PlacementRequestId>('request', where.unitId);
  const holdId = demoId<HoldId>('hold', where.unitId);
  const clock = { sentAt: at, acknowledgeBy: at, decideBy: at, seenAt: at, acknowledgedAt: at, decidedAt: at };
  const request = { status: 'OFFERED', priority: 'P2_24H', settledAt: at, escalated: [], round: 1, rev: 1 } as const;
  await tx.requests.addMany([{ id: requestId, holdId, ...where, ...clock, ...request }]);
  const hold = { status: 'ARRIVED', offered: true, frozen: false, timesExtended: 0, rev: 1 } as const;
  await tx.holds.add({ id: holdId, requestId, unitLabel, placedAt: at, expiresAt: at, ...where, ...hold });
  return holdId;
}

/** The same household, about to leave. */
export function aboutToLeave(unit: KeptUnit, now: Date): KeptUnit {
  if (unit.state.status !== 'OCCUPIED') return unit;
  const leavingOn = addDays(civilDateAt(now), 5);
  return { ...unit, state: { status: 'NOTICE', placementId: unit.state.placementId, leavingOn } };
}
