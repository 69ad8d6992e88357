import { randomUUID } from 'node:crypto';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import type { JobName, JobRequest } from '../jobs/contracts.ts';
import { daysAfter } from './retention.ts';

const STATES = ['WAITING', 'DONE'] as const;
const KEPT_DAYS = 7;

/** What a job is about: ids, the first of them its subject. */
type JobIds = Readonly<Record<string, string | readonly string[]>>;

interface OutboxRecord {
  _id: string;
  name: JobName;
  data: JobIds;
  /** The first id of the data, so that a job can be found by what it is about. */
  subject: string;
  dueAt: Date;
  state: (typeof STATES)[number];
  /** When somebody may take it: at first when it is due, then when the lease of whoever took it runs out. */
  takeFrom: Date;
  attempts: number;
  relayed: boolean;
  createdAt: Date;
  purgeAt?: Date;
}

const schema = new Schema<OutboxRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    subject: { type: String, required: true },
    dueAt: { type: Date, required: true },
    state: { type: String, required: true, enum: STATES },
    takeFrom: { type: Date, required: true },
    attempts: { type: Number, required: true },
    relayed: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    purgeAt: Date,
  },
  { strict: 'throw', versionKey: false, collection: 'outbox' },
)
  .index({ state: 1, takeFrom: 1 })
  .index({ relayed: 1, state: 1, createdAt: 1 })
  .index({ subject: 1, name: 1 })
  .index({ purgeAt: 1 });

const OutboxModel = model('Outbox', schema);

/** A job somebody asked for, as the relay and the sweep see it. `data` is checked against its contract before it runs. */
export interface OutboxRow {
  readonly id: string;
  readonly name: JobName;
  readonly data: JobIds;
  readonly dueAt: Date;
  /** From when on it may be taken: when it is due, or when a lease or a pause is over. */
  readonly takeFrom: Date;
  /** How often it has been taken, this time included. */
  readonly attempts: number;
}

/** Jobs asked for in this transaction. The relay hands them on once it has committed; the sweep finds them anyway. */
export function outbox(session: ClientSession | null) {
  return { ...asking(session), ...running(session) };
}

/** What those do who want something done, or no more. */
function asking(session: ClientSession | null) {
  return {
    async add(...jobs: readonly JobRequest[]): Promise<readonly OutboxRow[]> {
      const records = jobs.map(toRecord);
      if (records.length > 0) await OutboxModel.insertMany(records, { session, lean: true });
      return records.map(toRow);
    },

    /** Takes back what is not needed any more: waiting jobs of these names about these things, the first ids of their data. */
    async cancel(abouts: readonly string[], ...names: readonly JobName[]): Promise<void> {
      if (abouts.length === 0) return;
      await OutboxModel.updateMany(
        { subject: trusted({ $in: [...abouts] }), name: trusted({ $in: [...names] }), state: 'WAITING' },
        { $set: { state: 'DONE', purgeAt: daysAfter(new Date(), KEPT_DAYS) } },
      ).session(session);
    },

    /** The things, of those named, about which a job of a name waits. */
    async waiting(name: JobName, abouts: readonly string[]): Promise<ReadonlySet<string>> {
      const filter = { subject: trusted({ $in: [...abouts] }), name, state: 'WAITING' as const };
      const records = await OutboxModel.find(filter).select(['-_id', 'subject']).session(session).lean();
      return new Set(records.map(({ subject }) => subject));
    },

    /** About what jobs of one name are due and in nobody's hands, longest due first. */
    async dueOf(name: JobName, now: Date, limit: number): Promise<readonly string[]> {
      const filter = { state: 'WAITING' as const, takeFrom: trusted({ $lte: now }), name };
      const records = await OutboxModel.find(filter).sort({ takeFrom: 1 }).limit(limit).session(session).lean();
      return records.map(({ subject }) => subject);
    },

    /** Has waiting jobs of a name about one thing run at another time. Says whether there were any. */
    async move(name: JobName, about: string, dueAt: Date): Promise<boolean> {
      const { matchedCount } = await OutboxModel.updateMany(
        { subject: about, name, state: 'WAITING' },
        { $set: { dueAt, takeFrom: dueAt } },
      ).session(session);
      return matchedCount > 0;
    },
  };
}

/** What those do who see to it that it is done. */
function running(session: ClientSession | null) {
  return {
    /** What is due and not done, longest due first. Somebody else may be at work on none of it: `take` decides. */
    async due(now: Date, limit: number): Promise<readonly OutboxRow[]> {
      const filter = { state: 'WAITING' as const, takeFrom: trusted({ $lte: now }) };
      const records = await OutboxModel.find(filter).sort({ takeFrom: 1 }).limit(limit).session(session).lean();
      return records.map(toRow);
    },

    /** Takes a due job for `leaseMs`: null if it is done, not due, or taken by another whose lease still runs. */
    async take(id: string, now: Date, leaseMs: number): Promise<OutboxRow | null> {
      const record = await OutboxModel.findOneAndUpdate(
        { _id: id, state: 'WAITING', takeFrom: trusted({ $lte: now }) },
        { $set: { takeFrom: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1 } },
        { returnDocument: 'after' },
      )
        .session(session)
        .lean();
      return record && toRow(record);
    },

    /** Finishes a job. False: it was finished or taken back already, so whatever it asked for must not be done again. */
    async finish(id: string, now: Date): Promise<boolean> {
      const { modifiedCount } = await OutboxModel.updateOne(
        { _id: id, state: 'WAITING' },
        { $set: { state: 'DONE', purgeAt: daysAfter(now, KEPT_DAYS) } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Gives a taken job back, to be tried again from `dueAt` on. */
    async postpone(id: string, dueAt: Date, attempts: number): Promise<void> {
      await OutboxModel.updateOne({ _id: id, state: 'WAITING' }, { $set: { takeFrom: dueAt, attempts } }).session(
        session,
      );
    },

    /** Jobs that the queue has not been told of yet, oldest first. */
    async unrelayed(limit: number): Promise<readonly OutboxRow[]> {
      const filter = { relayed: false, state: 'WAITING' as const };
      const records = await OutboxModel.find(filter).sort({ createdAt: 1 }).limit(limit).session(session).lean();
      return records.map(toRow);
    },

    async markRelayed(ids: readonly string[]): Promise<void> {
      await OutboxModel.updateMany({ _id: trusted({ $in: [...ids] }) }, { $set: { relayed: true } }).session(session);
    },

    /** Forgets jobs done a week ago. Returns how many. */
    async purge(now: Date): Promise<number> {
      const { deletedCount } = await OutboxModel.deleteMany({ purgeAt: trusted({ $lte: now }) }).session(session);
      return deletedCount;
    },
  };
}

function toRecord({ name, data, dueAt }: JobRequest): OutboxRecord {
  const [subject = ''] = Object.values<string | readonly string[]>(data).flat();
  const clear = { state: 'WAITING', attempts: 0, relayed: false } as const;
  return { _id: randomUUID(), name, data, subject, dueAt, takeFrom: dueAt, createdAt: new Date(), ...clear };
}

function toRow({ _id, name, data, dueAt, takeFrom, attempts }: OutboxRecord): OutboxRow {
  return { id: _id, name, data, dueAt, takeFrom, attempts };
}
