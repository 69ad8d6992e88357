import type { ReferralId } from '@openhaven/domain/ids';
import { clashesAmong, clashingWith, otherIn, partyIn } from '../access/clashes.ts';
import type { Context, Store } from '../context.ts';
import { freezeHold } from './check-places-again.ts';
import { present } from './load.ts';
import { noteDuplicates } from './note-duplicates.ts';
import { mustBeSaved } from './run-command.ts';
import { tellRole } from './tell.ts';

/**
 * Compares the people of a referral, and whom they flee from, with those of every other, and notes which may be in each
 * other's way: until a coordinator has looked they are kept apart. What is open for either in a house of the other is
 * frozen. Whoever refers, and either household, learns nothing of it.
 *
 * In the transaction that writes the names: two that come at once write one mark, so that one of them sees the other.
 * Source: DOMAIN 3, H2; SCENARIOS A15.
 */
export async function noteClashes(tx: Store, context: Context, referralId: ReferralId): Promise<void> {
  const referral = await present(tx.referrals.get(referralId), 'referral');
  if (referral.status === 'DRAFT' || referral.erasedAt) return;
  const party = await partyIn(tx, referral);
  const found = await clashesAmong(tx, party, await tx.clashes.mark(referralId, party));
  const before = await tx.clashes.ofReferral(referralId);
  await tx.clashes.remove(before.filter((clash) => !found.has(otherIn(clash, referralId))).map(({ id }) => id));
  const known = new Map(before.map((clash) => [otherIn(clash, referralId), clash]));
  for (const [other, kind] of found) {
    const clash = known.get(other);
    if (clash?.kind === kind) continue;
    // Other names, another question: what was found before was found of something else.
    const { verdict: _found, ...rest } = clash ?? { referralIds: [referralId, other] as const };
    const noted = { ...rest, kind, notedAt: context.now };
    if ('id' in noted) mustBeSaved(await tx.clashes.save(noted));
    else await tx.clashes.add(noted);
    await keepApart(tx, context, referralId, other);
  }
  await noteDuplicates(tx, context, referral);
  // Whoever has been named may work where something is open.
  await freezeWhereTheyClash(tx, context, referralId);
}

async function keepApart(tx: Store, context: Context, ...both: readonly [ReferralId, ReferralId]): Promise<void> {
  // A place that is being held for the other at this moment loses against this, and is decided again.
  mustBeSaved(await tx.referrals.save(await present(tx.referrals.get(both[1]), 'referral')));
  for (const referralId of both) {
    await tx.audit.add({ action: 'clash.noted', silent: true, referralId, audience: [] }, context);
    await freezeWhereTheyClash(tx, context, referralId);
  }
  await tellRole(tx, context, 'COORDINATOR', { kind: 'CHECK_CLASH', referralId: both[0] });
}

async function freezeWhereTheyClash(tx: Store, context: Context, referralId: ReferralId): Promise<void> {
  const holds = await tx.holds.activeOfReferral(referralId);
  if (holds.length === 0) return;
  const services = holds.map(({ serviceId }) => serviceId);
  const clashing = await clashingWith(tx, { referralId, services, now: context.now });
  for (const hold of holds) {
    const { siteId } = await present(tx.units.get(hold.unitId), 'unit');
    if (clashing.sites.has(siteId) || clashing.services.has(hold.serviceId)) await freezeHold(tx, context, hold);
  }
}
