import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** What a ticket is for: the second half of signing in, or an answer to one challenge. */
export type TicketPurpose = 'CODE' | 'ADD_PASSKEY' | 'SIGN_IN_BY_PASSKEY' | 'STEP_UP_BY_PASSKEY';

/** Something begun that the same browser may finish once, within minutes. Known only by the hash of what it holds. */
export interface Ticket {
  readonly idHash: string;
  readonly purpose: TicketPurpose;
  readonly expiresAt: Date;
  /** Whose it is, where that is known already. */
  readonly userId?: UserId;
  /** What a passkey has to sign. */
  readonly challenge?: string;
  /** How many wrong answers it still bears. */
  readonly triesLeft: number;
}

type TicketRecord = Omit<Ticket, 'idHash'> & { readonly _id: string };

const schema = new Schema<TicketRecord>(
  {
    _id: { type: String, required: true },
    purpose: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    userId: String,
    challenge: String,
    triesLeft: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'tickets' },
).index({ expiresAt: 1 });

const TicketModel = model('Ticket', schema);

export function tickets(session: ClientSession | null) {
  const holding = (idHash: string, now: Date) => ({
    _id: idHash,
    expiresAt: trusted({ $gt: now }),
    triesLeft: trusted({ $gt: 0 }),
  });
  return {
    async add({ idHash, ...ticket }: Ticket): Promise<void> {
      await TicketModel.create([{ _id: idHash, ...ticket }], { session });
    },

    /** A ticket that still holds, or null. */
    async get(idHash: string, now: Date): Promise<Ticket | null> {
      const record = await TicketModel.findOne(holding(idHash, now)).session(session).lean();
      return record && toTicket(record);
    },

    /** Uses a ticket up, once: null for whoever comes second, or too late. */
    async take(idHash: string, now: Date): Promise<Ticket | null> {
      const record = await TicketModel.findOneAndDelete(holding(idHash, now)).session(session).lean();
      return record && toTicket(record);
    },

    /** Notes a wrong answer. After the last one the ticket is worth nothing. */
    async miss(idHash: string): Promise<void> {
      await TicketModel.updateOne({ _id: idHash }, { $inc: { triesLeft: -1 } }).session(session);
    },

    async purge(now: Date): Promise<number> {
      const { deletedCount } = await TicketModel.deleteMany({ expiresAt: trusted({ $lte: now }) }).session(session);
      return deletedCount;
    },
  };
}

function toTicket({ _id, ...ticket }: TicketRecord): Ticket {
  return { idHash: _id, ...ticket };
}
