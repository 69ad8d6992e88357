import { randomUUID } from 'node:crypto';
import type { LookAlarmId, OrganisationId, UserId } from '@openhaven/domain/ids';
import type { LookFinding, LookPattern } from '@openhaven/domain/look-pattern';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type Nulled, nulled, withoutNulls } from './optional.ts';

/** Somebody looked at more than their work explains: ids and codes only. */
export interface LookAlarm {
  readonly id: LookAlarmId;
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly pattern: LookPattern;
  /** Of how many different records, when it was noted. */
  readonly count: number;
  /** Civil day in London: once a day for a person and a pattern. */
  readonly day: string;
  readonly notedAt: Date;
  readonly finding?: LookFinding;
  readonly foundBy?: UserId;
  readonly rev: number;
}

interface AlarmRecord extends Nulled<Omit<LookAlarm, 'id'>> {
  readonly _id: LookAlarmId;
  readonly waiting: boolean;
}

const text = { type: String, required: true } as const;
const AlarmModel = model<AlarmRecord>(
  'LookAlarm',
  new Schema<AlarmRecord>(
    {
      _id: text,
      userId: text,
      organisationId: text,
      pattern: text,
      count: { type: Number, required: true },
      day: text,
      notedAt: { type: Date, required: true },
      finding: String,
      foundBy: String,
      waiting: { type: Boolean, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'look-alarms', strict: 'throw', versionKey: false },
  )
    .index({ userId: 1, pattern: 1, day: 1 }, { unique: true })
    .index({ waiting: 1, notedAt: 1 }),
);

function toAlarm({ _id, waiting: _waiting, ...rest }: AlarmRecord): LookAlarm {
  return { ...withoutNulls(rest), id: _id };
}

/** Unusual looks, and what was found when somebody asked why. */
export function lookAlarms(session: ClientSession | null) {
  return {
    async get(id: LookAlarmId): Promise<LookAlarm | null> {
      const record = await AlarmModel.findById(id).session(session).lean<AlarmRecord>();
      return record && toAlarm(record);
    },

    /** Whether a person's pattern has been noted on a day. */
    async has({ userId, pattern, day }: Pick<LookAlarm, 'userId' | 'pattern' | 'day'>): Promise<boolean> {
      return (await AlarmModel.exists({ userId, pattern, day }).session(session)) !== null;
    },

    /** At most one is kept of a person, a pattern and a day: of two at once the second is run again and finds it. */
    async add(alarm: Omit<LookAlarm, 'id' | 'rev' | 'finding' | 'foundBy'>): Promise<void> {
      const row = { ...alarm, finding: null, foundBy: null, waiting: true, rev: 1 };
      await AlarmModel.create([{ _id: randomUUID() as LookAlarmId, ...row }], { session });
    },

    /** Those that wait for somebody first, then the latest. */
    async latest(limit: number): Promise<readonly LookAlarm[]> {
      const found = AlarmModel.find({}).sort({ waiting: -1, notedAt: -1 }).limit(limit).session(session);
      return (await found.lean<AlarmRecord[]>()).map(toAlarm);
    },

    /** Those that wait for somebody, longest first. */
    async waiting(limit: number): Promise<readonly LookAlarm[]> {
      const found = AlarmModel.find({ waiting: true }).sort({ notedAt: 1 }).limit(limit).session(session);
      return (await found.lean<AlarmRecord[]>()).map(toAlarm);
    },

    /** Saves what was found, unless somebody was quicker. Says whether it was saved. */
    async save(alarm: LookAlarm): Promise<boolean> {
      const $set = { ...nulled(alarm, ['finding', 'foundBy']), waiting: alarm.finding === undefined };
      const filter = { _id: alarm.id, rev: alarm.rev };
      const { modifiedCount } = await AlarmModel.updateOne(filter, { $set, $inc: { rev: 1 } }).session(session);
      return modifiedCount === 1;
    },

    /** Throws away those that somebody has asked about, noted before an instant. Returns how many. */
    async purge(before: Date): Promise<number> {
      const old = { waiting: false, notedAt: trusted({ $lt: before }) };
      return (await AlarmModel.deleteMany(old).session(session)).deletedCount;
    },
  };
}
