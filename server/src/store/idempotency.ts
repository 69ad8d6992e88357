import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import type { Keys } from '../crypto/keys.ts';
import { isSigned, sign } from '../crypto/signature.ts';
import { KeyUsedError } from '../errors.ts';
import { daysAfter } from './retention.ts';
import { isDuplicate } from './transaction.ts';

const KEPT_DAYS = 7;

/** What a key stands for: which command with which contents, and what became of it. */
export interface EarlierOutcome {
  readonly command: string;
  readonly bodyHash: string;
  /** Ids and codes only: enough to give the same answer again. */
  readonly outcome: unknown;
}

interface IdempotencyRecord extends EarlierOutcome {
  readonly _id: string;
  readonly at: Date;
  readonly purgeAt: Date;
}

const schema = new Schema<IdempotencyRecord>(
  {
    _id: { type: String, required: true },
    command: { type: String, required: true },
    bodyHash: { type: String, required: true },
    outcome: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    purgeAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, minimize: false, collection: 'idempotency' },
).index({ purgeAt: 1 });

const IdempotencyModel = model('Idempotency', schema);

/** Answers given under a key the client chose. A key is its owner's: two people may choose the same. */
export function idempotency(session: ClientSession | null, keys: Keys) {
  return {
    /** The fingerprint of a command's input. Keyed, since the input may hold a story that could be guessed. */
    hash(body: unknown): string {
      return sign('idempotency', body, keys.index);
    },

    /** Whether a fingerprint is that of this body, made by the current key or by one that the house still knows. */
    isHashOf(bodyHash: string, body: unknown): boolean {
      return isSigned('idempotency', body, bodyHash, keys.index);
    },

    async find(actorUserId: UserId, key: string): Promise<EarlierOutcome | null> {
      return IdempotencyModel.findById(`${actorUserId}:${key}`)
        .select(['-_id', 'command', 'bodyHash', 'outcome'])
        .session(session)
        .lean<EarlierOutcome>();
    },

    /**
     * Keeps the answer for seven days.
     * @throws KeyUsedError if there is one already: the unique id decides, so of two at once the second loses all it did
     */
    async save(answer: EarlierOutcome & { actorUserId: UserId; key: string; now: Date }): Promise<void> {
      const { actorUserId, key, now, command, bodyHash, outcome } = answer;
      const kept = { command, bodyHash, outcome, at: now, purgeAt: daysAfter(now, KEPT_DAYS) };
      try {
        await IdempotencyModel.insertMany([{ _id: `${actorUserId}:${key}`, ...kept }], { session, lean: true });
      } catch (error) {
        throw isDuplicate(error) ? new KeyUsedError() : error;
      }
    },

    async purge(now: Date): Promise<number> {
      const { deletedCount } = await IdempotencyModel.deleteMany({ purgeAt: trusted({ $lte: now }) }).session(session);
      return deletedCount;
    },
  };
}
