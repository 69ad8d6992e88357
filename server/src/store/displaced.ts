import { randomUUID } from 'node:crypto';
import type { CivilDate } from '@openhaven/domain/calendar';
import type { OrganisationId, PlacementId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { Loss } from '@openhaven/domain/replacing';
import type { VoidReason } from '@openhaven/domain/unit';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';
import { type Nulled, nulled, withoutNulls } from './optional.ts';

/** A household that lost its place or its home because units went out of use: ids and codes only. */
export interface Displaced {
  readonly referralId: ReferralId;
  readonly reference: string;
  readonly referrerOrganisationId: OrganisationId;
  readonly organisationId: OrganisationId;
  readonly serviceId: ServiceId;
  readonly unitLabel: string;
  readonly loss: Loss;
  readonly reason: VoidReason;
  readonly lostAt: Date;
  /** The stay that goes on until they have somewhere, where they live there. */
  readonly placementId?: PlacementId;
  readonly expectedBack?: CivilDate;
}

const OPTIONAL = ['placementId', 'expectedBack'] as const;

interface DisplacedRecord extends Nulled<Displaced> {
  readonly _id: string;
  readonly open: boolean;
}

const text = { type: String, required: true } as const;
const DisplacedModel = model<DisplacedRecord>(
  'Displaced',
  new Schema<DisplacedRecord>(
    {
      _id: text,
      referralId: text,
      reference: text,
      referrerOrganisationId: text,
      organisationId: text,
      serviceId: text,
      unitLabel: text,
      loss: text,
      reason: text,
      lostAt: { type: Date, required: true },
      placementId: String,
      expectedBack: String,
      open: { type: Boolean, required: true },
    },
    { collection: 'displaced', strict: 'throw', versionKey: false },
  )
    .index(
      { referralId: 1 },
      { unique: true, partialFilterExpression: { open: true }, name: 'one open row a household' },
    )
    .index({ open: 1, lostAt: 1 })
    .index({ serviceId: 1, open: 1, lostAt: 1 })
    .index({ referrerOrganisationId: 1, open: 1, lostAt: 1 }),
);

function toDisplaced({ _id, open: _open, ...rest }: DisplacedRecord): Displaced {
  return withoutNulls(rest);
}

/** More than this nobody can place again in one night. */
const MOST_SHOWN = 500;

/** Who has to be placed again, each household once, until it is placed or its referral has ended. */
export function displaced(session: ClientSession | null) {
  const find = async (filter: QueryFilter<DisplacedRecord>): Promise<readonly Displaced[]> => {
    const found = DisplacedModel.find({ ...filter, open: true })
      .sort({ lostAt: 1 })
      .limit(MOST_SHOWN)
      .session(session);
    return (await found.lean<DisplacedRecord[]>()).map(toDisplaced);
  };
  const settle = async (filter: QueryFilter<DisplacedRecord>): Promise<number> => {
    const { modifiedCount } = await DisplacedModel.updateMany(
      { ...filter, open: true },
      { $set: { open: false } },
    ).session(session);
    return modifiedCount;
  };
  return {
    /** Puts a household on the list; what it lost before is no longer what it looks for. */
    async put(row: Displaced): Promise<void> {
      await settle({ referralId: row.referralId });
      const kept = { ...row, ...nulled(row, OPTIONAL), _id: randomUUID(), open: true };
      await DisplacedModel.create([kept], { session });
    },

    open: (): Promise<readonly Displaced[]> => find({}),

    openOfServices: (ids: readonly ServiceId[]): Promise<readonly Displaced[]> =>
      find({ serviceId: trusted({ $in: [...ids] }) }),

    openOfReferrer: (referrerOrganisationId: OrganisationId): Promise<readonly Displaced[]> =>
      find({ referrerOrganisationId }),

    /** The row of a household that has to be placed again, or null. */
    async ofReferral(referralId: ReferralId): Promise<Displaced | null> {
      return (await find({ referralId }))[0] ?? null;
    },

    /** Takes households off the list: placed, ended, or back where they were. Says how many. */
    settle: (ids: readonly ReferralId[]): Promise<number> => settle({ referralId: trusted({ $in: [...ids] }) }),

    /** Throws away rows that are off the list, of losses before an instant. Returns how many. */
    async purge(before: Date): Promise<number> {
      const old = { open: false, lostAt: trusted({ $lt: before }) };
      return (await DisplacedModel.deleteMany(old).session(session)).deletedCount;
    },
  };
}
