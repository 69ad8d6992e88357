import mongoose from 'mongoose';
import { type Kept, erasing } from '@openhaven/domain/retention';

type Row = Kept & { readonly _id: string };

/**
 * Before: nothing said when the time of a story is over. After: every referral does. Safe while the old version runs: it
 * leaves the new fields alone, and does not write them; run again afterwards, this finds what it changed. When a draft was
 * last saved nobody noted: it has its full time from now on.
 */
export async function up(): Promise<void> {
  const rows = mongoose.connection.getClient().db(mongoose.connection.name).collection<Row>('referrals');
  for await (const row of rows.find()) {
    const saved = row.status === 'DRAFT' ? { draftSavedAt: row.draftSavedAt ?? new Date() } : {};
    const eraseFrom = erasing({ ...row, ...saved })?.from ?? null;
    const asRead = { _id: row._id, status: row.status, closedAt: row.closedAt ?? null };
    await rows.updateOne(asRead, { $set: { ...saved, eraseFrom } });
  }
}
