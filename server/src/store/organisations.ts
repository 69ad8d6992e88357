import type { OrganisationId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** A council, a provider, a county or another agency. */
export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** GSS code of the area it works in. */
  readonly areaCode?: string;
  /** The first letters of its referrals' references, for example WOR. */
  readonly referencePrefix?: string;
}

type OrganisationRecord = Omit<Organisation, 'id'> & { readonly _id: string };

const OrganisationModel = model(
  'Organisation',
  new Schema<OrganisationRecord>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      areaCode: String,
      referencePrefix: String,
    },
    { strict: 'throw', versionKey: false, collection: 'organisations' },
  ),
);

export function organisations(session: ClientSession | null) {
  return {
    async get(id: OrganisationId): Promise<Organisation | null> {
      const record = await OrganisationModel.findById(id).session(session).lean();
      return record && toOrganisation(record);
    },

    /** All of them, by name. */
    async all(): Promise<readonly Organisation[]> {
      const records = await OrganisationModel.find().session(session).lean();
      return records.map(toOrganisation).sort((a, b) => a.name.localeCompare(b.name));
    },

    /** Those that exist of the ids asked for, in no order. */
    async getMany(ids: readonly OrganisationId[]): Promise<readonly Organisation[]> {
      const filter = { _id: trusted({ $in: [...ids] }) };
      const records = await OrganisationModel.find(filter).session(session).lean();
      return records.map(toOrganisation);
    },

    async add({ id, ...organisation }: Organisation): Promise<void> {
      await OrganisationModel.create([{ _id: id, ...organisation }], { session });
    },
  };
}

function toOrganisation({ _id, ...organisation }: OrganisationRecord): Organisation {
  return { id: _id as OrganisationId, ...organisation };
}
