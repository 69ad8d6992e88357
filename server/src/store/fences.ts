import { type Fence, type KeptOutPerson, type Matter, nameKey } from '@openhaven/domain/exclusion';
import type { OrganisationId, ReferralId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { blindIndex, blindIndexes } from '../crypto/blind-index.ts';
import type { Keys } from '../crypto/keys.ts';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type SealedBytes, insteadOf, sealedFrom } from './sealed-field.ts';
import type { User } from './users.ts';

/** A fence as it is kept: the names are one sealed value, class C3. */
export interface KeptFence extends Omit<Fence, 'people'> {
  readonly referralId: ReferralId;
  /** Whoever made the referral: its people are the ones to whom it may be restricted. */
  readonly referrerOrganisationId: OrganisationId;
  readonly people: Sealed<readonly KeptOutPerson[]>;
  readonly rev: number;
}

/** Which fence, as it was when something was decided on it: 0 if there was none. */
type FenceAt = Pick<KeptFence, 'referralId' | 'referrerOrganisationId' | 'rev'>;

interface FenceRecord extends Omit<Fence, 'people'> {
  readonly _id: ReferralId;
  readonly referrerOrganisationId: OrganisationId;
  readonly people: SealedBytes;
  /** By which a namesake is found without opening anything. Short, so that it says little; compared again after opening. */
  readonly names: readonly string[];
  /** Something about somebody waits for a coordinator. */
  readonly waiting: boolean;
  readonly rev: number;
}

const text = { type: String, required: true } as const;
const flag = { type: Boolean, required: true } as const;
const FenceModel = model<FenceRecord>(
  'Fence',
  new Schema<FenceRecord>(
    {
      _id: text,
      referrerOrganisationId: text,
      people: { type: Buffer, required: true },
      names: { type: [String], required: true },
      organisations: { type: [String], required: true },
      matters: {
        type: [new Schema<Matter>({ userId: text, why: text, verdict: String }, { _id: false })],
        required: true,
      },
      restricted: flag,
      openTo: { type: [String], required: true },
      waiting: flag,
      rev: { type: Number, required: true },
    },
    { collection: 'fences', strict: 'throw', versionKey: false },
  )
    .index({ names: 1 })
    .index({ organisations: 1 })
    .index({ 'matters.userId': 1 })
    .index({ restricted: 1, referrerOrganisationId: 1 }, { partialFilterExpression: { restricted: true } })
    .index({ waiting: 1 }, { partialFilterExpression: { waiting: true } }),
);

/** Whom restricting concerns: the people of those who refer, and every coordinator. A service sees no more and no less. */
function restrictedFor({ role, organisationId }: Pick<User, 'role' | 'organisationId'>): readonly object[] {
  if (role === 'COORDINATOR') return [{ restricted: true }];
  const refers = role === 'REFERRER' || role === 'OUT_OF_AREA_REFERRER';
  return refers ? [{ restricted: true, referrerOrganisationId: organisationId }] : [];
}

/** How a fence may come to concern somebody. */
function waysTo(person: User, index: Keys['index']): object[] {
  return [
    { 'matters.userId': person.id },
    { organisations: person.organisationId },
    { names: trusted({ $in: blindIndexes(OF_A_NAME, nameKey(person.name), index) }) },
    ...restrictedFor(person),
  ];
}

const placeOf = (id: string): SealPlace => ({ collection: 'fences', id, field: 'people' });

const OF_A_NAME = 'fence.name';

/** The names go with the story when that is erased; who else is kept out stays. */
function toFence({ _id, people, names: _names, waiting: _waiting, ...rest }: FenceRecord, own: OwnKeys): KeptFence {
  const named = own.erasedAt
    ? insteadOf<readonly KeptOutPerson[]>([], placeOf(_id))
    : sealedFrom<readonly KeptOutPerson[]>(people, own.case, placeOf(_id));
  return { ...rest, referralId: _id, people: named };
}

/** What keeps people out of referrals: one for a referral, made when the first thing is said. */
export function fences(session: ClientSession | null, { index }: Pick<Keys, 'index'>, dataKeys: DataKeys) {
  const toFences = async (records: readonly FenceRecord[]): Promise<readonly KeptFence[]> => {
    const ownKeys = await dataKeys.ofReferrals(records.map(({ _id }) => _id));
    return records.map((record) => toFence(record, ownKeys(record._id)));
  };

  // Of one snapshot: whoever asks several times in a transaction is told the same. What it saves, it asks for anew.
  const known = session === null ? null : new Map<ReferralId, KeptFence | null>();

  return {
    async get(referralId: ReferralId): Promise<KeptFence | null> {
      const before = known?.get(referralId);
      if (before !== undefined) return before;
      const record = await FenceModel.findById(referralId).session(session).lean<FenceRecord>();
      const fence = record && ((await toFences([record]))[0] ?? null);
      known?.set(referralId, fence);
      return fence;
    },

    async ofReferrals(ids: readonly ReferralId[]): Promise<readonly KeptFence[]> {
      if (ids.length === 0) return [];
      const filter = { _id: trusted({ $in: [...ids] }) };
      return toFences(await FenceModel.find(filter).session(session).lean<FenceRecord[]>());
    },

    /** Every fence that may keep somebody out. Whether it does, the rule says. */
    async concerning(person: User): Promise<readonly KeptFence[]> {
      const records = await FenceModel.find(trusted({ $or: waysTo(person, index) }))
        .session(session)
        .lean<FenceRecord[]>();
      return toFences(records);
    },

    /** Those with something about somebody that no coordinator has looked at. */
    async waiting(): Promise<readonly KeptFence[]> {
      return toFences(await FenceModel.find({ waiting: true }).session(session).lean<FenceRecord[]>());
    },

    /** Saves what was decided on revision `rev`, 0 for the first, unless somebody was quicker. Says whether it was saved. */
    async save({ referralId, referrerOrganisationId, rev }: FenceAt, { people, ...fence }: Fence): Promise<boolean> {
      known?.delete(referralId);
      const { restricted, openTo, organisations, matters } = fence;
      const row = {
        ...{ restricted, openTo, organisations, matters },
        people: seal(people, (await dataKeys.ofReferrals([referralId]))(referralId).case(), placeOf(referralId)),
        names: people.map(({ name }) => blindIndex(OF_A_NAME, nameKey(name), index)),
        waiting: matters.some(({ verdict }) => verdict === undefined),
      };
      if (rev === 0) {
        await FenceModel.create([{ _id: referralId, referrerOrganisationId, ...row, rev: 1 }], { session });
        return true;
      }
      const filter = { _id: referralId, rev };
      const { modifiedCount } = await FenceModel.updateOne(filter, { $set: row, $inc: { rev: 1 } }).session(session);
      return modifiedCount === 1;
    },
  };
}
