import type { HoldId, OrganisationId, ReleaseId, UserId } from '@openhaven/domain/ids';
import type { PlaceRelease } from '@openhaven/domain/place-release';
import { type ClientSession, Schema, model } from 'mongoose';

/** A release as it is kept: who gave it, and how often it has been used. Never what it lets somebody see. */
export interface KeptRelease extends PlaceRelease {
  readonly organisationId: OrganisationId;
  readonly releasedBy: UserId;
  readonly timesSeen: number;
  readonly lastSeenAt?: Date;
  readonly rev: number;
}

type ReleaseRecord = Omit<KeptRelease, 'id'> & { readonly _id: ReleaseId };

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;
const ReleaseModel = model<ReleaseRecord>(
  'Release',
  new Schema<ReleaseRecord>(
    {
      _id: text,
      holdId: text,
      organisationId: text,
      toUserId: text,
      releasedBy: text,
      releasedAt: date,
      expiresAt: date,
      takenBackAt: Date,
      timesSeen: count,
      lastSeenAt: Date,
      rev: count,
    },
    { collection: 'releases', strict: 'throw', versionKey: false },
  ).index({ holdId: 1, releasedAt: -1 }),
);

function toRelease({ _id, ...rest }: ReleaseRecord): KeptRelease {
  return { id: _id, ...rest };
}

/** Who may see where a place is. */
export function releases(session: ClientSession | null) {
  const save = async ({ id, rev }: KeptRelease, change: object): Promise<boolean> => {
    const { modifiedCount } = await ReleaseModel.updateOne(
      { _id: id, rev },
      { $set: change, $inc: { rev: 1 } },
    ).session(session);
    return modifiedCount === 1;
  };
  return {
    async get(id: ReleaseId): Promise<KeptRelease | null> {
      const record = await ReleaseModel.findById(id).session(session).lean<ReleaseRecord>();
      return record && toRelease(record);
    },

    /** Every release of a hold, the newest first. */
    async ofHold(holdId: HoldId): Promise<readonly KeptRelease[]> {
      const records = await ReleaseModel.find({ holdId })
        .sort({ releasedAt: -1 })
        .session(session)
        .lean<ReleaseRecord[]>();
      return records.map(toRelease);
    },

    async add({ id, ...release }: KeptRelease): Promise<void> {
      await ReleaseModel.create([{ _id: id, ...release }], { session });
    },

    /** Notes that it was taken back, unless somebody has changed it since `release.rev`. Says whether it was saved. */
    takeBack: (release: KeptRelease, at: Date): Promise<boolean> => save(release, { takenBackAt: at }),

    /** Notes that its person is looking now. Says whether it was saved. */
    seen: (release: KeptRelease, at: Date): Promise<boolean> =>
      save(release, { timesSeen: release.timesSeen + 1, lastSeenAt: at }),
  };
}
