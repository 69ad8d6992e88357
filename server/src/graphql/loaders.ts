import type {
  HoldId,
  OrganisationId,
  PlacementId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  UnitId,
} from '@openhaven/domain/ids';
import type { OnCall } from '@openhaven/domain/rota';
import DataLoader from 'dataloader';
import type {
  Context,
  KeptHold,
  KeptPlacement,
  KeptReferral,
  KeptRequest,
  KeptService,
  KeptUnit,
  Organisation,
} from '../context.ts';
import { onCallOf } from '../queries/rota.ts';

/** Reads that many rows of a page ask for one by one, gathered into one read each. Made anew for every request. */
export interface Loaders {
  readonly organisation: DataLoader<OrganisationId, Organisation | null>;
  readonly service: DataLoader<ServiceId, KeptService | null>;
  readonly unit: DataLoader<UnitId, KeptUnit | null>;
  readonly referral: DataLoader<ReferralId, KeptReferral | null>;
  readonly request: DataLoader<PlacementRequestId, KeptRequest | null>;
  readonly hold: DataLoader<HoldId, KeptHold | null>;
  readonly placement: DataLoader<PlacementId, KeptPlacement | null>;
  readonly requestsOf: DataLoader<ReferralId, readonly KeptRequest[]>;
  /** Holds that claim a unit, lapsed ones among them. */
  readonly holdsOf: DataLoader<ReferralId, readonly KeptHold[]>;
  readonly onCall: DataLoader<ServiceId, OnCall | null>;
}

/** @param now for what depends on the time: whether somebody is on call */
export function loadersFor(store: Context['store'], now: Date): Loaders {
  return {
    organisation: byId((ids) => store.organisations.getMany(ids)),
    service: byId((ids) => store.services.getMany(ids)),
    unit: byId((ids) => store.units.getMany(ids)),
    referral: byId((ids) => store.referrals.getMany(ids)),
    request: byId((ids) => store.requests.getMany(ids)),
    hold: byId((ids) => store.holds.getMany(ids)),
    placement: byId((ids) => store.placements.getMany(ids)),
    requestsOf: byReferral((ids) => store.requests.ofReferrals(ids)),
    onCall: new DataLoader((ids) => onCallOf(store, ids, now)),
    holdsOf: byReferral((ids) => store.holds.activeOfReferrals(ids)),
  };
}

function byId<Id extends string, Row extends { readonly id: Id }>(
  getMany: (ids: readonly Id[]) => Promise<readonly Row[]>,
): DataLoader<Id, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await getMany(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function byReferral<Row extends { readonly referralId: ReferralId }>(
  getMany: (ids: readonly ReferralId[]) => Promise<readonly Row[]>,
): DataLoader<ReferralId, readonly Row[]> {
  return new DataLoader(async (ids) => {
    const rows = Map.groupBy(await getMany(ids), ({ referralId }) => referralId);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
