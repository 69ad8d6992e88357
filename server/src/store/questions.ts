import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import type { Keys } from '../crypto/keys.ts';
import { type Sealed, seal } from '../crypto/seal.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

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
export function questions(session: ClientSession | null, keys: Keys) {
  const toQuestion = ({ _id, question, answer, answeredAt, ...rest }: QuestionRecord): Question => ({
    ...rest,
    id: _id,
    question: sealedFrom(question, keys.case, place(_id, 'question')),
    ...(answer && answeredAt
      ? { answer: sealedFrom<string>(answer, keys.case, place(_id, 'answer')), answeredAt }
      : {}),
  });
  return {
    async ofRequests(requestIds: readonly PlacementRequestId[]): Promise<readonly Question[]> {
      const filter = { requestId: trusted({ $in: requestIds }) };
      const records = await QuestionModel.find(filter).session(session).sort({ askedAt: 1 }).lean<QuestionRecord[]>();
      return records.map(toQuestion);
    },

    async ask(question: Pick<Question, 'id' | 'requestId' | 'referralId' | 'askedAt'>, words: string): Promise<void> {
      const { id, ...rest } = question;
      const sealed = seal(words, keys.case, place(id, 'question'));
      await QuestionModel.create([{ _id: id, ...rest, question: sealed, answer: null, answeredAt: null }], { session });
    },

    /** Keeps the first answer to a question. Says whether it was the first. */
    async answer(id: string, words: string, at: Date): Promise<boolean> {
      const { modifiedCount } = await QuestionModel.updateOne(
        { _id: id, answeredAt: null },
        { $set: { answer: seal(words, keys.case, place(id, 'answer')), answeredAt: at } },
      ).session(session);
      return modifiedCount === 1;
    },
  };
}
