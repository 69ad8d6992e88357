import { type Consents, consentWithReferral } from '@openhaven/domain/consent';
import { isOpen, type ReferralStatus } from '@openhaven/domain/referral';
import mongoose from 'mongoose';

interface Row {
  readonly _id: string;
  readonly status: ReferralStatus;
  readonly createdBy: string;
  readonly consents?: Consents | null;
}

/**
 * Before: whether a household agrees was a word in the story, without an end. After: every open referral that was sent
 * says what they agree to share, which is what it was sent with, for 28 days from now: time to ask them. Safe while the
 * old version runs: it neither reads nor writes the field; run again, this finds what was sent meanwhile.
 */
export async function up(): Promise<void> {
  const rows = mongoose.connection.getClient().db(mongoose.connection.name).collection<Row>('referrals');
  const now = new Date();
  for await (const { _id, status, createdBy } of rows.find({ consents: null })) {
    if (status === 'DRAFT' || !isOpen(status)) continue;
    await rows.updateOne({ _id, consents: null }, { $set: { consents: consentWithReferral([], createdBy, now) } });
  }
}
