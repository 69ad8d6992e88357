import type { ServiceId } from '@openhaven/domain/ids';
import type { AnswerCounts } from '@openhaven/domain/service-answers';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

interface AnswerCountRecord {
  /** Month and service: one row for each. */
  readonly _id: string;
  readonly month: string;
  readonly serviceId: ServiceId;
  readonly counts: AnswerCounts;
}

const text = { type: String, required: true } as const;
const AnswerCountModel = model<AnswerCountRecord>(
  'AnswerCount',
  new Schema<AnswerCountRecord>(
    { _id: text, month: text, serviceId: text, counts: Schema.Types.Mixed },
    { collection: 'answer-counts', strict: 'throw', versionKey: false },
  ).index({ month: 1, serviceId: 1 }),
);

/** How services have answered, by month. Numbers alone: no row leads back to a household. */
export function answerCounts(session: ClientSession | null) {
  return {
    /** Counts one answer of a service under each of these, in one write. */
    async add(month: string, serviceId: ServiceId, keys: readonly string[]): Promise<void> {
      const more = Object.fromEntries(keys.map((key) => [`counts.${key}`, 1]));
      await AnswerCountModel.updateOne(
        { _id: `${month} ${serviceId}` },
        { $inc: more, $setOnInsert: { month, serviceId } },
        { upsert: true },
      ).session(session);
    },

    /** The sums of the months from one to another, both among them: of one service, or of all. */
    async between(from: string, to: string, serviceId?: ServiceId): Promise<AnswerCounts> {
      const filter = { month: trusted({ $gte: from, $lte: to }), ...(serviceId && { serviceId }) };
      const records = await AnswerCountModel.find(filter).session(session).lean<AnswerCountRecord[]>();
      const sums: Record<string, number> = {};
      for (const { counts } of records)
        for (const [key, count] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + count;
      return sums;
    },
  };
}
