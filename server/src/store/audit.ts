import { randomUUID } from 'node:crypto';
import type {
  HoldId,
  OrganisationId,
  PlacementId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  UnitId,
  UserId,
} from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { rowIsIntact, rowMac } from '../crypto/chain.ts';
import type { Keys } from '../crypto/keys.ts';
import { type CountedPage, type PageWish, readPage } from './page.ts';

/** What happened, in codes and ids only. Never a name, a place, a need or a word that somebody typed. */
export interface AuditEntry {
  /** A code such as `referral.submitted`, `request.declined`, `hold.expired`. */
  readonly action: string;
  readonly referralId?: ReferralId;
  readonly requestId?: PlacementRequestId;
  readonly holdId?: HoldId;
  readonly unitId?: UnitId;
  readonly serviceId?: ServiceId;
  readonly placementId?: PlacementId;
  /** A reason code, where the act has one. */
  readonly reason?: string;
  readonly wouldBeYesIf?: string;
  /** Set where the rules turned the act down: nothing was changed. */
  readonly refused?: true;
  /** The organisations whose open pages are told of it; the county's coordinators always are. */
  readonly audience: readonly OrganisationId[];
}

/** Who acted, and when by the clock of the command. A `Context` is one. */
export interface AuditedAct {
  readonly actor: {
    readonly kind: 'PERSON' | 'CLOCK';
    readonly userId: UserId;
    readonly organisationId: OrganisationId;
    readonly role: string;
  };
  readonly now: Date;
}

export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Date;
  /** Real time, whatever clock the command ran by. */
  readonly recordedAt: Date;
  readonly actorKind: 'PERSON' | 'CLOCK';
  readonly actorUserId: UserId;
  readonly actorOrganisationId: OrganisationId;
  readonly actorRole: string;
}

type AuditRecord = Omit<AuditRow, 'id'> & { readonly _id: string; readonly mac: string };

const schema = new Schema<AuditRecord>(
  {
    _id: { type: String, required: true },
    action: { type: String, required: true },
    referralId: String,
    requestId: String,
    holdId: String,
    unitId: String,
    serviceId: String,
    placementId: String,
    reason: String,
    wouldBeYesIf: String,
    refused: Boolean,
    audience: { type: [String], required: true },
    at: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    actorKind: { type: String, required: true },
    actorUserId: { type: String, required: true },
    actorOrganisationId: { type: String, required: true },
    actorRole: { type: String, required: true },
    mac: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'audit' },
)
  .index({ referralId: 1, at: -1, recordedAt: -1, _id: -1 })
  .index({ recordedAt: 1, _id: 1 });

const AuditModel = model<AuditRecord>('Audit', schema);

/** The record of what happened. Rows are only ever added. */
export function audit(session: ClientSession | null, keys: Keys) {
  return {
    /** Writes one row. Without it the transaction does not commit. */
    async add(entry: AuditEntry, act: AuditedAct): Promise<AuditRow> {
      const row = signed(entry, act, keys);
      await AuditModel.insertMany([row], { session, lean: true });
      return toRow(row);
    },

    /** Writes several rows in one write. */
    async addMany(entries: readonly AuditEntry[], act: AuditedAct): Promise<void> {
      const rows = entries.map((entry) => signed(entry, act, keys));
      if (rows.length > 0) await AuditModel.insertMany(rows, { session, lean: true });
    },

    /** What happened to one referral, newest first, and of one instant the last written first. What was refused did not happen. */
    async timeline(referralId: ReferralId, wish: PageWish): Promise<CountedPage<AuditRow>> {
      const order = { fields: ['at', 'recordedAt', '_id'], direction: 'desc' } as const;
      const page = await readPage(
        AuditModel,
        { name: 'timeline', filter: { referralId, refused: null }, order },
        wish,
        session,
      );
      return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toRow(node) })) };
    },

    /** Everything written at or after an instant of real time, oldest first. */
    async since(recordedAt: Date, limit: number): Promise<readonly AuditRow[]> {
      const records = await AuditModel.find({ recordedAt: trusted({ $gte: recordedAt }) })
        .sort({ recordedAt: 1, _id: 1 })
        .limit(limit)
        .session(session)
        .lean();
      return records.map(toRow);
    },

    /** Whether a row is still what was written; false also if it is gone. */
    async isIntact(id: string): Promise<boolean> {
      const record = await AuditModel.findById(id).session(session).lean();
      if (!record) return false;
      const { mac, ...row } = record;
      return rowIsIntact(row, mac, keys.audit);
    },
  };
}

/** A row as it is kept, with the code that shows whether it was changed. */
function signed(entry: AuditEntry, { actor, now }: AuditedAct, keys: Keys): AuditRecord {
  const row = {
    _id: randomUUID(),
    ...withoutGaps(entry),
    at: now,
    recordedAt: new Date(),
    actorKind: actor.kind,
    actorUserId: actor.userId,
    actorOrganisationId: actor.organisationId,
    actorRole: actor.role,
  };
  return { ...row, mac: rowMac(row, keys.audit) };
}

function withoutGaps(entry: AuditEntry): AuditEntry {
  const kept = Object.entries(entry).filter(([, value]) => value !== undefined);
  return { ...entry, ...Object.fromEntries(kept) };
}

function toRow({ _id, mac: _mac, ...row }: AuditRecord): AuditRow {
  return { id: _id, ...row };
}
