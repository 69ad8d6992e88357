import type { PriorityCode } from '@openhaven/domain/codes';
import type { DeclineAnswer } from '@openhaven/domain/decline';
import type { OrganisationId, PlacementRequestId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { PlacementRequest, RequestStatus } from '@openhaven/domain/placement-request';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';
import type { Keys } from '../crypto/keys.ts';
import { type Sealed, seal } from '../crypto/seal.ts';
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
  /** What the service wrote beside its no. */
  readonly declineNote?: Sealed<string>;
}

const OPTIONAL = ['unitId', 'seenAt', 'acknowledgedAt', 'decidedAt', 'decline', 'holdId', 'settledAt'] as const;

interface RequestRecord extends Nulled<Omit<KeptRequest, 'id' | 'declineNote'>> {
  _id: PlacementRequestId;
  declineNote: SealedBytes | null;
  open: boolean;
  /** By when the service must act next: the order of its inbox. */
  dueAt: Date;
}

const text = { type: String, required: true } as const;
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
      sentAt: { type: Date, required: true },
      acknowledgeBy: { type: Date, required: true },
      decideBy: { type: Date, required: true },
      unitId: String,
      seenAt: Date,
      acknowledgedAt: Date,
      decidedAt: Date,
      decline: Schema.Types.Mixed,
      declineNote: Buffer,
      holdId: String,
      settledAt: Date,
      escalated: [String],
      open: { type: Boolean, required: true },
      dueAt: { type: Date, required: true },
      rev: { type: Number, required: true },
    },
    { collection: 'placement-requests', strict: 'throw', versionKey: false },
  )
    .index({ referralId: 1, serviceId: 1, round: 1 }, { unique: true })
    .index({ serviceId: 1, open: 1, dueAt: 1, _id: 1 }),
);

/** What has been answered or closed; a silent service can still say yes, so its request stays in its inbox. */
const SETTLED: readonly RequestStatus[] = ['DECLINED', 'SUPERSEDED', 'OFFER_ENDED'];

function derived(request: KeptRequest): { open: boolean; dueAt: Date } {
  const dueAt = request.acknowledgedAt === undefined ? request.acknowledgeBy : request.decideBy;
  return { open: request.settledAt === undefined && !SETTLED.includes(request.status), dueAt };
}

const notePlace = (id: string): { collection: string; id: string; field: string } => ({
  collection: 'placement-requests',
  id,
  field: 'declineNote',
});

/** The answer without its free text, which is sealed beside it. */
function withoutNote({ note: _note, ...rest }: DeclineAnswer): DeclineAnswer {
  return rest;
}

/** Placement requests: one for each service asked in each round of a referral. */
export function requests(session: ClientSession | null, keys: Keys) {
  const toRequest = ({ _id, declineNote, open: _open, dueAt: _dueAt, ...rest }: RequestRecord): KeptRequest => ({
    ...withoutNulls(rest),
    id: _id,
    ...(declineNote ? { declineNote: sealedFrom<string>(declineNote, keys.case, notePlace(_id)) } : {}),
  });
  const find = async (filter: QueryFilter<RequestRecord>): Promise<readonly KeptRequest[]> => {
    const records = await RequestModel.find(filter).session(session).lean<RequestRecord[]>();
    return records.map(toRequest).sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  };
  return {
    async get(id: PlacementRequestId): Promise<KeptRequest | null> {
      const record = await RequestModel.findById(id).session(session).lean<RequestRecord>();
      return record && toRequest(record);
    },

    getMany: (ids: readonly PlacementRequestId[]): Promise<readonly KeptRequest[]> =>
      find({ _id: trusted({ $in: ids }) }),

    /** The requests of a referral in all its rounds, the first sent first. */
    ofReferral: (referralId: ReferralId): Promise<readonly KeptRequest[]> => find({ referralId }),

    ofReferrals: (ids: readonly ReferralId[]): Promise<readonly KeptRequest[]> =>
      find({ referralId: trusted({ $in: ids }) }),

    async inbox(
      { serviceIds, open }: { serviceIds: readonly ServiceId[]; open: boolean },
      wish: PageWish,
    ): Promise<CountedPage<KeptRequest>> {
      const filter = { serviceId: trusted({ $in: serviceIds }), open };
      const order = { fields: ['dueAt', '_id'], direction: open ? 'asc' : 'desc' } as const;
      const name = open ? 'inbox' : 'inbox-closed';
      const page = await readPage(RequestModel, { name, filter, order }, wish, session);
      return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toRequest(node) })) };
    },

    /** Saves what was decided on `request.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(request: KeptRequest): Promise<boolean> {
      const { note } = request.decline ?? {};
      const { modifiedCount } = await RequestModel.updateOne(
        { _id: request.id, rev: request.rev },
        {
          $set: {
            status: request.status,
            escalated: request.escalated,
            ...nulled(request, OPTIONAL),
            decline: request.decline ? withoutNote(request.decline) : null,
            ...(note === undefined ? {} : { declineNote: seal(note, keys.case, notePlace(request.id)) }),
            ...derived(request),
          },
          $inc: { rev: 1 },
        },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Adds requests that have just been sent, in one write. */
    async addMany(sent: readonly KeptRequest[]): Promise<void> {
      const rows = sent.map(({ id, declineNote: _note, ...rest }) => ({
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
