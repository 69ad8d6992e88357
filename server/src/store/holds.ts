import { ACTIVE_HOLD_STATUSES, type Hold, type HoldStatus } from '@openhaven/domain/hold';
import type { HoldId, OrganisationId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';
import { type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

/** A hold as it is kept. */
export interface KeptHold extends Hold {
  readonly serviceId: ServiceId;
  readonly organisationId: OrganisationId;
  readonly referrerOrganisationId: OrganisationId;
  readonly reference: string;
  readonly unitLabel: string;
  /** Where to meet. Class C4: sealed with the referral's own data key for places. */
  readonly meetingPoint?: Sealed<string>;
}

const OPTIONAL = ['joinedUnitId', 'arrivalFrom', 'arrivalUntil'] as const;

interface HoldRecord extends Nulled<Omit<KeptHold, 'id' | 'meetingPoint'>> {
  _id: HoldId;
  meetingPoint: SealedBytes | null;
  active: boolean;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const HoldModel = model<HoldRecord>(
  'Hold',
  new Schema<HoldRecord>(
    {
      _id: text,
      requestId: text,
      referralId: text,
      unitId: text,
      joinedUnitId: String,
      serviceId: text,
      organisationId: text,
      referrerOrganisationId: text,
      reference: text,
      unitLabel: text,
      status: text,
      offered: flag,
      frozen: flag,
      placedAt: date,
      expiresAt: date,
      timesExtended: { type: Number, required: true },
      arrivalFrom: Date,
      arrivalUntil: Date,
      meetingPoint: Buffer,
      active: flag,
      rev: { type: Number, required: true },
    },
    { collection: 'holds', strict: 'throw', versionKey: false },
  )
    .index({ unitId: 1 }, { unique: true, partialFilterExpression: { active: true }, name: 'one active hold a unit' })
    .index(
      { requestId: 1 },
      { unique: true, partialFilterExpression: { active: true }, name: 'one active hold a request' },
    )
    .index({ referralId: 1, active: 1 })
    .index({ serviceId: 1, active: 1, expiresAt: 1 })
    .index({ status: 1, expiresAt: 1 }),
);

/** A lapsed hold claims its unit in the index until somebody closes it; for the rules it reads as ended. */
const ACTIVE: readonly HoldStatus[] = ACTIVE_HOLD_STATUSES;

const meetingPlace = (id: string): { collection: string; id: string; field: string } => ({
  collection: 'holds',
  id,
  field: 'meetingPoint',
});

function toHold(
  { _id, meetingPoint: point, active: _active, ...rest }: HoldRecord,
  { erasedAt, location: key }: OwnKeys,
): KeptHold {
  const kept = point && !erasedAt ? { meetingPoint: sealedFrom<string>(point, key, meetingPlace(_id)) } : {};
  return { ...withoutNulls(rest), id: _id, ...kept };
}

/** Holds and offers. At most one is active for a unit, and at most one for a request. */
export function holds(session: ClientSession | null, dataKeys: DataKeys) {
  /** Their referrals' keys, which only a meeting point asks for: without one there is nothing to read. */
  const asHolds = async (records: readonly HoldRecord[]): Promise<readonly KeptHold[]> => {
    const ids = records.filter(({ meetingPoint }) => meetingPoint).map(({ referralId }) => referralId);
    const ownKeys = await dataKeys.ofReferrals(ids);
    return records.map((record) => toHold(record, ownKeys(record.referralId)));
  };
  const find = async (filter: QueryFilter<HoldRecord>): Promise<readonly KeptHold[]> =>
    asHolds(await HoldModel.find(filter).session(session).lean<HoldRecord[]>());
  const sealed = async ({ id, referralId }: KeptHold, meetingPoint: string): Promise<Buffer> => {
    const own = (await dataKeys.ofReferrals([referralId]))(referralId);
    return seal(meetingPoint, own.location(), meetingPlace(id));
  };
  const isActive = (hold: KeptHold): boolean => ACTIVE.includes(hold.status);
  return {
    async get(id: HoldId): Promise<KeptHold | null> {
      const record = await HoldModel.findById(id).session(session).lean<HoldRecord>();
      return record && ((await asHolds([record]))[0] ?? null);
    },

    getMany: (ids: readonly HoldId[]): Promise<readonly KeptHold[]> => find({ _id: trusted({ $in: ids }) }),

    /** The holds of a referral that still claim a unit. A lapsed one may be among them. */
    activeOfReferral: (referralId: ReferralId): Promise<readonly KeptHold[]> => find({ referralId, active: true }),

    activeOfReferrals: (ids: readonly ReferralId[]): Promise<readonly KeptHold[]> =>
      find({ referralId: trusted({ $in: ids }), active: true }),

    activeOfServices: (ids: readonly ServiceId[]): Promise<readonly KeptHold[]> =>
      find({ serviceId: trusted({ $in: ids }), active: true }),

    /** Saves what was decided on `hold.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(hold: KeptHold, meetingPoint?: string): Promise<boolean> {
      const place = meetingPoint === undefined ? {} : { meetingPoint: await sealed(hold, meetingPoint) };
      const { modifiedCount } = await HoldModel.updateOne(
        { _id: hold.id, rev: hold.rev },
        {
          $set: {
            status: hold.status,
            offered: hold.offered,
            frozen: hold.frozen,
            expiresAt: hold.expiresAt,
            timesExtended: hold.timesExtended,
            ...nulled(hold, OPTIONAL),
            ...place,
            active: isActive(hold),
          },
          $inc: { rev: 1 },
        },
      ).session(session);
      return modifiedCount === 1;
    },

    async add({ id, meetingPoint: _closed, ...hold }: KeptHold, meetingPoint?: string): Promise<void> {
      const place = meetingPoint === undefined ? null : await sealed({ id, ...hold }, meetingPoint);
      const row = {
        ...hold,
        ...nulled(hold, OPTIONAL),
        _id: id,
        meetingPoint: place,
        active: isActive({ id, ...hold }),
      };
      await HoldModel.create([row], { session });
    },
  };
}
