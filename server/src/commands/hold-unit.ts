import type { HoldId, UnitId } from '@openhaven/domain/ids';
import { placeHold } from '@openhaven/domain/unit';
import { type Decision, allow } from '@openhaven/domain/decision';
import { randomUUID } from 'node:crypto';
import type { Context, KeptHold, KeptRequest, KeptUnit, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { expireHoldIn } from './expire-hold-in.ts';
import { present } from './load.ts';
import { decideEach, saveEach } from './units-of.ts';

/** What a new hold is to say. */
export interface NewHold {
  readonly offered: boolean;
  readonly expiresAt: Date;
  readonly arrivalFrom?: Date;
  readonly arrivalUntil?: Date;
}

/**
 * A unit as it stands once a hold that has lapsed on it is closed, in the same transaction: the worker may be late, the
 * next family is not made to wait for it.
 */
export async function closeLapsedHold(tx: Store, context: Context, unit: KeptUnit): Promise<KeptUnit> {
  if (unit.state.status !== 'HELD' || unit.state.hold.expiresAt > context.now) return unit;
  const hold = await present(tx.holds.get(unit.state.hold.holdId), 'hold');
  await expireHoldIn(tx, context, hold);
  return present(tx.units.get(unit.id), 'unit');
}

/**
 * Units as they stand once no lapsed hold is on any of them. Two may have had one hold between them: the second is read
 * again after the first has been freed.
 */
export async function freeOfLapsedHolds(
  tx: Store,
  context: Context,
  ids: readonly UnitId[],
): Promise<readonly KeptUnit[]> {
  const units: KeptUnit[] = [];
  for (const id of ids) {
    const unit = await tx.units.get(id);
    if (unit === null) throw new NotFoundError('Unit');
    units.push(await closeLapsedHold(tx, context, unit));
  }
  return units;
}

/**
 * Keeps a free unit, or two that adjoin, for a request: each by a write on the revision it was judged by, both or
 * neither, the hold under an index that knows only one a unit, and a word to whoever it has to be kept apart from. The
 * job that ends it goes out with it.
 */
export async function holdUnits(
  tx: Store,
  context: Context,
  { units, request }: { units: readonly KeptUnit[]; request: KeptRequest },
  { meetingPoint, ...wish }: NewHold & { readonly meetingPoint?: string },
): Promise<Decision<KeptHold>> {
  const { now } = context;
  const hold = newHold(units, request, wish, now);
  const { id: holdId, requestId, referralId, expiresAt } = hold;
  const held = decideEach(units, (unit) => placeHold(unit, { holdId, requestId, referralId, expiresAt }, now));
  if (!held.allowed) return held;
  await saveEach(tx, held.value);
  await tx.clashes.claim(referralId);
  await tx.holds.add(hold, meetingPoint);
  await tx.outbox.add({ name: 'hold.expire', data: { holdId }, dueAt: expiresAt });
  return allow(hold);
}

function newHold([unit, joined]: readonly KeptUnit[], request: KeptRequest, wish: NewHold, now: Date): KeptHold {
  if (unit === undefined) throw new Error('a hold is of at least one unit');
  return {
    id: randomUUID() as HoldId,
    requestId: request.id,
    referralId: request.referralId,
    reference: request.reference,
    referrerOrganisationId: request.referrerOrganisationId,
    organisationId: unit.organisationId,
    serviceId: unit.serviceId,
    unitId: unit.id,
    ...(joined && { joinedUnitId: joined.id }),
    unitLabel: joined ? `${unit.label} and ${joined.label}` : unit.label,
    status: 'HELD',
    frozen: false,
    placedAt: now,
    timesExtended: 0,
    rev: 1,
    ...wish,
  };
}
