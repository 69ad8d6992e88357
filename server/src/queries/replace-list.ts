import type { PriorityCode } from '@openhaven/domain/codes';
import { type Standing, type ToReplace, inReplaceOrder, neededAgain, standingOf } from '@openhaven/domain/replacing';
import { hiddenFrom } from '../access/exclusions.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, Displaced, KeptReferral, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';

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
