import { type ClientSession, Schema, model } from 'mongoose';

/** The parts that must be heard of, or every page says that they are not running. */
export const HEARTBEATS = ['SWEEP', 'QUEUE', 'MAIL'] as const;
export type HeartbeatName = (typeof HEARTBEATS)[number];

/** The last sign of life of one part. */
export interface Heartbeat {
  readonly name: HeartbeatName;
  readonly at: Date;
  /** False: it was there, and said that it cannot work. */
  readonly working: boolean;
}

type HeartbeatRecord = Omit<Heartbeat, 'name'> & { readonly _id: HeartbeatName };

const HeartbeatModel = model(
  'Heartbeat',
  new Schema<HeartbeatRecord>(
    {
      _id: { type: String, required: true, enum: HEARTBEATS },
      at: { type: Date, required: true },
      working: { type: Boolean, required: true },
    },
    { strict: 'throw', versionKey: false, collection: 'heartbeats' },
  ),
);

export function heartbeats(session: ClientSession | null) {
  return {
    async beat({ name, at, working }: Heartbeat): Promise<void> {
      await HeartbeatModel.updateOne({ _id: name }, { $set: { at, working } }, { upsert: true }).session(session);
    },

    /** The last sign of life of every part that ever gave one. */
    async all(): Promise<readonly Heartbeat[]> {
      const records = await HeartbeatModel.find().session(session).lean();
      return records.map(({ _id, at, working }) => ({ name: _id, at, working }));
    },
  };
}
