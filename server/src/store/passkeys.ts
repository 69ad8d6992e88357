import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, type Types, Schema, model, mongo, trusted } from 'mongoose';
import type { PublicPasskey } from '../crypto/passkey.ts';

/** A passkey of somebody, and what they call it. */
export interface Passkey extends PublicPasskey {
  readonly userId: UserId;
  readonly name: string;
  readonly addedAt: Date;
  readonly lastUsedAt?: Date;
}

interface PasskeyRecord extends Omit<Passkey, 'id' | 'publicKey'> {
  readonly _id: string;
  readonly publicKey: Types.Buffer | mongo.Binary | Buffer;
}

const schema = new Schema<PasskeyRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    name: { type: String, required: true },
    publicKey: { type: Buffer, required: true },
    counter: { type: Number, required: true },
    transports: { type: [String], required: true },
    addedAt: { type: Date, required: true },
    lastUsedAt: Date,
  },
  { strict: 'throw', versionKey: false, collection: 'passkeys' },
).index({ userId: 1, addedAt: 1 });

const PasskeyModel = model('Passkey', schema);

export function passkeys(session: ClientSession | null) {
  return {
    async get(id: string): Promise<Passkey | null> {
      const record = await PasskeyModel.findById(id).session(session).lean<PasskeyRecord>();
      return record && toPasskey(record);
    },

    /** Those of these people, the oldest first. */
    async ofPeople(userIds: readonly UserId[]): Promise<readonly Passkey[]> {
      const filter = { userId: trusted({ $in: [...userIds] }) };
      const records = await PasskeyModel.find(filter).sort({ addedAt: 1 }).session(session).lean<PasskeyRecord[]>();
      return records.map(toPasskey);
    },

    async add({ id, publicKey, ...passkey }: Passkey): Promise<void> {
      await PasskeyModel.create([{ _id: id, publicKey: Buffer.from(publicKey), ...passkey }], { session });
    },

    /** Notes that it has signed. False: it has signed meanwhile, so this answer is a copy of another. */
    async use({ id, counter }: Passkey, used: { readonly counter: number; readonly now: Date }): Promise<boolean> {
      const change = { $set: { counter: used.counter, lastUsedAt: used.now } };
      return (await PasskeyModel.updateOne({ _id: id, counter }, change).session(session)).matchedCount === 1;
    },

    async remove(id: string, userId: UserId): Promise<void> {
      await PasskeyModel.deleteOne({ _id: id, userId }).session(session);
    },

    async removeAllOf(userId: UserId): Promise<void> {
      await PasskeyModel.deleteMany({ userId }).session(session);
    },
  };
}

function toPasskey({ _id, publicKey, ...passkey }: PasskeyRecord): Passkey {
  const bytes = publicKey instanceof mongo.Binary ? publicKey.value() : publicKey;
  return { id: _id, publicKey: new Uint8Array(bytes), ...passkey };
}
