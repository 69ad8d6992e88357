import type { CivilDate } from '@openhaven/domain/calendar';
import type { OrganisationId, PlacementId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { Placement } from '@openhaven/domain/placement';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type Nulled, nulled, withoutNulls } from './optional.ts';

/** A stay as it is kept. */
export interface KeptPlacement extends Placement {
  readonly serviceId: ServiceId;
  readonly organisationId: OrganisationId;
  readonly referrerOrganisationId: OrganisationId;
  readonly reference: string;
  readonly unitLabel: string;
}

const OPTIONAL = ['joinedUnitId', 'leavingOn', 'leftOn', 'departureReason'] as const;

interface PlacementRecord extends Nulled<Omit<KeptPlacement, 'id'>> {
  _id: PlacementId;
  active: boolean;
}

const text = { type: String, required: true } as const;
const PlacementModel = model<PlacementRecord>(
  'Placement',
  new Schema<PlacementRecord>(
    {
      _id: text,
      referralId: text,
      unitId: text,
      joinedUnitId: String,
      holdId: text,
      serviceId: text,
      organisationId: text,
      referrerOrganisationId: text,
      reference: text,
      unitLabel: text,
      status: text,
      arrivedOn: text,
      leavingOn: String,
      leftOn: String,
      departureReason: String,
      active: { type: Boolean, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'placements', strict: 'throw', versionKey: false },
  )
    .index(
      { unitId: 1 },
      { unique: true, partialFilterExpression: { active: true }, name: 'one active placement a unit' },
    )
    .index(
      { referralId: 1 },
      { unique: true, partialFilterExpression: { active: true }, name: 'one active placement a referral' },
    )
    .index({ referralId: 1, arrivedOn: -1 })
    .index({ serviceId: 1, active: 1 }),
);

function toPlacement({ _id, active: _active, ...rest }: PlacementRecord): KeptPlacement {
  return { ...withoutNulls(rest), id: _id };
}

/** Stays. At most one is active for a unit, and at most one for a referral. */
export function placements(session: ClientSession | null) {
  return {
    async get(id: PlacementId): Promise<KeptPlacement | null> {
      const record = await PlacementModel.findById(id).session(session).lean<PlacementRecord>();
      return record && toPlacement(record);
    },

    async getMany(ids: readonly PlacementId[]): Promise<readonly KeptPlacement[]> {
      const filter = { _id: trusted({ $in: ids }) };
      return (await PlacementModel.find(filter).session(session).lean<PlacementRecord[]>()).map(toPlacement);
    },

    /** The stays that go on now with some services, under notice or not. */
    async activeOfServices(serviceIds: readonly ServiceId[]): Promise<readonly KeptPlacement[]> {
      const filter = { serviceId: trusted({ $in: [...serviceIds] }), active: true };
      return (await PlacementModel.find(filter).session(session).lean<PlacementRecord[]>()).map(toPlacement);
    },

    /** The stays of some referrals that go on now, or ended on a day or after it. */
    async ofReferralsSince(ids: readonly ReferralId[], day: CivilDate): Promise<readonly KeptPlacement[]> {
      if (ids.length === 0) return [];
      const filter = { referralId: trusted({ $in: [...ids] }) };
      const records = await PlacementModel.find(filter).session(session).lean<PlacementRecord[]>();
      return records.filter(({ active, leftOn }) => active || (leftOn !== null && leftOn >= day)).map(toPlacement);
    },

    /** The stay that goes on now, or the last one there was. */
    async latestOfReferral(referralId: ReferralId): Promise<KeptPlacement | null> {
      const records = await PlacementModel.find({ referralId }).session(session).lean<PlacementRecord[]>();
      const [latest] = records.sort(
        (a, b) => Number(b.active) - Number(a.active) || b.arrivedOn.localeCompare(a.arrivedOn),
      );
      return latest ? toPlacement(latest) : null;
    },

    /** Saves what was decided on `placement.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(placement: KeptPlacement): Promise<boolean> {
      const { modifiedCount } = await PlacementModel.updateOne(
        { _id: placement.id, rev: placement.rev },
        {
          $set: {
            status: placement.status,
            ...nulled(placement, OPTIONAL),
            active: placement.status === 'ARRIVED',
          },
          $inc: { rev: 1 },
        },
      ).session(session);
      return modifiedCount === 1;
    },

    async add({ id, ...placement }: KeptPlacement): Promise<void> {
      const row = { ...placement, ...nulled(placement, OPTIONAL), _id: id, active: placement.status === 'ARRIVED' };
      await PlacementModel.create([row], { session });
    },
  };
}
