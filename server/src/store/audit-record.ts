import { Schema, model } from 'mongoose';
import type { Link } from '../crypto/chain.ts';
import type { AuditRow } from './audit.ts';

/** A row as it is kept: what it says, the signature over that, and its place in the chain once it has been sealed. */
export type AuditRecord = Omit<AuditRow, 'id'> &
  Partial<Link> & { readonly _id: string; readonly mac: string; readonly sealed: boolean };

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
    byPhone: Boolean,
    silent: Boolean,
    lookedAt: { type: [String], default: undefined },
    personId: String,
    audience: { type: [String], required: true },
    at: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    actorKind: { type: String, required: true },
    actorUserId: { type: String, required: true },
    actorOrganisationId: { type: String, required: true },
    actorRole: { type: String, required: true },
    mac: { type: String, required: true },
    sealed: { type: Boolean, required: true },
    seq: Number,
    prev: String,
    chain: String,
  },
  { strict: 'throw', versionKey: false, collection: 'audit' },
)
  .index({ referralId: 1, at: -1, recordedAt: -1, _id: -1 })
  .index({ lookedAt: 1, at: -1, recordedAt: -1, _id: -1 })
  .index({ recordedAt: 1, _id: 1 })
  .index({ action: 1, at: 1 })
  .index(
    { serviceId: 1, at: -1, recordedAt: -1 },
    { partialFilterExpression: { byPhone: true }, name: 'what was said on the telephone' },
  )
  .index(
    { sealed: 1, recordedAt: 1, _id: 1 },
    { partialFilterExpression: { sealed: false }, name: 'what is to be sealed' },
  )
  .index({ seq: 1 }, { unique: true, partialFilterExpression: { sealed: true }, name: 'one row a place' });

export const AuditModel = model<AuditRecord>('Audit', schema);

/** What a row says, apart from what seals it. */
export function contentOf(record: AuditRecord): Omit<AuditRow, 'id'> & { readonly _id: string } {
  const { mac: _mac, sealed: _sealed, seq: _seq, prev: _prev, chain: _chain, ...content } = record;
  return content;
}
