import { type ClientSession, trusted } from 'mongoose';
import {
  type BadRow,
  type ChainEnd,
  type ChainedRow,
  type Followed,
  NO_ROWS,
  type SignedRow,
  follow,
  followedToEnd,
  linksAfter,
  rowIsIntact,
} from '../crypto/chain.ts';
import { checkpointText, readCheckpoint } from '../crypto/checkpoint.ts';
import type { Keys } from '../crypto/keys.ts';
import { AuditModel, type AuditRecord, contentOf } from './audit-record.ts';

const BATCH = 200;

/** What was found when the whole record was followed from its first row. */
export interface AuditVerdict {
  /** Rows that are in the chain and right. */
  readonly sealed: number;
  /** Rows written of late that wait to be sealed. */
  readonly waiting: number;
  /** When the first of those was written. */
  readonly waitingSince: Date | null;
  /** The first row in the chain that is not as it was sealed. */
  readonly bad: BadRow | null;
  /** Ids of rows that wait, and are not what anybody of the house has written. */
  readonly forged: readonly string[];
  readonly checkpoints: number;
  /** Checkpoints that nobody of the house has made. */
  readonly forgedCheckpoints: number;
}

/**
 * The seal over the record: rows are bound to each other in the order in which they are found, by one sealer at a time.
 *
 * A row that somebody slipped in is sealed as it was found: its own signature says for ever that it is not ours.
 */
export function auditChain(session: ClientSession | null, keys: Keys) {
  const end = async (): Promise<ChainEnd> => {
    const last = await AuditModel.findOne({ sealed: true }).sort({ seq: -1 }).session(session).lean<AuditRecord>();
    return last ? toChained(last) : NO_ROWS;
  };
  const waiting = (limit: number): Promise<AuditRecord[]> =>
    AuditModel.find({ sealed: false })
      .sort({ recordedAt: 1, _id: 1 })
      .limit(limit)
      .session(session)
      .lean<AuditRecord[]>();

  return {
    /**
     * Seals the oldest rows that are not sealed yet. Of two sealers at once one loses its transaction: a place in the
     * chain is taken by one row.
     * @returns how many it sealed, and whether there may be more
     */
    async seal(): Promise<{ readonly sealed: number; readonly more: boolean }> {
      const rows = (await waiting(BATCH)).map(toSigned);
      if (rows.length === 0) return { sealed: 0, more: false };
      const links = linksAfter(await end(), rows, keys.audit);
      const writes = rows.map(({ content: { _id } }, n) => ({
        updateOne: { filter: { _id, sealed: false }, update: { $set: { sealed: true, ...links[n] } } },
      }));
      await AuditModel.bulkWrite(writes, session ? { session } : {});
      return { sealed: rows.length, more: rows.length === BATCH };
    },

    /** A signed word on how far the record reaches, to be kept outside the database; null while it is empty. */
    async checkpoint(at: Date): Promise<string | null> {
      const last = await end();
      return last.seq === 0 ? null : checkpointText({ seq: last.seq, chain: last.chain, at }, keys.audit);
    },

    /** Follows the record from its first row to its last, past everything the given checkpoints say of it. */
    async verify(checkpoints: readonly string[]): Promise<AuditVerdict> {
      const read = checkpoints.map((text) => readCheckpoint(text, keys.audit)).filter((one) => one !== null);
      const vouched = new Map(read.map(({ seq, chain }) => [seq, chain]));
      const { end: last, bad } = followedToEnd(await followAll({ ring: keys.audit, vouched }), vouched);
      const unsealed = await waiting(Number.MAX_SAFE_INTEGER);
      return {
        sealed: last.seq,
        waiting: unsealed.length,
        waitingSince: unsealed[0]?.recordedAt ?? null,
        bad,
        forged: unsealed.filter((record) => !rowIsIntact(toSigned(record), keys.audit)).map(({ _id }) => _id),
        checkpoints: read.length,
        forgedCheckpoints: checkpoints.length - read.length,
      };
    },

    /**
     * Rows that are neither in the chain nor wait for it: put there by somebody who knows how the sealer looks. To be asked
     * in a transaction, so that all is counted at one instant.
     */
    async strays(): Promise<{ readonly count: number; readonly ids: readonly string[] }> {
      const all = await AuditModel.countDocuments({}).session(session);
      const unsealed = await AuditModel.countDocuments({ sealed: false }).session(session);
      const found = await AuditModel.find({ sealed: true, seq: null }).session(session).lean<AuditRecord[]>();
      return { count: all - unsealed - (await end()).seq, ids: found.map(({ _id }) => _id) };
    },
  };
}

async function followAll(known: Parameters<typeof follow>[2]): Promise<Followed> {
  let at: Followed = { end: NO_ROWS, bad: null };
  for (;;) {
    const filter = { sealed: true, seq: trusted({ $gt: at.end.seq }) };
    const records = await AuditModel.find(filter).sort({ seq: 1 }).limit(BATCH).lean<AuditRecord[]>();
    at = follow(at, records.map(toChained), known);
    if (at.bad !== null || records.length === 0) return at;
  }
}

function toSigned(record: AuditRecord): SignedRow {
  return { content: contentOf(record), mac: record.mac };
}

function toChained(record: AuditRecord): ChainedRow {
  const { seq = 0, prev = '', chain = '' } = record;
  return { ...toSigned(record), seq, prev, chain };
}
