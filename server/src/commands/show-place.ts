import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { HoldId, SiteId } from '@openhaven/domain/ids';
import { type NoLook, type ReleaseState, looksWithinHour, noLook, releaseState } from '@openhaven/domain/place-release';
import { leaveToSeePlace } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptHold, KeptRelease, SiteAddress, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutPlace } from './about.ts';
import { present, siteOf } from './load.ts';
import { mustBeSaved, runStep } from './run-command.ts';

/** What a look comes to, before anything is opened. */
type Look =
  | { readonly siteId: SiteId; readonly grant: Awaited<ReturnType<typeof leaveToSeePlace>> }
  | { readonly refused: NoLook | 'NOT_THEIRS' };

/**
 * Shows the address of an agreed place to the person whom the service has named, who has just proved who they are.
 *
 * The look is in the record before anything is opened: without its row nothing is shown. Whatever stands against it, the
 * person reads the same sentence, and the record says which it was. It has no idempotency key: asked twice is two looks.
 * @throws NotFoundError for whoever has nothing to do with the case; that is recorded as well
 */
export async function showPlace(context: Context, { holdId }: { holdId: HoldId }): Promise<Decision<SiteAddress>> {
  const look = await runStep(context, (tx) => decideLook(tx, context, holdId));
  if ('siteId' in look) {
    return allow((await present(context.store.sites.addressOf(look.siteId), 'address')).open(look.grant));
  }
  if (look.refused === 'NOT_THEIRS') throw new NotFoundError('Hold');
  return refuse('PLACE_NOT_SHOWN');
}

async function decideLook(tx: Store, context: Context, holdId: HoldId): Promise<Look> {
  const hold = await tx.holds.get(holdId);
  if (hold === null || !isPermitted(context.actor, 'place.look', hold)) {
    // Somebody tries doors: the organisations concerned are not told, the record is.
    const about = hold === null ? { holdId } : { ...aboutPlace(hold), audience: [] };
    await tx.audit.add(
      { audience: [], ...about, action: 'place.not-shown', refused: true, reason: 'NOT_THEIRS' },
      context,
    );
    return { refused: 'NOT_THEIRS' };
  }
  return lookAtOwn(tx, context, hold);
}

async function lookAtOwn(tx: Store, context: Context, hold: KeptHold): Promise<Look> {
  const { actor, now } = context;
  const site = await siteOf(tx, hold.unitId);
  const stateOf = (one: KeptRelease): ReleaseState => releaseState(one, { hold, site }, now);
  const own = (await tx.releases.ofHold(hold.id)).filter(({ toUserId }) => toUserId === actor.userId);
  const release = own.find((one) => stateOf(one) === 'OPEN') ?? own[0];
  const looks = await tx.looks.of(actor.userId);
  const state = release && stateOf(release);
  const reason = noLook({ state, elevated: isElevated(actor.elevatedAt, now), looks }, now);
  if (reason !== undefined || release === undefined) {
    const refused = reason ?? 'NOT_RELEASED';
    await tx.audit.add({ ...aboutPlace(hold), action: 'place.not-shown', refused: true, reason: refused }, context);
    return { refused };
  }
  await tx.looks.keep(actor.userId, [...looksWithinHour(looks, now), now]);
  mustBeSaved(await tx.releases.seen(release, now));
  return { siteId: site.id, grant: await leaveToSeePlace(tx, context, { about: aboutPlace(hold), siteId: site.id }) };
}
