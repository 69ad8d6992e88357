import { randomUUID } from 'node:crypto';
import type { NoticeId, PlacementRequestId, ReferralId, ServiceId, TellingId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, type UpdateQuery, model, trusted } from 'mongoose';

/**
 * UNKNOWN: handed to the post office, which has not said whether it went out. It is written before a mail leaves, so that
 * a process that dies in between leaves the truth behind. The next attempt carries the same message id.
 */
export const NOTICE_STATES = ['QUEUED', 'SENT', 'FAILED', 'UNKNOWN'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** States of a notice that went out, or may have. */
const LEFT: readonly NoticeState[] = ['SENT', 'UNKNOWN'];

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

/** The people who are told of something at once: one job sees to the e-mails of all of them. */
export interface Told {
  readonly tellingId: TellingId;
  readonly userIds: readonly UserId[];
}

export interface Notice extends NoticeToSend {
  readonly id: NoticeId;
  readonly tellingId: TellingId;
  readonly state: NoticeState;
  readonly createdAt: Date;
  /** The e-mail that carried it: the id of the notice that the e-mail began with. */
  readonly mailId?: NoticeId;
  /** When that e-mail was handed to the post office. */
  readonly sentAt?: Date;
  /** How often it was handed over. */
  readonly attempts: number;
  /** Why it could not be sent, or not at first: a code of the post office. */
  readonly failure?: string;
  /** Nobody knows whether it went out, and it is not tried again. */
  readonly givenUp?: true;
}

/** What the post office said of one e-mail: taken, never to be taken, or not taken this time. */
export type MailOutcome =
  | { readonly is: 'SENT'; readonly at: Date }
  | { readonly is: 'REFUSED' | 'NOT_SENT'; readonly code: string };

/** What decides about the e-mail to one person. */
export interface Outlook {
  /** What the telling says to them, whatever has become of it. */
  readonly told: readonly Notice[];
  /** What waits for them, of this telling and of others, oldest first: it goes out as one digest. */
  readonly waiting: readonly Notice[];
  /** When each e-mail was handed over lately, oldest first, on which the limit is decided. */
  readonly mails: readonly Date[];
}

type NoticeRecord = Omit<Notice, 'id'> & { readonly _id: string };

const schema = new Schema<NoticeRecord>(
  {
    _id: { type: String, required: true },
    tellingId: { type: String, required: true },
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    urgent: { type: Boolean, required: true },
    requestId: String,
    referralId: String,
    serviceId: String,
    state: { type: String, required: true, enum: NOTICE_STATES },
    createdAt: { type: Date, required: true },
    mailId: String,
    sentAt: Date,
    attempts: { type: Number, required: true },
    failure: String,
    givenUp: Boolean,
  },
  { strict: 'throw', versionKey: false, collection: 'notices' },
)
  .index({ userId: 1, state: 1, sentAt: 1 })
  .index({ tellingId: 1 })
  .index({ mailId: 1 })
  .index({ state: 1, createdAt: 1 });

const NoticeModel = model('Notice', schema);

/** What people are told by e-mail, and what became of it. */
export function notices(session: ClientSession | null) {
  return { ...keeping(session), ...mailing(session) };
}

/** What is told, and looked up. */
function keeping(session: ClientSession | null) {
  return {
    /** Queues what is told at once, in one write. Returns the ids in the same order. */
    async addMany(tellingId: TellingId, queued: readonly NoticeToSend[], now: Date): Promise<readonly NoticeId[]> {
      const rows = queued.map((notice) => toQueued(tellingId, notice, now));
      if (rows.length > 0) await NoticeModel.insertMany(rows, { session, lean: true });
      return rows.map((row) => row._id);
    },

    async get(id: NoticeId): Promise<Notice | null> {
      const record = await NoticeModel.findById(id).session(session).lean();
      return record && toNotice(record);
    },

    /** Notices waiting for one person, oldest first. */
    async queuedFor(userId: UserId): Promise<readonly Notice[]> {
      return oldestFirst(await NoticeModel.find({ userId, state: 'QUEUED' }).session(session).lean());
    },

    /**
     * All that decides about the e-mails of a telling, for each of its people: what they are told, what else waits for
     * them, and what left for them since an instant. One read.
     */
    async outlooks({ tellingId, userIds }: Told, since: Date): Promise<ReadonlyMap<UserId, Outlook>> {
      const theirs = { userId: trusted({ $in: [...userIds] }) };
      const left = { ...theirs, state: trusted({ $in: LEFT }), sentAt: trusted({ $gte: since }) };
      const records = await NoticeModel.find(trusted({ $or: [{ tellingId }, { ...theirs, state: 'QUEUED' }, left] }))
        .session(session)
        .lean();
      const all = oldestFirst(records);
      return new Map(
        userIds.map((id) => [
          id,
          outlookOf(
            tellingId,
            since,
            all.filter(({ userId }) => userId === id),
          ),
        ]),
      );
    },

    /** The notices that one e-mail carries. */
    async ofMail(mailId: NoticeId): Promise<readonly Notice[]> {
      return (await NoticeModel.find({ mailId }).session(session).lean()).map(toNotice);
    },

    /** Notices in one state, oldest first, for the operator's page and the alarm. */
    async inState(state: NoticeState, limit: number): Promise<readonly Notice[]> {
      const records = await NoticeModel.find({ state }).sort({ createdAt: 1 }).limit(limit).session(session).lean();
      return records.map(toNotice);
    },

    /** Forgets notices older than an instant, sent or not. Returns how many. */
    async purge(createdBefore: Date): Promise<number> {
      const filter = { state: trusted({ $in: NOTICE_STATES }), createdAt: trusted({ $lt: createdBefore }) };
      return (await NoticeModel.deleteMany(filter).session(session)).deletedCount;
    },
  };
}

/** What happens to it on its way: each a conditional write. */
function mailing(session: ClientSession | null) {
  return {
    /**
     * Notes, before it does, that these leave as one e-mail: those of them that are in that state. One that has left in
     * another e-mail meanwhile is not taken. Returns how many were.
     */
    async handOver(
      ids: readonly NoticeId[],
      { from, mailId, now }: { from: NoticeState; mailId: NoticeId; now: Date },
    ): Promise<number> {
      const handed = { $set: { state: 'UNKNOWN', mailId, sentAt: now }, $inc: { attempts: 1 } } as const;
      const filter = { _id: trusted({ $in: [...ids] }), state: from };
      return (await NoticeModel.updateMany(filter, handed).session(session)).modifiedCount;
    },

    /**
     * Notes what became of an e-mail, for every notice it carried, unless that is noted already. What was not taken this
     * time waits again. Says whether anything was noted.
     */
    async settle(mailId: NoticeId, outcome: MailOutcome): Promise<boolean> {
      const filter = { mailId, state: 'UNKNOWN' as const };
      return (await NoticeModel.updateMany(filter, changeFor(outcome)).session(session)).modifiedCount > 0;
    },

    /** An e-mail stays unknown and is not repeated any more. Says whether it was not given up before. */
    async giveUp(mailId: NoticeId): Promise<boolean> {
      const filter = { mailId, state: 'UNKNOWN' as const, givenUp: null };
      return (await NoticeModel.updateMany(filter, { $set: { givenUp: true } }).session(session)).modifiedCount > 0;
    },

    /** These will never be sent: nobody is there to read them. */
    async fail(ids: readonly NoticeId[], failure: string): Promise<void> {
      const failed = { $set: { state: 'FAILED', failure } } as const;
      await NoticeModel.updateMany({ _id: trusted({ $in: [...ids] }) }, failed).session(session);
    },
  };
}

function outlookOf(tellingId: TellingId, since: Date, all: readonly Notice[]): Outlook {
  const gone = all.filter(({ state, sentAt }) => LEFT.includes(state) && sentAt !== undefined && sentAt >= since);
  const mails = new Map(gone.map(({ id, mailId, sentAt }) => [mailId ?? id, sentAt?.getTime() ?? 0]));
  return {
    told: all.filter((notice) => notice.tellingId === tellingId),
    waiting: all.filter(({ state }) => state === 'QUEUED'),
    mails: [...mails.values()].sort((a, b) => a - b).map((time) => new Date(time)),
  };
}

function changeFor(outcome: MailOutcome): UpdateQuery<NoticeRecord> {
  if (outcome.is === 'SENT') return { $set: { state: 'SENT', sentAt: outcome.at } };
  if (outcome.is === 'REFUSED') return { $set: { state: 'FAILED', failure: outcome.code } };
  return { $set: { state: 'QUEUED', failure: outcome.code }, $unset: { mailId: 1, sentAt: 1 } };
}

function toNotice({ _id, ...notice }: NoticeRecord): Notice {
  return { id: _id as NoticeId, ...notice };
}

function oldestFirst(records: readonly NoticeRecord[]): readonly Notice[] {
  return records.map(toNotice).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

function toQueued(tellingId: TellingId, notice: NoticeToSend, now: Date): NoticeRecord & { readonly _id: NoticeId } {
  return { _id: randomUUID() as NoticeId, tellingId, ...notice, state: 'QUEUED', createdAt: now, attempts: 0 };
}
