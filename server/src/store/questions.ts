import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { STORY_ERASED } from '@openhaven/domain/story';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import type { Key } from '../crypto/keys.ts';
import { type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';

/** A question from a service, and its answer. Both are free text about a person: class C3. */
export interface Question {
  readonly id: string;
  readonly requestId: PlacementRequestId;
  readonly referralId: ReferralId;
  readonly askedAt: Date;
  readonly question: Sealed<string>;
  readonly answer?: Sealed<string>;
  readonly answeredAt?: Date;
}

interface QuestionRecord {
  _id: string;
  requestId: PlacementRequestId;
  referralId: ReferralId;
  askedAt: Date;
  question: SealedBytes;
  answer: SealedBytes | null;
  answeredAt: Date | null;
}

const text = { type: String, required: true } as const;
const QuestionModel = model<QuestionRecord>(
  'Question',
  new Schema<QuestionRecord>(
    {
      _id: text,
      requestId: text,
      referralId: text,
      askedAt: { type: Date, required: true },
      question: { type: Buffer, required: true },
      answer: Buffer,
      answeredAt: Date,
    },
    { collection: 'questions', strict: 'throw', versionKey: false },
  )
    .index({ requestId: 1, askedAt: 1 })
    .index({ referralId: 1 }),
);

const place = (id: string, field: string): { collection: string; id: string; field: string } => ({
  collection: 'questions',
  id,
  field,
});

/** What services asked about a household, and what they were told. */
export function questions(session: ClientSession | null, dataKeys: DataKeys) {
  const toQuestion = (
    { _id, question, answer, answeredAt, ...rest }: QuestionRecord,
    { erasedAt, case: key }: OwnKeys,
  ): Question => {
    const closed = (bytes: SealedBytes, field: string): Sealed<string> =>
      erasedAt ? insteadOf(STORY_ERASED, place(_id, field)) : sealedFrom<string>(bytes, key, place(_id, field));
    return {
      ...rest,
      id: _id,
      question: closed(question, 'question'),
      ...(answer && answeredAt ? { answer: closed(answer, 'answer'), answeredAt } : {}),
    };
  };
  const keyFor = async (referralId: ReferralId): Promise<Key> =>
    (await dataKeys.ofReferrals([referralId]))(referralId).case();
  return {
    async ofRequests(requestIds: readonly PlacementRequestId[]): Promise<readonly Question[]> {
      const filter = { requestId: trusted({ $in: requestIds }) };
      const records = await QuestionModel.find(filter).session(session).sort({ askedAt: 1 }).lean<QuestionRecord[]>();
      const ownKeys = await dataKeys.ofReferrals(records.map(({ referralId }) => referralId));
      return records.map((record) => toQuestion(record, ownKeys(record.referralId)));
    },

    async ask(question: Pick<Question, 'id' | 'requestId' | 'referralId' | 'askedAt'>, words: string): Promise<void> {
      const { id, ...rest } = question;
      const sealed = seal(words, await keyFor(question.referralId), place(id, 'question'));
      await QuestionModel.create([{ _id: id, ...rest, question: sealed, answer: null, answeredAt: null }], { session });
    },

    /** Keeps the first answer to a question. Says whether it was the first. */
    async answer({ id, referralId }: Question, words: string, at: Date): Promise<boolean> {
      const sealed = seal(words, await keyFor(referralId), place(id, 'answer'));
      const { modifiedCount } = await QuestionModel.updateOne(
        { _id: id, answeredAt: null },
        { $set: { answer: sealed, answeredAt: at } },
      ).session(session);
      return modifiedCount === 1;
    },
  };
}
