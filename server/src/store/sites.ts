import type { ServiceId, SiteId } from '@openhaven/domain/ids';
import type { Site } from '@openhaven/domain/service';
import { type ClientSession, Schema, model, trusted } from 'mongoose';
import { type SealPlace, type Sealed, seal } from '../crypto/seal.ts';
import type { DataKeys } from './data-keys.ts';
import { type SealedBytes, sealedFrom } from './sealed-field.ts';

interface SiteRecord extends Omit<Site, 'id'> {
  _id: SiteId;
  /** Real time of the last write. */
  touchedAt?: Date;
}

/** Where a site stands and how one gets in. Class C4: it is sealed with the site's own data key, in a collection of its own. */
export interface SiteAddress {
  readonly lines: readonly string[];
  readonly postcode: string;
  /** The telephone at the house. */
  readonly phone?: string;
  /** What somebody has to know at the door. */
  readonly directions?: string;
}

interface AddressRecord {
  _id: SiteId;
  address: SealedBytes;
}

const addressPlace = (id: SiteId): SealPlace => ({ collection: 'site-addresses', id, field: 'address' });

const SiteModel = model<SiteRecord>(
  'Site',
  new Schema<SiteRecord>(
    {
      _id: { type: String, required: true },
      serviceId: { type: String, required: true },
      publishedArea: { type: String, required: true },
      securityCompromised: { type: Boolean, required: true },
      touchedAt: Date,
    },
    { collection: 'sites', strict: 'throw', versionKey: false },
  )
    .index({ serviceId: 1 })
    .index({ touchedAt: 1 }),
);

const AddressModel = model<AddressRecord>(
  'SiteAddress',
  new Schema<AddressRecord>(
    { _id: { type: String, required: true }, address: { type: Buffer, required: true } },
    { collection: 'site-addresses', strict: 'throw', versionKey: false },
  ),
);

function toSite({ _id, touchedAt: _at, ...rest }: SiteRecord): Site {
  return { ...rest, id: _id };
}

/** Sites, by their published area. The address is read by the release of a place after acceptance, and by nothing else. */
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

    /** The services of which a site was written at or after an instant of real time. */
    async servicesTouchedSince(at: Date): Promise<readonly ServiceId[]> {
      const records = await SiteModel.find({ touchedAt: trusted({ $gte: at }) }, { serviceId: 1 })
        .session(session)
        .lean<Pick<SiteRecord, 'serviceId'>[]>();
      return records.map(({ serviceId }) => serviceId);
    },

    /** Where a site stands, sealed. Only `showPlace` asks: it has written the look into the record before. */
    async addressOf(id: SiteId): Promise<Sealed<SiteAddress> | null> {
      const record = await AddressModel.findById(id).session(session).lean<AddressRecord>();
      const own = await dataKeys.forSite(id);
      return record && sealedFrom<SiteAddress>(record.address, own.location, addressPlace(id));
    },

    /** Notes whether the address has become known to somebody dangerous. */
    async setSecurityCompromised(id: SiteId, securityCompromised: boolean): Promise<void> {
      await SiteModel.updateOne({ _id: id }, { $set: { securityCompromised, touchedAt: new Date() } }).session(session);
    },

    /** Adds the site with its address, or brings both up to date. */
    async put({ id, ...rest }: Site, address: SiteAddress): Promise<void> {
      const own = await dataKeys.forSite(id);
      const sealed = seal(address, own.location(), addressPlace(id));
      await SiteModel.updateOne({ _id: id }, { $set: { ...rest, touchedAt: new Date() } }, { upsert: true }).session(
        session,
      );
      await AddressModel.updateOne({ _id: id }, { $set: { address: sealed } }, { upsert: true }).session(session);
    },
  };
}
