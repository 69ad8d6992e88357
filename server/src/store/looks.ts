import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model } from 'mongoose';

interface LookRecord {
  readonly _id: UserId;
  readonly at: readonly Date[];
}

const LookModel = model<LookRecord>(
  'Look',
  new Schema<LookRecord>(
    { _id: { type: String, required: true }, at: { type: [Date], required: true } },
    { collection: 'looks', strict: 'throw', versionKey: false },
  ),
);

/**
 * When somebody has looked at addresses lately: one document a person, so that two looks at the same instant cannot both
 * be the fifth. The second finds it changed, and is decided again.
 */
export function looks(session: ClientSession | null) {
  return {
    async of(userId: UserId): Promise<readonly Date[]> {
      const record = await LookModel.findById(userId).session(session).lean<LookRecord>();
      return record?.at ?? [];
    },

    async keep(userId: UserId, at: readonly Date[]): Promise<void> {
      await LookModel.updateOne({ _id: userId }, { $set: { at: [...at] } }, { upsert: true }).session(session);
    },
  };
}
