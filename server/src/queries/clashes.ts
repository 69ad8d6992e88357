import { clashingWith, isInSight, sitesOf } from '../access/clashes.ts';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptClash, KeptReferral, KeptRequest } from '../context.ts';

/** Two households that may be in each other's way, for the coordinators. */
export interface ClashView extends KeptClash {
  readonly referrals: readonly KeptReferral[];
  /** Both live in one house, are expected there, or have just left it. */
  readonly isTogether: boolean;
}

const MOST_SHOWN = 100;

/** What waits for a coordinator first, then what was looked at, the latest first. At most 100. */
export async function possibleConflicts(context: Context): Promise<readonly ClashView[]> {
  const { store, actor, now } = context;
  requirePermission(actor, 'clash.review', {}, 'PossibleConflict');
  const seen = (await store.clashes.latest(MOST_SHOWN)).filter((clash) => isInSight(clash, actor));
  const ids = [...new Set(seen.flatMap(({ referralIds }) => referralIds))];
  const known = new Map((await store.referrals.getMany(ids)).map((one) => [one.id, one]));
  return Promise.all(
    seen.map(async (clash) => {
      const [one, other] = [
        await sitesOf(store, [clash.referralIds[0]], now),
        await sitesOf(store, [clash.referralIds[1]], now),
      ];
      const referrals = clash.referralIds.flatMap((id) => known.get(id) ?? []);
      return { ...clash, referrals, isTogether: [...one].some((site) => other.has(site)) };
    }),
  );
}

/** Whether a house of the service that is asked has somebody in it who may be in the household's way. For those who answer. */
export async function hasPossibleConflict({ store, actor, now }: Context, request: KeptRequest): Promise<boolean> {
  if (!isPermitted(actor, 'request.facts', request)) return false;
  const { referralId, serviceId } = request;
  const { sites, services } = await clashingWith(store, { referralId, services: [serviceId], now });
  if (services.has(serviceId)) return true;
  return sites.size > 0 && (await store.sites.ofServices([serviceId])).some(({ id }) => sites.has(id));
}
