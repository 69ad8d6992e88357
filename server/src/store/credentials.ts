import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type Sealed, seal } from '../crypto/seal.ts';
import { asSpoken } from '../crypto/spoken-code.ts';
import { tokenHash } from '../crypto/token.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

/** What one person proves with, besides a password, who they are. Passkeys have a collection of their own. */
export interface Credentials {
  readonly userId: UserId;
  /** The secret shared with an authenticator app that has shown that it has it. */
  readonly appSecret?: Sealed<string>;
  readonly appSince?: Date;
  /** A secret that has been shown and not yet been confirmed with a code. */
  readonly offeredSecret?: Sealed<string>;
  /** How many recovery codes have not been used yet. */
  readonly recoveryCodesLeft: number;
}

interface CredentialsRecord {
  _id: UserId;
  appSecret: SealedBytes | null;
  appSince: Date | null;
  /** The newest step of time of which a code has been used: an older code, and that one again, count no more. */
  appStep: number;
  offeredSecret: SealedBytes | null;
  /** Fingerprints, so that what is kept is of no use to whoever reads it. */
  recoveryCodes: string[];
}

const schema = new Schema<CredentialsRecord>(
  {
    _id: { type: String, required: true },
    appSecret: Buffer,
    appSince: Date,
    appStep: { type: Number, required: true },
    offeredSecret: Buffer,
    recoveryCodes: { type: [String], required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'credentials' },
);

const CredentialsModel = model('Credentials', schema);

const NONE = { appSecret: null, appSince: null, appStep: 0, offeredSecret: null, recoveryCodes: [] as string[] };

const place = (id: UserId, field: string): { collection: string; id: string; field: string } => ({
  collection: 'credentials',
  id,
  field,
});

function toCredentials(record: CredentialsRecord, own: OwnKeys): Credentials {
  const { _id: userId, appSecret, appSince, offeredSecret, recoveryCodes } = record;
  const opened = (bytes: SealedBytes, field: string): Sealed<string> =>
    sealedFrom(bytes, own.case, place(userId, field));
  return {
    userId,
    recoveryCodesLeft: recoveryCodes.length,
    ...(appSecret && { appSecret: opened(appSecret, 'appSecret') }),
    ...(appSince && { appSince }),
    ...(offeredSecret && { offeredSecret: opened(offeredSecret, 'offeredSecret') }),
  };
}

export function credentials(session: ClientSession | null, dataKeys: DataKeys) {
  const sealed = async (userId: UserId, secret: string, field: string): Promise<Buffer> =>
    seal(secret, (await dataKeys.forUser(userId)).case(), place(userId, field));
  // Sixty bits of chance: a plain hash is enough, and no change of keys makes the codes worthless.
  const markOf = (userId: UserId, code: string): string => tokenHash(`${userId}|${asSpoken(code)}`);
  const set = async (userId: UserId, change: Partial<CredentialsRecord>): Promise<void> => {
    const untouched = Object.entries(NONE).filter(([field]) => !(field in change));
    await CredentialsModel.updateOne(
      { _id: userId },
      { $set: change, $setOnInsert: Object.fromEntries(untouched) },
      { upsert: true },
    ).session(session);
  };

  return {
    async get(userId: UserId): Promise<Credentials | null> {
      const record = await CredentialsModel.findById(userId).session(session).lean<CredentialsRecord>();
      return record && toCredentials(record, (await dataKeys.ofUsers([userId]))(userId));
    },

    async getMany(userIds: readonly UserId[]): Promise<readonly Credentials[]> {
      const records = await CredentialsModel.find({ _id: trusted({ $in: [...userIds] }) })
        .session(session)
        .lean<CredentialsRecord[]>();
      const own = await dataKeys.ofUsers(records.map(({ _id }) => _id));
      return records.map((record) => toCredentials(record, own(record._id)));
    },

    /** Keeps a secret that is being shown; an earlier one that was never confirmed is gone. */
    offerApp: async (userId: UserId, secret: string): Promise<void> =>
      set(userId, { offeredSecret: await sealed(userId, secret, 'offeredSecret') }),

    /** From now on the app with this secret counts; its code of `step` is used. */
    keepApp: async (
      userId: UserId,
      { secret, step, now }: { secret: string; step: number; now: Date },
    ): Promise<void> =>
      set(userId, {
        appSecret: await sealed(userId, secret, 'appSecret'),
        appSince: now,
        appStep: step,
        offeredSecret: null,
      }),

    forgetApp: (userId: UserId): Promise<void> =>
      set(userId, { appSecret: null, appSince: null, appStep: 0, offeredSecret: null }),

    /** Uses up the code of one step of time. False: it, or a later one, has been used already. */
    async takeStep(userId: UserId, step: number): Promise<boolean> {
      const unused = { _id: userId, appStep: trusted({ $lt: step }) };
      return (
        (await CredentialsModel.updateOne(unused, { $set: { appStep: step } }).session(session)).modifiedCount === 1
      );
    },

    /** Puts new recovery codes in place of all earlier ones. */
    keepRecoveryCodes: (userId: UserId, codes: readonly string[]): Promise<void> =>
      set(userId, { recoveryCodes: codes.map((code) => markOf(userId, code)) }),

    /** Uses up one recovery code. False: it is none, or has been used. */
    async takeRecoveryCode(userId: UserId, code: string): Promise<boolean> {
      const kept = markOf(userId, code);
      const { modifiedCount } = await CredentialsModel.updateOne(
        { _id: userId, recoveryCodes: kept },
        { $pull: { recoveryCodes: kept } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Forgets the app and every recovery code. */
    forgetAll: (userId: UserId): Promise<void> => set(userId, NONE),
  };
}
