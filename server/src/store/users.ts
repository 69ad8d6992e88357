import type { Role } from '@openhaven/domain/access';
import type { OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';
import { type CountedPage, type PageWish, readPage } from './page.ts';

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
  /** When they last signed in. */
  readonly lastSeenAt?: Date;
  /** When somebody last said that their access is still needed. */
  readonly reviewedAt?: Date;
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
    lastSeenAt: Date,
    reviewedAt: Date,
    passwordHash: { type: String, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'users' },
)
  .index({ email: 1 }, { unique: true })
  .index({ organisationId: 1, name: 1, _id: 1 })
  .index({ serviceIds: 1 })
  .index({ role: 1 })
  .index({ disabledAt: 1, reviewedAt: 1 });

const UserModel = model<UserRecord>('User', schema);

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
    ...changing(session),

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

    /** Everyone of an organisation, those who have been shut out among them, by name. */
    async page(organisationId: OrganisationId, wish: PageWish): Promise<CountedPage<User>> {
      const order = { fields: ['name', '_id'], direction: 'asc' } as const;
      const page = await readPage(UserModel, { name: 'people', filter: { organisationId }, order }, wish, session);
      return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: toUser(node) })) };
    },

    /** The roles that somebody of an organisation has, or had. */
    async rolesIn(organisationId: OrganisationId): Promise<readonly Role[]> {
      const records = await UserModel.find({ organisationId }).select(['role']).session(session).lean();
      return [...new Set(records.map(({ role }) => role))];
    },

    /** Everyone with a role who may come in, for example the county's coordinators. */
    withRole: (role: Role): Promise<readonly User[]> => found({ role }),
  };
}

/** What changes somebody's account. */
function changing(session: ClientSession | null) {
  return {
    async add({ id, ...user }: User, passwordHash: string): Promise<void> {
      await UserModel.create([{ _id: id, ...user, email: asStaffAddress(user.email), passwordHash }], { session });
    },

    /** Puts one password in the place of another, unless it has been changed since. Says whether it was. */
    async setPassword(id: UserId, { from, to }: { readonly from: string; readonly to: string }): Promise<boolean> {
      const filter = { _id: id, passwordHash: from };
      const { modifiedCount } = await UserModel.updateOne(filter, { $set: { passwordHash: to } }).session(session);
      return modifiedCount === 1;
    },

    /** Gives somebody another role, or other services to answer for. */
    async move(id: UserId, { role, serviceIds }: Pick<User, 'role' | 'serviceIds'>): Promise<void> {
      await UserModel.updateOne({ _id: id }, { $set: { role, serviceIds } }).session(session);
    },

    async noteSeen(id: UserId, now: Date): Promise<void> {
      await UserModel.updateOne({ _id: id }, { $max: { lastSeenAt: now } }).session(session);
    },

    /** Notes that somebody's access is still needed. */
    async review(id: UserId, now: Date): Promise<void> {
      await UserModel.updateOne({ _id: id }, { $set: { reviewedAt: now } }).session(session);
    },

    /** How many of those who may come in nobody has vouched for since an instant. */
    async countUnreviewed(since: Date): Promise<number> {
      const old = [{ reviewedAt: null }, { reviewedAt: trusted({ $lte: since }) }];
      return UserModel.countDocuments(trusted({ disabledAt: null, $or: old })).session(session);
    },

    /** Lets somebody who was shut out come in again. */
    async enable(id: UserId): Promise<void> {
      await UserModel.updateOne({ _id: id }, { $unset: { disabledAt: 1 } }).session(session);
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
