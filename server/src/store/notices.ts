import { randomUUID } from 'node:crypto';
import type { NoticeId, PlacementRequestId, ReferralId, ServiceId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** UNKNOWN: the post office was silent; it may have gone out. The next attempt carries the same message id. */
export const NOTICE_STATES = ['QUEUED', 'SENT', 'FAILED', 'UNKNOWN'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** A nudge to one member of staff by e-mail. What it is about is named by id only. */
export interface NoticeToSend {
  readonly userId: UserId;
  /** A code from the domain's list of notices. */
  readonly kind: string;
  readonly urgent: boolean;
  readonly requestId?: PlacementRequestId;
  readonly referralId?: ReferralId;
  readonly serviceId?: ServiceId;
}

export interface Notice extends NoticeToSend {
  readonly id: NoticeId;
  readonly state: NoticeState;
  readonly createdAt: Date;
  readonly sentAt?: Date;
  readonly attempts: number;
  /** Why it could not be sent: a code of the post office. */
  readonly failure?: string;
}

type NoticeRecord = Omit<Notice, 'id'> & { readonly _id: string };

const schema = new Schema<NoticeRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    urgent: { type: Boolean, required: true },
    requestId: String,
    referralId: String,
    serviceId: String,
    state: { type: String, required: true, enum: NOTICE_STATES },
    createdAt: { type: Date, required: true },
    sentAt: Date,
    attempts: { type: Number, required: true },
    failure: String,
  },
  { strict: 'throw', versionKey: false, collection: 'notices' },
)
  .index({ userId: 1, state: 1, sentAt: 1 })
  .index({ state: 1, createdAt: 1 });

const NoticeModel = model('Notice', schema);

export function notices(session: ClientSession | null) {
  const mark = async (id: NoticeId, set: Partial<NoticeRecord>): Promise<void> => {
    await NoticeModel.updateOne({ _id: id }, { $set: set, $inc: { attempts: 1 } }).session(session);
  };

  return {
    async add(notice: NoticeToSend, now = new Date()): Promise<NoticeId> {
      const id = randomUUID() as NoticeId;
      await NoticeModel.create([{ _id: id, ...notice, state: 'QUEUED', createdAt: now, attempts: 0 }], { session });
      return id;
    },

    async get(id: NoticeId): Promise<Notice | null> {
      const record = await NoticeModel.findById(id).session(session).lean();
      return record && toNotice(record);
    },

    /** Notices waiting for one person, oldest first: they go out as one digest. */
    async queuedFor(userId: UserId): Promise<readonly Notice[]> {
      const records = await NoticeModel.find({ userId, state: 'QUEUED' }).session(session).lean();
      return records.map(toNotice).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    },

    /** How many went to one person since an instant: the limit per person is decided on this. */
    async sentSince(userId: UserId, since: Date): Promise<number> {
      return NoticeModel.countDocuments({ userId, state: 'SENT', sentAt: trusted({ $gte: since }) }).session(session);
    },

    /** Notices in one state, oldest first, for the operator's page and the alarm. */
    async inState(state: NoticeState, limit: number): Promise<readonly Notice[]> {
      const records = await NoticeModel.find({ state }).sort({ createdAt: 1 }).limit(limit).session(session).lean();
      return records.map(toNotice);
    },

    markSent: (id: NoticeId, now: Date): Promise<void> => mark(id, { state: 'SENT', sentAt: now }),

    /** Not sent, with the post office's code for why. */
    markFailed: (id: NoticeId, failure: string): Promise<void> => mark(id, { state: 'FAILED', failure }),

    /** The post office fell silent after the message was handed over. */
    markUnknown: (id: NoticeId): Promise<void> => mark(id, { state: 'UNKNOWN' }),
  };
}

function toNotice({ _id, ...notice }: NoticeRecord): Notice {
  return { id: _id as NoticeId, ...notice };
}
