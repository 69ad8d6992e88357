import type { ServiceId, SiteId } from '@openhaven/domain/ids';
import type { Site } from '@openhaven/domain/service';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { seal } from '../crypto/seal.ts';
import type { DataKeys } from './data-keys.ts';

interface SiteRecord extends Omit<Site, 'id'> {
  _id: SiteId;
}

/** Where a site stands. Class C4: it is sealed with the site's own data key, in a collection of its own. */
export interface SiteAddress {
  readonly lines: readonly string[];
  readonly postcode: string;
}

interface AddressRecord {
  _id: SiteId;
  address: Buffer;
}

const SiteModel = model<SiteRecord>(
  'Site',
  new Schema<SiteRecord>(
    {
      _id: { type: String, required: true },
      serviceId: { type: String, required: true },
      publishedArea: { type: String, required: true },
      securityCompromised: { type: Boolean, required: true },
    },
    { collection: 'sites', strict: 'throw', versionKey: false },
  ).index({ serviceId: 1 }),
);

const AddressModel = model<AddressRecord>(
  'SiteAddress',
  new Schema<AddressRecord>(
    { _id: { type: String, required: true }, address: { type: Buffer, required: true } },
    { collection: 'site-addresses', strict: 'throw', versionKey: false },
  ),
);

function toSite({ _id, ...rest }: SiteRecord): Site {
  return { ...rest, id: _id };
}

/**
 * Sites, by their published area only.
 *
 * There is on purpose no function that reads an address: the release of a place after acceptance will be the only reader.
 */
export function sites(session: ClientSession | null, dataKeys: DataKeys) {
  return {
    async get(id: SiteId): Promise<Site | null> {
      const record = await SiteModel.findById(id).session(session).lean<SiteRecord>();
      return record && toSite(record);
    },

    async getMany(ids: readonly SiteId[]): Promise<readonly Site[]> {
      const records = await SiteModel.find({ _id: trusted({ $in: ids }) })
        .session(session)
        .lean<SiteRecord[]>();
      return records.map(toSite);
    },

    async ofServices(serviceIds: readonly ServiceId[]): Promise<readonly Site[]> {
      const filter = { serviceId: trusted({ $in: serviceIds }) };
      return (await SiteModel.find(filter).session(session).lean<SiteRecord[]>()).map(toSite);
    },

    /** Notes whether the address has become known to somebody dangerous. */
    async setSecurityCompromised(id: SiteId, securityCompromised: boolean): Promise<void> {
      await SiteModel.updateOne({ _id: id }, { $set: { securityCompromised } }).session(session);
    },

    /** Adds the site with its address, or brings both up to date. */
    async put({ id, ...rest }: Site, address: SiteAddress): Promise<void> {
      const own = await dataKeys.forSite(id);
      const sealed = seal(address, own.location(), { collection: 'site-addresses', id, field: 'address' });
      await SiteModel.updateOne({ _id: id }, { $set: rest }, { upsert: true }).session(session);
      await AddressModel.updateOne({ _id: id }, { $set: { address: sealed } }, { upsert: true }).session(session);
    },
  };
}
