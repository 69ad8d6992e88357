import type { UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { daysAfter } from './retention.ts';

export const BROWSERS = ['CHROME', 'EDGE', 'FIREFOX', 'SAFARI', 'OTHER'] as const;
export const SYSTEMS = ['WINDOWS', 'MAC', 'LINUX', 'ANDROID', 'APPLE_MOBILE', 'OTHER'] as const;

/** What is kept of a browser: enough for its owner to know it again. What it says of itself in full is not kept. */
export interface Device {
  readonly browser: (typeof BROWSERS)[number];
  readonly system: (typeof SYSTEMS)[number];
}

/** Somebody is signed in. Known only by the hash of the id in the cookie. */
export interface Session extends Device {
  readonly idHash: string;
  readonly userId: UserId;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  /** Over at the latest then, whatever is done meanwhile. */
  readonly expiresAt: Date;
  readonly endedAt?: Date;
  /** When the person last proved once more who they are. */
  readonly elevatedAt?: Date;
  /** Signed in with a password alone where more is asked for: good for nothing but adding what is missing. */
  readonly limited?: true;
}

type SessionRecord = Omit<Session, 'idHash'> & { readonly _id: string; readonly purgeAt: Date };

const schema = new Schema<SessionRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    startedAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endedAt: Date,
    elevatedAt: Date,
    limited: Boolean,
    browser: { type: String, required: true, enum: BROWSERS, default: 'OTHER' },
    system: { type: String, required: true, enum: SYSTEMS, default: 'OTHER' },
    purgeAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'sessions' },
)
  .index({ userId: 1 })
  .index({ purgeAt: 1 });

const SessionModel = model('Session', schema);

export function sessions(session: ClientSession | null) {
  return {
    async get(idHash: string): Promise<Session | null> {
      const record = await SessionModel.findById(idHash).session(session).lean();
      return record && toSession(record);
    },

    /** Those of a person that nobody has ended, the latest seen first. Some may have run out. */
    async openOf(userId: UserId): Promise<readonly Session[]> {
      const open = { userId, endedAt: trusted({ $exists: false }) };
      return (await SessionModel.find(open).sort({ lastSeenAt: -1 }).session(session).lean()).map(toSession);
    },

    /** Those that exist of the ones asked for, ended or not, in no order. */
    async getMany(idHashes: readonly string[]): Promise<readonly Session[]> {
      const records = await SessionModel.find({ _id: trusted({ $in: [...idHashes] }) })
        .session(session)
        .lean();
      return records.map(toSession);
    },

    async add({ idHash, ...started }: Session): Promise<void> {
      const purgeAt = daysAfter(started.expiresAt, 1);
      await SessionModel.create([{ _id: idHash, ...started, purgeAt }], { session });
    },

    /** Notes that the person is at work. */
    async touch(idHash: string, now: Date): Promise<void> {
      await SessionModel.updateOne({ _id: idHash }, { $max: { lastSeenAt: now } }).session(session);
    },

    async end(idHash: string, now: Date): Promise<void> {
      const open = { _id: idHash, endedAt: trusted({ $exists: false }) };
      await SessionModel.updateOne(open, { $set: { endedAt: now } }).session(session);
    },

    /** Ends every session of a person, or every one but `kept`: access that is taken away is gone at once. */
    async endAllOf(userId: UserId, now: Date, kept = ''): Promise<void> {
      const open = { userId, endedAt: trusted({ $exists: false }), _id: trusted({ $ne: kept }) };
      await SessionModel.updateMany(open, { $set: { endedAt: now } }).session(session);
    },

    async purge(now: Date): Promise<number> {
      const { deletedCount } = await SessionModel.deleteMany({ purgeAt: trusted({ $lte: now }) }).session(session);
      return deletedCount;
    },
  };
}

function toSession({ _id, purgeAt: _purgeAt, ...started }: SessionRecord): Session {
  return { idHash: _id, ...started };
}
