import type { CivilDate } from '@openhaven/domain/calendar';
import type { ReferralId, SubjectAccessId } from '@openhaven/domain/ids';
import { STORY_ERASED } from '@openhaven/domain/story';
import type { DisclosureItem, SubjectAccess } from '@openhaven/domain/subject-access';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';

/** The words of a copy, as two people have read them. Class C3. */
export type Copy = readonly Pick<DisclosureItem, 'label' | 'text'>[];

/** A request for a copy, with the copy once it has been prepared: sealed as the story is, and erased with it. */
export interface KeptSubjectAccess extends SubjectAccess {
  readonly referralId: ReferralId;
  readonly reference: string;
  readonly copy?: Sealed<Copy>;
  readonly rev: number;
}

interface SubjectAccessRecord extends Nulled<Omit<KeptSubjectAccess, 'id' | 'copy'>> {
  readonly _id: SubjectAccessId;
  readonly copy: SealedBytes | null;
  /** Whether somebody still has to do something: at most one such request a referral. */
  readonly waiting: boolean;
}

const text = { type: String, required: true } as const;
const SubjectAccessModel = model<SubjectAccessRecord>(
  'SubjectAccess',
  new Schema<SubjectAccessRecord>(
    {
      _id: text,
      referralId: text,
      reference: text,
      state: text,
      receivedOn: text,
      identity: text,
      preparedBy: String,
      releasedBy: String,
      releasedAt: Date,
      copy: Buffer,
      waiting: { type: Boolean, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'subject-access', strict: 'throw', versionKey: false },
  )
    .index({ referralId: 1 }, { unique: true, partialFilterExpression: { waiting: true }, name: 'one open request' })
    .index({ waiting: -1, receivedOn: 1, _id: 1 }),
);

const OPTIONAL = ['preparedBy', 'releasedBy', 'releasedAt'] as const;
const isWaiting = ({ state }: SubjectAccess): boolean => state === 'OPEN' || state === 'PREPARED';
const placeOf = (id: string) => ({ collection: 'subject-access', id, field: 'copy' });

/** Requests of people to see what is kept about them. */
export function subjectAccess(session: ClientSession | null, dataKeys: DataKeys) {
  const toRequest = (
    { _id, copy, waiting: _waiting, ...rest }: SubjectAccessRecord,
    { erasedAt, case: key }: OwnKeys,
  ): KeptSubjectAccess => {
    const closed = (bytes: SealedBytes): Sealed<Copy> =>
      erasedAt
        ? insteadOf<Copy>([{ label: STORY_ERASED, text: '' }], placeOf(_id))
        : sealedFrom<Copy>(bytes, key, placeOf(_id));
    return { ...withoutNulls(rest), id: _id, ...(copy && { copy: closed(copy) }) };
  };
  const toRequests = async (records: readonly SubjectAccessRecord[]): Promise<readonly KeptSubjectAccess[]> => {
    const ownKeys = await dataKeys.ofReferrals(records.map(({ referralId }) => referralId));
    return records.map((record) => toRequest(record, ownKeys(record.referralId)));
  };
  return {
    async get(id: SubjectAccessId): Promise<KeptSubjectAccess | null> {
      const record = await SubjectAccessModel.findById(id).session(session).lean<SubjectAccessRecord>();
      return record ? ((await toRequests([record]))[0] ?? null) : null;
    },

    async isWaitingFor(referralId: ReferralId): Promise<boolean> {
      return (await SubjectAccessModel.exists({ referralId, waiting: true }).session(session)) !== null;
    },

    /** At most one open request a referral: of two at once the second is run again and finds the first. */
    async add(request: Omit<KeptSubjectAccess, 'copy' | 'rev'>): Promise<void> {
      const { id, ...rest } = request;
      const row = { ...rest, ...nulled(request, OPTIONAL), copy: null, waiting: true, rev: 1 };
      await SubjectAccessModel.create([{ _id: id, ...row }], { session });
    },

    /** Those that wait first, the longest first; then the others. */
    async list(limit: number): Promise<readonly KeptSubjectAccess[]> {
      const sort = { waiting: -1, receivedOn: 1, _id: 1 } as const;
      return toRequests(
        await SubjectAccessModel.find({}).sort(sort).limit(limit).session(session).lean<SubjectAccessRecord[]>(),
      );
    },

    /** Saves a request, unless somebody was quicker; a copy is kept as it is unless one is given, or it is prepared anew. Says whether it was saved. */
    async save(request: KeptSubjectAccess, words?: Copy): Promise<boolean> {
      const { id, rev, referralId, state } = request;
      const keyOf = await dataKeys.ofReferrals([referralId]);
      const copy = words && seal(words, keyOf(referralId).case(), placeOf(id));
      const gone = state === 'OPEN' || state === 'CLOSED';
      const $set = {
        ...nulled(request, OPTIONAL),
        ...{ state, waiting: isWaiting(request) },
        ...(copy || gone ? { copy: copy ?? null } : {}),
      };
      const filter = { _id: id, rev, waiting: trusted({ $ne: false }) };
      const { modifiedCount } = await SubjectAccessModel.updateOne(filter, { $set, $inc: { rev: 1 } }).session(session);
      return modifiedCount === 1;
    },

    /** Throws away those that were answered, and came before a day. Returns how many. */
    async purge(before: CivilDate): Promise<number> {
      const old = { waiting: false, receivedOn: trusted({ $lt: before }) };
      return (await SubjectAccessModel.deleteMany(old).session(session)).deletedCount;
    },
  };
}
