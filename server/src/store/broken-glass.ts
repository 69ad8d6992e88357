import type { BrokenGlass, Reviewable } from '@openhaven/domain/break-glass';
import type { GlassId, ReferralId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';

/** A restricted referral opened in an emergency, and what another coordinator said of it. What was written is sealed. */
export interface KeptGlass extends BrokenGlass, Reviewable {
  readonly id: GlassId;
  readonly referralId: ReferralId;
  readonly brokenAt: Date;
  readonly reason: Sealed<string>;
  readonly reviewedAt?: Date;
  readonly accepted?: boolean;
  readonly words?: Sealed<string>;
}

interface GlassRecord extends Omit<KeptGlass, 'id' | 'reason' | 'words'> {
  readonly _id: GlassId;
  readonly reason: SealedBytes;
  readonly words?: SealedBytes;
  readonly waiting: boolean;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const GlassModel = model<GlassRecord>(
  'BrokenGlass',
  new Schema<GlassRecord>(
    {
      _id: text,
      referralId: text,
      userId: text,
      brokenAt: date,
      until: date,
      reviewBy: date,
      reason: { type: Buffer, required: true },
      reviewedBy: String,
      reviewedAt: Date,
      accepted: Boolean,
      words: Buffer,
      waiting: { type: Boolean, required: true },
    },
    { collection: 'broken-glass', strict: 'throw', versionKey: false },
  )
    .index({ userId: 1, until: 1 })
    .index({ referralId: 1, brokenAt: -1 })
    .index({ waiting: 1 }, { partialFilterExpression: { waiting: true } }),
);

const place = (id: string, field: string): SealPlace => ({ collection: 'broken-glass', id, field });

/** What a coordinator says of it. */
export interface GlassReview {
  readonly reviewedBy: UserId;
  readonly reviewedAt: Date;
  readonly accepted: boolean;
}

const ERASED = 'Erased with the story';

function toGlass({ _id, reason, words, waiting: _waiting, ...rest }: GlassRecord, own: OwnKeys): KeptGlass {
  const opened = (bytes: SealedBytes, field: string): Sealed<string> =>
    own.erasedAt ? insteadOf(ERASED, place(_id, field)) : sealedFrom(bytes, own.case, place(_id, field));
  return { ...rest, id: _id, reason: opened(reason, 'reason'), ...(words ? { words: opened(words, 'words') } : {}) };
}

/** Restricted referrals that were opened in an emergency. */
export function brokenGlass(session: ClientSession | null, dataKeys: DataKeys) {
  const toGlasses = async (records: readonly GlassRecord[]): Promise<readonly KeptGlass[]> => {
    const ownKeys = await dataKeys.ofReferrals(records.map(({ referralId }) => referralId));
    return records.map((record) => toGlass(record, ownKeys(record.referralId)));
  };
  const keyOf = async (referralId: ReferralId) => (await dataKeys.ofReferrals([referralId]))(referralId).case();

  return {
    async get(id: GlassId): Promise<KeptGlass | null> {
      const record = await GlassModel.findById(id).session(session).lean<GlassRecord>();
      return record && ((await toGlasses([record]))[0] ?? null);
    },

    /** What somebody has opened that is open still. */
    async openFor(userId: UserId, now: Date): Promise<readonly KeptGlass[]> {
      const filter = { userId, until: trusted({ $gt: now }) };
      return toGlasses(await GlassModel.find(filter).session(session).lean<GlassRecord[]>());
    },

    /** How often one referral was opened so, the latest first. */
    async ofReferral(referralId: ReferralId): Promise<readonly KeptGlass[]> {
      const records = await GlassModel.find({ referralId })
        .sort({ brokenAt: -1 })
        .session(session)
        .lean<GlassRecord[]>();
      return toGlasses(records);
    },

    /** Those that no coordinator has looked at. */
    async waiting(): Promise<readonly KeptGlass[]> {
      return toGlasses(await GlassModel.find({ waiting: true }).session(session).lean<GlassRecord[]>());
    },

    async add({ id, ...glass }: Omit<KeptGlass, 'reason' | 'words'>, reason: string): Promise<void> {
      const sealed = seal(reason, await keyOf(glass.referralId), place(id, 'reason'));
      await GlassModel.create([{ _id: id, ...glass, reason: sealed, waiting: true }], { session });
    },

    /** Keeps the first review. Says whether it was the first. */
    async review(
      { id, referralId }: Pick<KeptGlass, 'id' | 'referralId'>,
      review: GlassReview,
      words: string,
    ): Promise<boolean> {
      const sealed = seal(words, await keyOf(referralId), place(id, 'words'));
      const { modifiedCount } = await GlassModel.updateOne(
        { _id: id, waiting: true },
        { $set: { ...review, words: sealed, waiting: false } },
      ).session(session);
      return modifiedCount === 1;
    },
  };
}
