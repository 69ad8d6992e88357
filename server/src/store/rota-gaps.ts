import type { ServiceId } from '@openhaven/domain/ids';
import type { ToldGap } from '@openhaven/domain/rota-alarm';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** A gap of which somebody has been told. */
export interface KnownGap extends ToldGap {
  readonly serviceId: ServiceId;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const GapModel = model<KnownGap>(
  'RotaGap',
  new Schema<KnownGap>(
    { serviceId: text, from: date, until: date, told: text },
    { collection: 'rota-gaps', strict: 'throw', versionKey: false },
  ).index({ serviceId: 1, from: 1, told: 1 }, { unique: true }),
);

/** The gaps of which somebody has been told, as long as they are there: so that each is told of once. */
export function rotaGaps(session: ClientSession | null) {
  return {
    async ofService(serviceId: ServiceId): Promise<readonly KnownGap[]> {
      return GapModel.find({ serviceId }, { _id: 0 }).session(session).lean<KnownGap[]>();
    },

    /** Of two who tell of the same gap at once the second is run again and finds it told. */
    async addMany(gaps: readonly KnownGap[]): Promise<void> {
      if (gaps.length > 0) await GapModel.insertMany(gaps, { session, lean: true });
    },

    /** Forgets those that begin at these instants: they are over, or have been filled. */
    async forget(serviceId: ServiceId, froms: readonly Date[]): Promise<void> {
      if (froms.length === 0) return;
      await GapModel.deleteMany({ serviceId, from: trusted({ $in: [...froms] }) }).session(session);
    },
  };
}
