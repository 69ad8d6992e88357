import type { OrganisationId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** Somebody has lost what they sign in with besides a password: one asks that it be taken away, another agrees. */
export interface FactorReset {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly askedBy: UserId;
  readonly askedAt: Date;
  /** Set once a second person has agreed. */
  readonly takesEffectAt?: Date;
}

type ResetRecord = Omit<FactorReset, 'userId'> & { readonly _id: UserId };

const text = { type: String, required: true } as const;
const ResetModel = model<ResetRecord>(
  'FactorReset',
  new Schema<ResetRecord>(
    { _id: text, organisationId: text, askedBy: text, askedAt: { type: Date, required: true }, takesEffectAt: Date },
    { strict: 'throw', versionKey: false, collection: 'factorResets' },
  ).index({ takesEffectAt: 1, askedAt: 1 }),
);

export function factorResets(session: ClientSession | null) {
  return {
    async get(userId: UserId): Promise<FactorReset | null> {
      const record = await ResetModel.findById(userId).session(session).lean<ResetRecord>();
      return record && toReset(record);
    },

    async getMany(userIds: readonly UserId[]): Promise<readonly FactorReset[]> {
      const filter = { _id: trusted({ $in: [...userIds] }) };
      return (await ResetModel.find(filter).session(session).lean<ResetRecord[]>()).map(toReset);
    },

    /** Those that wait for a second person, the oldest first. */
    async toConfirm(): Promise<readonly FactorReset[]> {
      const filter = { takesEffectAt: null };
      const records = await ResetModel.find(filter).sort({ askedAt: 1 }).session(session).lean<ResetRecord[]>();
      return records.map(toReset);
    },

    async ask({ userId, ...reset }: FactorReset): Promise<void> {
      await ResetModel.create([{ _id: userId, ...reset }], { session });
    },

    async confirm(userId: UserId, takesEffectAt: Date): Promise<void> {
      await ResetModel.updateOne({ _id: userId }, { $set: { takesEffectAt } }).session(session);
    },

    async remove(userId: UserId): Promise<void> {
      await ResetModel.deleteOne({ _id: userId }).session(session);
    },
  };
}

function toReset({ _id, ...reset }: ResetRecord): FactorReset {
  return { userId: _id, ...reset };
}
