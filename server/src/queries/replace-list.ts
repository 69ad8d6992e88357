import type { PriorityCode } from '@openhaven/domain/codes';
import { type Standing, type ToReplace, inReplaceOrder, neededAgain, standingOf } from '@openhaven/domain/replacing';
import { hiddenFrom } from '../access/exclusions.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, Displaced, KeptReferral, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** A household to be placed again: a reference, what it lost, and how it stands. No name and no place. */
export interface ReplaceRowView extends Displaced, ToReplace {
  readonly needs: PriorityCode;
  readonly stands: Standing;
  readonly referral: KeptReferral;
  /** Services asked in the present round. */
  readonly asked: number;
}

/**
 * Everybody who lost a place or a home because units went out of use, until they are placed or their referral has ended:
 * the coordinator's of the county, a service's own. Most urgent first.
 */
export async function replaceList({ store, actor }: Context): Promise<readonly ReplaceRowView[]> {
  const hidden = hiddenFrom(actor);
  const rows = (await openRows(store, actor)).filter(({ referralId }) => !hidden.includes(referralId));
  const ids = rows.map(({ referralId }) => referralId);
  const [referrals, requests] = await Promise.all([store.referrals.getMany(ids), store.requests.ofReferrals(ids)]);
  const known = new Map(referrals.map((referral) => [referral.id, referral]));
  const living = await livingThere(store, rows);
  const views = rows.flatMap((row): readonly ReplaceRowView[] => {
    const referral = known.get(row.referralId);
    if (referral === undefined) return [];
    const stands = standingOf(referral.status, living.has(row.referralId));
    if (stands === 'OVER') return [];
    const asked = requests.filter(({ referralId, round }) => referralId === referral.id && round === referral.round);
    return [{ ...row, referral, stands, needs: neededAgain(row.loss, referral.priority), asked: asked.length }];
  });
  return inReplaceOrder(views);
}

/** For the coordinators: whoever has lost a place and has no other yet. */
export async function placesToFindAgain(context: Context): Promise<readonly WorkItemView[]> {
  const open = (await replaceList(context)).filter(({ stands }) => stands === 'LOOKING' || stands === 'LIVES_THERE');
  return open.map(({ referral, lostAt: dueAt }) => workItem('PLACE_AGAIN', referral, { dueAt, referral }));
}

/** For those who refer: their households that live in what has to be given up. */
export async function ownHouseholdsToMove({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const hidden = hiddenFrom(actor);
  const rows = await stillLivingThere(store, await store.displaced.openOfReferrer(actor.organisationId));
  const known = new Map(
    (await store.referrals.getMany(rows.map(({ referralId }) => referralId))).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ referralId, lostAt: dueAt }) => {
    const referral = hidden.includes(referralId) ? undefined : known.get(referralId);
    return referral ? [workItem('MUST_MOVE', referral, { dueAt, referral })] : [];
  });
}

/** For the services: whoever lives with them in what has to be given up, by the space. */
export async function residentsToMove({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  const hidden = hiddenFrom(actor);
  const rows = await stillLivingThere(store, await store.displaced.openOfServices(actor.serviceIds));
  const units = rows.length === 0 ? [] : await store.units.ofServices(actor.serviceIds);
  return rows.flatMap(({ referralId, placementId, lostAt: dueAt }) => {
    const unit = units.find(({ state }) => 'placementId' in state && state.placementId === placementId);
    return unit === undefined || hidden.includes(referralId) ? [] : [workItem('MUST_MOVE', unit, { dueAt, unit })];
  });
}

async function stillLivingThere(store: Store, rows: readonly Displaced[]): Promise<readonly Displaced[]> {
  const living = await livingThere(store, rows);
  return rows.filter(({ referralId }) => living.has(referralId));
}

async function openRows(store: Store, actor: Context['actor']): Promise<readonly Displaced[]> {
  if (isPermitted(actor, 'replaceList.read', {})) return store.displaced.open();
  const own = actor.serviceIds.filter((serviceId) => isPermitted(actor, 'replaceList.read', { serviceId }));
  if (own.length === 0) throw new NotFoundError('ReplaceList');
  return store.displaced.openOfServices(own);
}

/** The referrals of those who live in what they have to give up. */
async function livingThere(store: Store, rows: readonly Displaced[]): Promise<ReadonlySet<string>> {
  const ids = rows.map(({ placementId }) => placementId).filter((id) => id !== undefined);
  const stays = await store.placements.getMany(ids);
  return new Set(stays.filter(({ status }) => status === 'ARRIVED').map(({ referralId }) => referralId));
}
