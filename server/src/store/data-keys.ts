import type { ReferralId, SiteId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type WrappedKey, newDataKey, rewrapDataKey, unwrapDataKey } from '../crypto/data-key.ts';
import type { Key, Keys } from '../crypto/keys.ts';
import type { SealPlace } from '../crypto/seal.ts';
import { UnsealError } from '../errors.ts';
import { type SealedBytes, bytesOf } from './sealed-field.ts';

/** What has data keys of its own: with them everything that hangs on it can be made unreadable at once. */
type Subject = string;

/** The classes that are sealed apart: C3 under the case key, C4 under the location key. */
export const KEY_CLASSES = ['case', 'location'] as const;
export type KeyClass = (typeof KEY_CLASSES)[number];

/** The data keys of one referral or site. Each is opened when it is asked for, and not before. */
export interface OwnKeys {
  /** When they were destroyed: nothing they sealed can be read any more, by anybody. */
  readonly erasedAt?: Date;
  /** @throws UnsealError if there is no such key, or the house cannot open it */
  readonly case: () => Key;
  readonly location: () => Key;
}

interface KeysRecord {
  readonly _id: Subject;
  readonly createdAt: Date;
  readonly erasedAt: Date | null;
  readonly caseKek: string | null;
  readonly caseKey: SealedBytes | null;
  readonly locationKek: string | null;
  readonly locationKey: SealedBytes | null;
}

const KeysModel = model<KeysRecord>(
  'DataKeys',
  new Schema<KeysRecord>(
    {
      _id: { type: String, required: true },
      createdAt: { type: Date, required: true },
      erasedAt: Date,
      caseKek: String,
      caseKey: Buffer,
      locationKek: String,
      locationKey: Buffer,
    },
    { collection: 'data-keys', strict: 'throw', versionKey: false },
  )
    .index({ caseKek: 1, _id: 1 })
    .index({ locationKek: 1, _id: 1 }),
);

const FIELDS = {
  case: { kek: 'caseKek', key: 'caseKey' },
  location: { kek: 'locationKek', key: 'locationKey' },
} as const satisfies Record<KeyClass, { kek: keyof KeysRecord; key: keyof KeysRecord }>;

const placeOf = (id: Subject, field: KeyClass): SealPlace => ({ collection: 'data-keys', id, field });
const ofReferral = (id: ReferralId): Subject => `referral:${id}`;
const ofSite = (id: SiteId): Subject => `site:${id}`;
const ofUser = (id: UserId): Subject => `user:${id}`;

function keptKey(record: KeysRecord, field: KeyClass): WrappedKey | null {
  const [kek, key] = [record[FIELDS[field].kek], record[FIELDS[field].key]];
  return kek !== null && key !== null ? { kek, wrapped: bytesOf(key) } : null;
}

/** The keys in a record, each opened when it is asked for. */
function toOwnKeys(record: KeysRecord, keys: Keys): OwnKeys {
  const opener = (field: KeyClass) => (): Key => {
    const kept = keptKey(record, field);
    if (kept === null) throw new UnsealError(`${record._id} has no key for ${field}`);
    return unwrapDataKey(kept, keys[field], placeOf(record._id, field));
  };
  const { erasedAt } = record;
  return { ...(erasedAt && { erasedAt }), case: opener('case'), location: opener('location') };
}

/** No keys where there should be some: not erased, but lost. Whatever they sealed does not open. */
function lost(subject: Subject): OwnKeys {
  const fail = (): never => {
    throw new UnsealError(`${subject} has no data keys`);
  };
  return { case: fail, location: fail };
}

function newKeys(subject: Subject, fields: readonly KeyClass[], keys: Keys): Omit<KeysRecord, '_id'> {
  const make = (field: KeyClass): WrappedKey | undefined =>
    fields.includes(field) ? newDataKey(keys[field], placeOf(subject, field)) : undefined;
  const [ofCase, ofLocation] = [make('case'), make('location')];
  return {
    createdAt: new Date(),
    erasedAt: null,
    caseKek: ofCase?.kek ?? null,
    caseKey: ofCase?.wrapped ?? null,
    locationKek: ofLocation?.kek ?? null,
    locationKey: ofLocation?.wrapped ?? null,
  };
}

/**
 * Data keys, in a collection of their own: the one place to destroy, and one that backups of the rest leave out, so that
 * what is erased here is erased in every old copy of the rest as well. See README, "Erasing".
 */
export function dataKeys(session: ClientSession | null, keys: Keys) {
  // Of one snapshot: the same read would give the same answer. Outside a transaction nothing is remembered.
  const known = session === null ? null : new Map<Subject, OwnKeys>();
  const find = async (subjects: readonly Subject[]): Promise<ReadonlyMap<Subject, OwnKeys>> => {
    if (subjects.length === 0) return new Map();
    const filter = { _id: trusted({ $in: [...subjects] }) };
    const records = await KeysModel.find(filter).session(session).lean<KeysRecord[]>();
    return new Map(records.map((record) => [record._id, toOwnKeys(record, keys)]));
  };
  const keysOf = async <Id extends string>(
    ids: readonly Id[],
    subjectOf: (id: Id) => Subject,
  ): Promise<(id: Id) => OwnKeys> => {
    const wanted = [...new Set(ids)].map(subjectOf);
    const read = await find(wanted.filter((subject) => known?.has(subject) !== true));
    for (const [subject, own] of read) known?.set(subject, own);
    return (id) => read.get(subjectOf(id)) ?? known?.get(subjectOf(id)) ?? lost(subjectOf(id));
  };
  const keysFor = async (subject: Subject, fields: readonly KeyClass[]): Promise<OwnKeys> => {
    const $setOnInsert = newKeys(subject, fields, keys);
    const options = { upsert: true, returnDocument: 'after' } as const;
    const record = await KeysModel.findOneAndUpdate({ _id: subject }, { $setOnInsert }, options)
      .session(session)
      .lean<KeysRecord>();
    return toOwnKeys(record, keys);
  };
  return {
    /** The keys of some referrals in one read, or in none if this transaction knows them. */
    ofReferrals: (ids: readonly ReferralId[]): Promise<(id: ReferralId) => OwnKeys> => keysOf(ids, ofReferral),

    /** The keys of what some people prove with who they are. */
    ofUsers: (ids: readonly UserId[]): Promise<(id: UserId) => OwnKeys> => keysOf(ids, ofUser),

    /** The keys of a referral that is just being made. */
    async makeForReferral(id: ReferralId): Promise<OwnKeys> {
      const record = { _id: ofReferral(id), ...newKeys(ofReferral(id), KEY_CLASSES, keys) };
      await KeysModel.insertMany([record], { session, lean: true });
      const own = toOwnKeys(record, keys);
      known?.set(record._id, own);
      return own;
    },

    /** The keys of a site, made if it is new. */
    forSite: (id: SiteId): Promise<OwnKeys> => keysFor(ofSite(id), ['location']),

    /** The keys of a person, made when there is first something to seal. */
    forUser: (id: UserId): Promise<OwnKeys> => keysFor(ofUser(id), ['case']),

    /** Destroys the keys of a referral. What is left says when. */
    async eraseReferral(id: ReferralId, erasedAt: Date): Promise<void> {
      known?.delete(ofReferral(id));
      const gone = { caseKek: null, caseKey: null, locationKek: null, locationKey: null };
      const update = { $set: { erasedAt, ...gone }, $setOnInsert: { createdAt: erasedAt } };
      await KeysModel.updateOne({ _id: ofReferral(id) }, update, { upsert: true }).session(session);
    },
  };
}

export type DataKeys = ReturnType<typeof dataKeys>;

/** How one batch of a rotation went. */
export interface RewrappedBatch {
  readonly rewrapped: number;
  /** Data keys that the key they name does not open. */
  readonly unreadable: number;
  /** Where to go on from; null at the end. */
  readonly last: string | null;
}

const BATCH = 200;

/** Data keys wrapped anew by the current keys of the house, while everybody goes on working. */
export function keyRotation(keys: Keys) {
  return {
    /** The ids of the other keys of the house: what they wrap is to be wrapped anew. */
    others: (field: KeyClass): readonly string[] => keys[field].others.map(({ id }) => id),

    /** How many data keys are not under the current key. */
    async countLeft(field: KeyClass): Promise<number> {
      const { kek } = FIELDS[field];
      const all = await KeysModel.countDocuments({ [kek]: trusted({ $gt: '' }) });
      return all - (await KeysModel.countDocuments({ [kek]: keys[field].current.id }));
    },

    /**
     * One batch of what is under another key, in the order of ids after `after`. Each is written only if it is still as it
     * was read: what is erased meanwhile stays erased.
     */
    async rewrap(field: KeyClass, under: string, after: string): Promise<RewrappedBatch> {
      const { kek, key } = FIELDS[field];
      const filter = { [kek]: under, _id: trusted({ $gt: after }) };
      const records = await KeysModel.find(filter).sort({ _id: 1 }).limit(BATCH).lean<KeysRecord[]>();
      const anew = records.flatMap((record) => {
        const next = rewrappedKey(record, field, keys);
        if (next === null) return [];
        const update = { $set: { [kek]: next.kek, [key]: next.wrapped } };
        return [{ updateOne: { filter: { _id: record._id, [kek]: under }, update } }];
      });
      if (anew.length > 0) await KeysModel.bulkWrite(anew);
      const last = records.length < BATCH ? null : (records.at(-1)?._id ?? null);
      return { rewrapped: anew.length, unreadable: records.length - anew.length, last };
    },
  };
}

function rewrappedKey(record: KeysRecord, field: KeyClass, keys: Keys): WrappedKey | null {
  const kept = keptKey(record, field);
  try {
    return kept && rewrapDataKey(kept, keys[field], placeOf(record._id, field));
  } catch (error) {
    // Counted, and told to the operator: one damaged key must not keep all others under the old one.
    if (error instanceof UnsealError) return null;
    throw error;
  }
}
