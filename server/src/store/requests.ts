import { type Challenge, isChallenged } from '@openhaven/domain/challenge';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { DecisionBasis } from '@openhaven/domain/decision-basis';
import type { DeclineAnswer } from '@openhaven/domain/decline';
import type { OrganisationId, PlacementRequestId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { PlacementRequest, RequestStatus } from '@openhaven/domain/placement-request';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';
import { type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys, OwnKeys } from './data-keys.ts';
import { type Nulled, nulled, withoutNulls } from './optional.ts';
import { type CountedPage, type PageWish, readPage } from './page.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

/** One ask to one service, as it is kept. */
export interface KeptRequest extends PlacementRequest {
  readonly reference: string;
  readonly priority: PriorityCode;
  readonly organisationId: OrganisationId;
  readonly referrerOrganisationId: OrganisationId;
  readonly round: number;
  /** Steps of the escalation ladder that have been taken. */
  readonly escalated: readonly string[];
  /** When its offer led to an arrival: then nothing waits any more. */
  readonly settledAt?: Date;
  /** Its no was not taken as it is. */
  readonly challenge?: Challenge;
  /** When the service took an offer back that it had made. */
  readonly takenBackAt?: Date;
  /** Its last answer was said on the telephone, and the county wrote it down. */
  readonly byPhone?: true;
  /** What the service wrote beside its no. */
  readonly declineNote?: Sealed<string>;
  /** What its last answer was made from. Class C3: the facts are the household's. */
  readonly basis?: Sealed<DecisionBasis>;
}

const OPTIONAL = [
  'unitId',
  'seenAt',
  'acknowledgedAt',
  'decidedAt',
  'decline',
  'holdId',
  'settledAt',
  'takenBackAt',
  'byPhone',
  'challenge',
] as const;

interface RequestRecord extends Nulled<Omit<KeptRequest, 'id' | 'declineNote' | 'basis'>> {
  _id: PlacementRequestId;
  declineNote: SealedBytes | null;
  basis?: SealedBytes;
  open: boolean;
  /** By when the service must act next: the order of its inbox. */
  dueAt: Date;
  /** By when the coordinator decides on a challenge that waits. */
  challengeDueAt: Date | null;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const RequestModel = model<RequestRecord>(
  'PlacementRequest',
  new Schema<RequestRecord>(
    {
      _id: text,
      reference: text,
      priority: text,
      referralId: text,
      serviceId: text,
      organisationId: text,
      referrerOrganisationId: text,
      round: { type: Number, required: true },
      status: text,
      sentAt: date,
      acknowledgeBy: date,
      decideBy: date,
      unitId: String,
      seenAt: Date,
      acknowledgedAt: Date,
      decidedAt: Date,
      decline: Schema.Types.Mixed,
      declineNote: Buffer,
      basis: Buffer,
      holdId: String,
      settledAt: Date,
      takenBackAt: Date,
      byPhone: Boolean,
      challenge: new Schema<Challenge>(
        { reason: text, at: date, decideBy: date, verdict: String, verdictAt: Date },
        { _id: false },
      ),
      challengeDueAt: Date,
      escalated: [String],
      open: { type: Boolean, required: true },
      dueAt: date,
      rev: { type: Number, required: true },
    },
    { collection: 'placement-requests', strict: 'throw', versionKey: false },
  )
    .index({ referralId: 1, serviceId: 1, round: 1 }, { unique: true })
    .index({ serviceId: 1, open: 1, dueAt: 1, _id: 1 })
    .index({ serviceId: 1, sentAt: -1 })
    .index({ challengeDueAt: 1 }),
);

/** What has been answered or closed; a silent service can still say yes, so its request stays in its inbox. */
const SETTLED: readonly RequestStatus[] = ['DECLINED', 'SUPERSEDED', 'OFFER_ENDED'];

function derived(request: KeptRequest): Pick<RequestRecord, 'open' | 'dueAt' | 'challengeDueAt'> {
  const dueAt = request.acknowledgedAt === undefined ? request.acknowledgeBy : request.decideBy;
  const open = request.settledAt === undefined && !SETTLED.includes(request.status);
  return { open, dueAt, challengeDueAt: (isChallenged(request) && request.challenge?.decideBy) || null };
}

const notePlace = (id: string): { collection: string; id: string; field: string } => ({
  collection: 'placement-requests',
  id,
  field: 'declineNote',
});

const basisPlace = (id: string): { collection: string; id: string; field: string } => ({
  collection: 'placement-requests',
  id,
  field: 'basis',
});

/** The answer without its free text, which is sealed beside it. */
function withoutNote({ note: _note, ...rest }: DeclineAnswer): DeclineAnswer {
  return rest;
}

function toRequest(
  { _id, declineNote: note, basis, open: _open, dueAt: _dueAt, challengeDueAt: _due, ...rest }: RequestRecord,
  { erasedAt, case: key }: OwnKeys,
): KeptRequest {
  const kept = note && !erasedAt ? { declineNote: sealedFrom<string>(note, key, notePlace(_id)) } : {};
  const made = basis && !erasedAt ? { basis: sealedFrom<DecisionBasis>(basis, key, basisPlace(_id)) } : {};
  return { ...withoutNulls(rest), id: _id, ...kept, ...made };
}

/** What a save writes of a request, its note apart. */
function changeable(request: KeptRequest): object {
  return {
    status: request.status,
    sentAt: request.sentAt,
    acknowledgeBy: request.acknowledgeBy,
    decideBy: request.decideBy,
    escalated: request.escalated,
    ...nulled(request, OPTIONAL),
    ...(request.decline ? { decline: withoutNote(request.decline) } : { decline: null, declineNote: null }),
    ...derived(request),
  };
}
/** Leaves out of a list, and of its count, what does not exist for the reader. */
const without = (ids: readonly ReferralId[]): object =>
  ids.length === 0 ? {} : { referralId: trusted({ $nin: [...ids] }) };

/** In which order, and how many; left out: all. */
interface Only {
  readonly sort?: Record<string, 1 | -1>;
  readonly limit?: number;
}

/** The referrals whose keys are asked for: only a note, or what an answer was made from, needs one. */
const withNotes = (records: readonly RequestRecord[]): readonly ReferralId[] =>
  records.filter(({ declineNote, basis }) => declineNote ?? basis).map(({ referralId }) => referralId);

/** What a save seals of a request: the note of a no, and what an answer was made from. Nothing: no key is read. */
async function sealedParts(
  dataKeys: DataKeys,
  { id, referralId, decline }: KeptRequest,
  basis: DecisionBasis | undefined,
): Promise<{ readonly declineNote?: Buffer; readonly basis?: Buffer }> {
  const note = decline?.note;
  if (note === undefined && basis === undefined) return {};
  const key = (await dataKeys.ofReferrals([referralId]))(referralId).case();
  return {
    ...(note !== undefined && { declineNote: seal(note, key, notePlace(id)) }),
    ...(basis && { basis: seal(basis, key, basisPlace(id)) }),
  };
}

/** Placement requests: one for each service asked in each round of a referral. */
export function requests(session: ClientSession | null, dataKeys: DataKeys) {
  const keysFor = (records: readonly RequestRecord[]) => dataKeys.ofReferrals(withNotes(records));
  const find = async (filter: QueryFilter<RequestRecord>, only: Only = {}): Promise<readonly KeptRequest[]> => {
    const records = await RequestModel.find(filter, null, only).session(session).lean<RequestRecord[]>();
    const ownKeys = await keysFor(records);
    return records
      .map((record) => toRequest(record, ownKeys(record.referralId)))
      .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  };
  return {
    async get(id: PlacementRequestId): Promise<KeptRequest | null> {
      const record = await RequestModel.findById(id).session(session).lean<RequestRecord>();
      return record && toRequest(record, (await keysFor([record]))(record.referralId));
    },

    getMany: (ids: readonly PlacementRequestId[]): Promise<readonly KeptRequest[]> =>
      find({ _id: trusted({ $in: ids }) }),

    /** The requests of a referral in all its rounds, the first sent first. */
    ofReferral: (referralId: ReferralId): Promise<readonly KeptRequest[]> => find({ referralId }),

    ofReferrals: (ids: readonly ReferralId[]): Promise<readonly KeptRequest[]> =>
      find({ referralId: trusted({ $in: ids }) }),

    /** What a service was asked since an instant, the newest first. */
    async ofServiceSince(serviceId: ServiceId, since: Date, limit: number): Promise<readonly KeptRequest[]> {
      const some = await find({ serviceId, sentAt: trusted({ $gte: since }) }, { sort: { sentAt: -1 }, limit });
      return some.toReversed();
    },

    /** Those whose no is challenged and not decided on, the first due first. */
    challenged: (limit: number): Promise<readonly KeptRequest[]> =>
      find({ challengeDueAt: trusted({ $gt: new Date(0) }) }, { sort: { challengeDueAt: 1 }, limit }),

    async inbox(
      { serviceIds, open, except }: { serviceIds: readonly ServiceId[]; open: boolean; except: readonly ReferralId[] },
      wish: PageWish,
    ): Promise<CountedPage<KeptRequest>> {
      const filter = { serviceId: trusted({ $in: serviceIds }), open, ...without(except) };
      const order = { fields: ['dueAt', '_id'], direction: open ? 'asc' : 'desc' } as const;
      const name = open ? 'inbox' : 'inbox-closed';
      const page = await readPage(RequestModel, { name, filter, order }, wish, session);
      const ownKeys = await keysFor(page.edges.map(({ node }) => node));
      const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toRequest(node, ownKeys(node.referralId)) }));
      return { ...page, edges };
    },

    /** Saves what was decided on `request.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(request: KeptRequest, basis?: DecisionBasis): Promise<boolean> {
      const sealed = await sealedParts(dataKeys, request, basis);
      const { modifiedCount } = await RequestModel.updateOne(
        { _id: request.id, rev: request.rev },
        {
          $set: { ...changeable(request), ...sealed },
          $inc: { rev: 1 },
        },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Adds requests that have just been sent, in one write. */
    async addMany(sent: readonly KeptRequest[]): Promise<void> {
      const rows = sent.map(({ id, declineNote: _note, basis: _basis, ...rest }) => ({
        ...rest,
        ...nulled(rest, OPTIONAL),
        declineNote: null,
        ...derived({ id, ...rest }),
        _id: id,
      }));
      if (rows.length > 0) await RequestModel.insertMany(rows, { session, lean: true });
    },
  };
}
