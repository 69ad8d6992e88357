import type { UnmetNeedReason } from '@openhaven/domain/codes';
import type { ReferralId, UnmetNeedId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model } from 'mongoose';

/** A need that nothing met. Counted once for a household, however many said no. */
export interface UnmetNeed {
  readonly id: UnmetNeedId;
  readonly referralId: ReferralId;
  readonly reason: UnmetNeedReason;
  readonly recordedAt: Date;
}

interface UnmetNeedRecord extends Omit<UnmetNeed, 'id'> {
  _id: UnmetNeedId;
}

const text = { type: String, required: true } as const;
const UnmetNeedModel = model<UnmetNeedRecord>(
  'UnmetNeed',
  new Schema<UnmetNeedRecord>(
    { _id: text, referralId: text, reason: text, recordedAt: { type: Date, required: true } },
    { collection: 'unmet-needs', strict: 'throw', versionKey: false },
  ).index({ referralId: 1 }, { unique: true }),
);

/** Needs that nothing met: at most one for a referral. */
export function unmetNeeds(session: ClientSession | null) {
  return {
    async ofReferral(referralId: ReferralId): Promise<UnmetNeed | null> {
      const record = await UnmetNeedModel.findOne({ referralId }).session(session).lean<UnmetNeedRecord>();
      if (!record) return null;
      const { _id, ...rest } = record;
      return { ...rest, id: _id };
    },

    async remove(referralId: ReferralId): Promise<void> {
      await UnmetNeedModel.deleteOne({ referralId }).session(session);
    },

    async add({ id, ...rest }: UnmetNeed): Promise<void> {
      await UnmetNeedModel.create([{ _id: id, ...rest }], { session });
    },
  };
}
