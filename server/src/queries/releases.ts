import { type ReleaseState, mayBeTold, releaseState } from '@openhaven/domain/place-release';
import { recipientsOf } from '../access/on-the-case.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptHold, KeptRelease, User } from '../context.ts';

/** A release with the person it names, as those on the case see it. */
export interface ReleaseView {
  readonly release: KeptRelease;
  readonly to: User;
  readonly state: ReleaseState;
  readonly mayTakeBack: boolean;
}

/** To whom the place of a hold has been told, the newest first. */
export async function releasesOf(context: Context, hold: KeptHold): Promise<readonly ReleaseView[]> {
  const { store, actor, now } = context;
  const place = await placeOf(context, hold);
  if (place === null || !isPermitted(actor, 'hold.read', hold)) return [];
  const releases = await store.releases.ofHold(hold.id);
  const people = new Map(
    (await store.users.getMany(releases.map(({ toUserId }) => toUserId))).map((one) => [one.id, one]),
  );
  const isOwnPlace = isPermitted(actor, 'place.release', hold);
  return releases.flatMap((release) => {
    const to = people.get(release.toUserId);
    const state = releaseState(release, place, now);
    const mayTakeBack = isOwnPlace && state !== 'TAKEN_BACK' && state !== 'OVER';
    return to === undefined ? [] : [{ release, to, state, mayTakeBack }];
  });
}

/** Whom the service may name; nobody while the address may not be told, and for anybody but the service. */
export async function mayBeNamed(context: Context, hold: KeptHold): Promise<readonly User[]> {
  if (!isPermitted(context.actor, 'place.release', hold)) return [];
  const place = await placeOf(context, hold);
  return place !== null && mayBeTold(place).allowed ? recipientsOf(context.store, hold, context.now) : [];
}

async function placeOf({ store }: Context, hold: KeptHold) {
  const unit = await store.units.get(hold.unitId);
  const site = unit && (await store.sites.get(unit.siteId));
  return site && { hold, site };
}
