import type { Role } from '@openhaven/domain/access';
import type { OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';

/** A member of staff who can sign in: one person, one organisation, one role. */
export interface User {
  readonly id: UserId;
  readonly name: string;
  /** One verified address of work, in lower case: for signing in and for notices. */
  readonly email: string;
  readonly organisationId: OrganisationId;
  readonly role: Role;
  /** Services the person answers for; empty for those who refer. */
  readonly serviceIds: readonly ServiceId[];
  /** Set when the person may not come in any more. */
  readonly disabledAt?: Date;
}

type UserRecord = Omit<User, 'id'> & { readonly _id: string; readonly passwordHash: string };

const schema = new Schema<UserRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    email: { type: String, required: true },
    organisationId: { type: String, required: true },
    role: { type: String, required: true },
    serviceIds: { type: [String], required: true },
    disabledAt: Date,
    passwordHash: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'users' },
)
  .index({ email: 1 }, { unique: true })
  .index({ organisationId: 1 })
  .index({ serviceIds: 1 })
  .index({ role: 1 });

const UserModel = model('User', schema);

/** An address as it is kept and compared. */
export function asStaffAddress(email: string): string {
  return email.trim().toLowerCase();
}

export function users(session: ClientSession | null) {
  const found = async (filter: QueryFilter<UserRecord>): Promise<User[]> => {
    const records = await UserModel.find(filter).session(session).lean();
    return records.map(toUser).filter((user) => user.disabledAt === undefined);
  };

  return {
    async get(id: UserId): Promise<User | null> {
      const record = await UserModel.findById(id).session(session).lean();
      return record && toUser(record);
    },

    /** Those that exist of the ids asked for, in no order. */
    async getMany(ids: readonly UserId[]): Promise<readonly User[]> {
      const records = await UserModel.find({ _id: trusted({ $in: [...ids] }) })
        .session(session)
        .lean();
      return records.map(toUser);
    },

    /** The person with that address, and the hash of the password. Only sign-in asks this. */
    async forSignIn(email: string): Promise<{ readonly user: User; readonly passwordHash: string } | null> {
      const record = await UserModel.findOne({ email: asStaffAddress(email) })
        .session(session)
        .lean();
      return record && { user: toUser(record), passwordHash: record.passwordHash };
    },

    /** Everyone of an organisation who may come in. */
    ofOrganisation: (organisationId: OrganisationId): Promise<readonly User[]> => found({ organisationId }),

    /** Everyone who answers for one of these services and may come in. */
    ofServices: (serviceIds: readonly ServiceId[]): Promise<readonly User[]> =>
      found({ serviceIds: trusted({ $in: [...serviceIds] }) }),

    /** Everyone with a role who may come in, for example the county's coordinators. */
    withRole: (role: Role): Promise<readonly User[]> => found({ role }),

    async add({ id, ...user }: User, passwordHash: string): Promise<void> {
      await UserModel.create([{ _id: id, ...user, email: asStaffAddress(user.email), passwordHash }], { session });
    },

    /** Shuts somebody out. Their sessions are ended by whoever calls this, in the same transaction. */
    async disable(id: UserId, now: Date): Promise<void> {
      await UserModel.updateOne({ _id: id }, { $set: { disabledAt: now } }).session(session);
    },
  };
}

function toUser({ _id, passwordHash: _hash, ...user }: UserRecord): User {
  return { id: _id as UserId, ...user };
}
