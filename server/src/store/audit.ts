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
import { type ClientSession, type QueryFilter, trusted } from 'mongoose';
import { rowMac } from '../crypto/chain.ts';
import type { Keys } from '../crypto/keys.ts';
import { AuditModel, type AuditRecord, contentOf } from './audit-record.ts';
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
  /** Whose account it is about, where that is not whoever acted. */
  readonly personId?: UserId;
  /** A reason code, where the act has one. */
  readonly reason?: string;
  readonly wouldBeYesIf?: string;
  /** Set where the rules turned the act down: nothing was changed. */
  readonly refused?: true;
  /** Set where somebody was shown something personal: the ids of the records. Nothing was changed. */
  readonly lookedAt?: readonly string[];
  /** Set where it is for the record and the coordinators alone: no timeline and no open page is told. */
  readonly silent?: true;
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
  /** Said on the telephone by a service, and written down by whoever acts. */
  readonly byPhone?: true;
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
  readonly byPhone?: true;
}

/** The record of what happened. Rows are only ever added; what seals them is `audit-chain.ts`. */
export function audit(session: ClientSession | null, keys: Keys) {
  const order = { fields: ['at', 'recordedAt', '_id'], direction: 'desc' } as const;
  const pageOf = async (name: string, filter: QueryFilter<AuditRecord>, wish: PageWish) => {
    const page = await readPage(AuditModel, { name, filter, order }, wish, session);
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toRow(node) })) };
  };
  return {
    /** Writes one row. Without it the transaction does not commit. */
    async add(entry: AuditEntry, act: AuditedAct, id: string = randomUUID()): Promise<AuditRow> {
      const row = signed(entry, act, { id, keys });
      await AuditModel.insertMany([row], { session, lean: true });
      return toRow(row);
    },

    /** Writes several rows in one write. */
    async addMany(entries: readonly AuditEntry[], act: AuditedAct): Promise<void> {
      const rows = entries.map((entry) => signed(entry, act, { id: randomUUID(), keys }));
      if (rows.length > 0) await AuditModel.insertMany(rows, { session, lean: true });
    },

    /** Whether a row was written already. */
    async has(id: string): Promise<boolean> {
      return (await AuditModel.exists({ _id: id }).session(session)) !== null;
    },

    /** What happened to one referral, newest first, and of one instant the last written first. What was refused did not happen. */
    timeline: (referralId: ReferralId, wish: PageWish): Promise<CountedPage<AuditRow>> =>
      pageOf('timeline', { referralId, refused: null, lookedAt: null, silent: null }, wish),

    /** Who was shown what of a record, newest first. */
    looks: (id: string, wish: PageWish): Promise<CountedPage<AuditRow>> => pageOf('looks', { lookedAt: id }, wish),

    /** What was done of some kinds at or after an instant. */
    async ofActionsSince(actions: readonly string[], at: Date): Promise<readonly AuditRow[]> {
      const filter = { action: trusted({ $in: [...actions] }), at: trusted({ $gte: at }) };
      return (await AuditModel.find(filter).session(session).lean()).map(toRow);
    },

    /** What was written down of some kinds in a service's name on the telephone, the latest first. */
    async byPhoneOf(serviceId: ServiceId, actions: readonly string[], limit: number): Promise<readonly AuditRow[]> {
      const filter = { serviceId, byPhone: true as const, action: trusted({ $in: [...actions] }) };
      const found = AuditModel.find(filter).sort({ at: -1, recordedAt: -1 }).limit(limit).session(session);
      return (await found.lean()).map(toRow);
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
  };
}

/** A row as it is kept, with the code that shows whether it was changed. */
function signed(
  entry: AuditEntry,
  { actor, now, byPhone }: AuditedAct,
  { id, keys }: { readonly id: string; readonly keys: Keys },
): AuditRecord {
  const row = {
    _id: id,
    ...withoutGaps(entry),
    at: now,
    recordedAt: new Date(),
    actorKind: actor.kind,
    actorUserId: actor.userId,
    actorOrganisationId: actor.organisationId,
    actorRole: actor.role,
    ...(byPhone && { byPhone }),
  };
  return { ...row, mac: rowMac(row, keys.audit), sealed: false };
}

function withoutGaps(entry: AuditEntry): AuditEntry {
  const kept = Object.entries(entry).filter(([, value]) => value !== undefined);
  return { ...entry, ...Object.fromEntries(kept) };
}

function toRow(record: AuditRecord): AuditRow {
  const { _id, ...row } = contentOf(record);
  return { id: _id, ...row };
}
