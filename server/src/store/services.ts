import type { AreaCode } from '@openhaven/domain/area';
import type { OrganisationId, ServiceId } from '@openhaven/domain/ids';
import type { Service } from '@openhaven/domain/service';
import { type ClientSession, Schema, model, trusted } from 'mongoose';

/** A service as it is kept: with the area it may be shown to lie in. */
export interface KeptService extends Service {
  readonly publishedArea: AreaCode;
  readonly rev: number;
}

interface ServiceRecord extends Omit<KeptService, 'id'> {
  _id: ServiceId;
  active: boolean;
  /** Real time of the last write. */
  touchedAt?: Date;
}

const ServiceModel = model<ServiceRecord>(
  'Service',
  new Schema<ServiceRecord>(
    {
      _id: { type: String, required: true },
      organisationId: { type: String, required: true },
      name: { type: String, required: true },
      accommodationType: { type: String, required: true },
      publishedArea: { type: String, required: true },
      policy: { type: Schema.Types.Mixed, required: true },
      active: { type: Boolean, required: true },
      rev: { type: Number, required: true },
      touchedAt: Date,
    },
    { collection: 'services', strict: 'throw', versionKey: false, minimize: false },
  )
    .index({ active: 1, _id: 1 })
    .index({ touchedAt: 1 })
    .index({ organisationId: 1, active: 1 }),
);

function toService({ _id, active: _active, touchedAt: _at, ...rest }: ServiceRecord): KeptService {
  return { ...rest, id: _id };
}

/** Refuges and other services, as they may be shown: never a location finer than the published area. */
export function services(session: ClientSession | null) {
  const keep = async ({ id, ...rest }: KeptService, active: boolean): Promise<void> => {
    await ServiceModel.updateOne(
      { _id: id },
      { $set: { ...rest, active, touchedAt: new Date() } },
      { upsert: true },
    ).session(session);
  };
  return {
    async get(id: ServiceId): Promise<KeptService | null> {
      const record = await ServiceModel.findById(id).session(session).lean<ServiceRecord>();
      return record && toService(record);
    },

    async getMany(ids: readonly ServiceId[]): Promise<readonly KeptService[]> {
      const records = await ServiceModel.find({ _id: trusted({ $in: ids }) })
        .session(session)
        .lean<ServiceRecord[]>();
      return records.map(toService);
    },

    /** Every service that takes people at present. */
    async active(): Promise<readonly KeptService[]> {
      const records = await ServiceModel.find({ active: true }).session(session).lean<ServiceRecord[]>();
      return records.map(toService);
    },

    async ofOrganisation(organisationId: OrganisationId): Promise<readonly KeptService[]> {
      const records = await ServiceModel.find({ organisationId, active: true })
        .session(session)
        .lean<ServiceRecord[]>();
      return records.map(toService);
    },

    /** Those written at or after an instant of real time, whether they take people or not. */
    async touchedSince(at: Date): Promise<readonly ServiceId[]> {
      const records = await ServiceModel.find({ touchedAt: trusted({ $gte: at }) }, { _id: 1 })
        .session(session)
        .lean<Pick<ServiceRecord, '_id'>[]>();
      return records.map(({ _id }) => _id);
    },

    /** Of some services those that take people. */
    async activeAmong(ids: readonly ServiceId[]): Promise<readonly KeptService[]> {
      const records = await ServiceModel.find({ _id: trusted({ $in: ids }), active: true })
        .session(session)
        .lean<ServiceRecord[]>();
      return records.map(toService);
    },

    /** Saves another policy, unless somebody has saved a change since `service.rev`. Says whether it was saved. */
    async savePolicy({ id, rev, policy }: KeptService): Promise<boolean> {
      const { modifiedCount } = await ServiceModel.updateOne(
        { _id: id, rev },
        { $set: { policy, touchedAt: new Date() }, $inc: { rev: 1 } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Adds the service, or brings what is kept of it up to date. */
    put: (service: KeptService): Promise<void> => keep(service, true),

    /** The same for a service that takes nobody: it is in no list. */
    putAside: (service: KeptService): Promise<void> => keep(service, false),
  };
}
