import type { Role } from '@openhaven/domain/access';
import type { InvitationId, OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { sign, signatures } from '../crypto/signature.ts';
import type { Keys } from '../crypto/keys.ts';
import { asSpoken } from '../crypto/spoken-code.ts';
import { daysAfter } from './retention.ts';

/** Somebody who may open an account with a code that was handed over in person or by telephone. */
export interface Invitation {
  readonly id: InvitationId;
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly organisationId: OrganisationId;
  readonly role: Role;
  readonly serviceIds: readonly ServiceId[];
  readonly invitedBy: UserId;
  readonly expiresAt: Date;
}

interface InvitationRecord extends Omit<Invitation, 'id'> {
  readonly _id: string;
  /** A fingerprint: what is kept opens no account. */
  readonly code: string;
  readonly purgeAt: Date;
}

const text = { type: String, required: true } as const;
const InvitationModel = model(
  'Invitation',
  new Schema<InvitationRecord>(
    {
      _id: text,
      name: text,
      email: text,
      organisationId: text,
      role: text,
      serviceIds: { type: [String], required: true },
      invitedBy: text,
      expiresAt: { type: Date, required: true },
      code: text,
      purgeAt: { type: Date, required: true },
    },
    { strict: 'throw', versionKey: false, collection: 'invitations' },
  )
    .index({ email: 1 }, { unique: true })
    .index({ organisationId: 1, expiresAt: 1 })
    .index({ purgeAt: 1 }),
);

const OF_A_CODE = 'invitation';

export function invitations(session: ClientSession | null, { index }: Pick<Keys, 'index'>) {
  const spoken = (email: string, code: string): object => ({ email, code: asSpoken(code) });
  return {
    async get(id: InvitationId): Promise<Invitation | null> {
      const record = await InvitationModel.findById(id).session(session).lean();
      return record && toInvitation(record);
    },

    /** Those of an organisation that still hold, the first to run out on top. */
    async open(organisationId: OrganisationId, now: Date): Promise<readonly Invitation[]> {
      const filter = { organisationId, expiresAt: trusted({ $gt: now }) };
      return (await InvitationModel.find(filter).sort({ expiresAt: 1 }).session(session).lean()).map(toInvitation);
    },

    /** Keeps an invitation; an earlier one to the same address is over. */
    async put({ id, ...invitation }: Invitation, code: string): Promise<void> {
      const { email, expiresAt } = invitation;
      await InvitationModel.deleteOne({ email }).session(session);
      const kept = { code: sign(OF_A_CODE, spoken(email, code), index), purgeAt: daysAfter(expiresAt, 1) };
      await InvitationModel.create([{ _id: id, ...invitation, ...kept }], { session });
    },

    /** Uses an invitation up, once: null for a wrong code, another address, and one that has run out. */
    async take(email: string, code: string, now: Date): Promise<Invitation | null> {
      const marks = signatures(OF_A_CODE, spoken(email, code), index);
      const filter = { email, code: trusted({ $in: marks }), expiresAt: trusted({ $gt: now }) };
      const record = await InvitationModel.findOneAndDelete(filter).session(session).lean();
      return record && toInvitation(record);
    },

    async remove(id: InvitationId): Promise<void> {
      await InvitationModel.deleteOne({ _id: id }).session(session);
    },

    async purge(now: Date): Promise<number> {
      const { deletedCount } = await InvitationModel.deleteMany({ purgeAt: trusted({ $lte: now }) }).session(session);
      return deletedCount;
    },
  };
}

function toInvitation({ _id, code: _code, purgeAt: _purgeAt, ...invitation }: InvitationRecord): Invitation {
  return { id: _id as InvitationId, ...invitation };
}
