import type { GapCount, GapKey } from '@openhaven/domain/gaps';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

interface GapRecord extends GapCount {
  /** Month, group and code: one row for each. */
  readonly _id: string;
}

const text = { type: String, required: true } as const;
const GapModel = model<GapRecord>(
  'GapCount',
  new Schema<GapRecord>(
    { _id: text, month: text, group: text, code: text, count: { type: Number, required: true } },
    { collection: 'gap-counts', strict: 'throw', versionKey: false },
  ).index({ month: 1 }),
);

/** How many needs nothing met, by month. Numbers alone: no row leads back to a household. */
export function gapCounts(session: ClientSession | null) {
  return {
    /** Counts one household under each of these, in a month. */
    async add(month: string, keys: readonly GapKey[], count = 1): Promise<void> {
      for (const { group, code } of keys) {
        const _id = `${month} ${group} ${code}`;
        const began = { month, group, code };
        const more = { $inc: { count }, $setOnInsert: began };
        await GapModel.updateOne({ _id }, more, { upsert: true }).session(session);
      }
    },

    /** The counts of the months from one to another, both among them. */
    async between(from: string, to: string): Promise<readonly GapCount[]> {
      const rows = await GapModel.find({ month: trusted({ $gte: from, $lte: to }) })
        .session(session)
        .lean<GapRecord[]>();
      return rows.map(({ _id, ...rest }) => rest);
    },
  };
}
