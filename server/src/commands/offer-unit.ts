import { offer } from '@openhaven/domain/hold';
import { holdExpiry } from '@openhaven/domain/target-times';
import { extendHold } from '@openhaven/domain/unit';
import type { Context, KeptHold, Store } from '../context.ts';
import { holdUnits } from './hold-unit.ts';
import { keep } from './keep.ts';
import type { ReadyOffer } from './offer.ts';
import { isOf } from './may-offer.ts';
import { releaseHeld } from './release-held.ts';
import { mustBeSaved } from './run-command.ts';
import { decideEach, saveEach } from './units-of.ts';

/** Offers the unit that the request holds already, or a free one; what it held instead is let go. */
export async function offerUnit(tx: Store, context: Context, ready: ReadyOffer): Promise<KeptHold> {
  const { held, units } = ready;
  if (held && isOf(held, units)) return offerHeld(tx, context, ready, held);
  if (held) await releaseHeld(tx, context, held);
  const { request, plan } = ready;
  const wish = { offered: true, expiresAt: holdExpiry(context.now, request.priority), ...plan };
  const made = await holdUnits(tx, context, { units, request }, wish);
  if (!made.allowed) throw new Error(`unit ${units[0]?.id} was free and is ${made.reason}`);
  return made.value;
}

async function offerHeld(
  tx: Store,
  { now }: Context,
  { request, units, plan }: ReadyOffer,
  hold: KeptHold,
): Promise<KeptHold> {
  const expiresAt = holdExpiry(now, request.priority);
  const { meetingPoint, ...window } = plan;
  const made = keep(hold, offer(hold, expiresAt, now));
  const kept = decideEach(units, (unit) => extendHold(unit, hold.id, expiresAt, now));
  if (!made.allowed || !kept.allowed) throw new Error(`hold ${hold.id} ended while it was being offered`);
  await saveEach(tx, kept.value);
  mustBeSaved(await tx.holds.save({ ...made.value, ...window }, meetingPoint));
  await tx.outbox.cancel([hold.id], 'hold.expire');
  await tx.outbox.add({ name: 'hold.expire', data: { holdId: hold.id }, dueAt: expiresAt });
  return made.value;
}
