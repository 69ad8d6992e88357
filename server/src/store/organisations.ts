import type { CallBackNumber } from '@openhaven/domain/call-back';
import type { OrganisationId } from '@openhaven/domain/ids';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** A council, a provider, a county or another agency. */
export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** Only where it matters: the police are not told of immigration. */
  readonly kind?: 'POLICE';
  /** GSS code of the area it works in. */
  readonly areaCode?: string;
  /** The first letters of its referrals' references, for example WOR. */
  readonly referencePrefix?: string;
  /** Domains of its own, verified before it saw anything: people are invited at these and at no others. */
  readonly domains: readonly string[];
  /** On which it is rung back. */
  readonly callBack?: CallBackNumber;
}

/** An organisation as it is added; without domains it can invite nobody. */
type NewOrganisation = Omit<Organisation, 'domains'> & Partial<Pick<Organisation, 'domains'>>;

type OrganisationRecord = Omit<Organisation, 'id' | 'domains'> & {
  readonly _id: string;
  readonly domains?: readonly string[];
};

const OrganisationModel = model(
  'Organisation',
  new Schema<OrganisationRecord>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      kind: String,
      areaCode: String,
      referencePrefix: String,
      domains: { type: [String], default: [] },
      callBack: { type: { number: String, source: String, checkedAt: Date }, _id: false, default: undefined },
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

    /** Keeps the number on which an organisation is rung back; the last word counts. Says whether there is such a one. */
    async setCallBack(id: OrganisationId, callBack: CallBackNumber): Promise<boolean> {
      const { matchedCount } = await OrganisationModel.updateOne({ _id: id }, { $set: { callBack } }).session(session);
      return matchedCount === 1;
    },

    async add({ id, domains = [], ...organisation }: NewOrganisation): Promise<void> {
      await OrganisationModel.create([{ _id: id, domains, ...organisation }], { session });
    },
  };
}

/** One that was added before there were domains has none. */
function toOrganisation({ _id, domains, ...organisation }: OrganisationRecord): Organisation {
  return { id: _id as OrganisationId, ...organisation, domains: domains ?? [] };
}
