import type { AreaCode } from '@openhaven/domain/area';
import type { OrganisationId, ServiceId, SiteId, UnitId } from '@openhaven/domain/ids';
import type { Unit, UnitFeatures, UnitState } from '@openhaven/domain/unit';
import { type ClientSession, type QueryFilter, Schema, model, trusted } from 'mongoose';

/** A unit as it is kept: with its provider, and the published area of its site so that a search need not join. */
export interface KeptUnit extends Unit {
  readonly organisationId: OrganisationId;
  readonly publishedArea: AreaCode;
}

interface UnitRecord {
  _id: UnitId;
  serviceId: ServiceId;
  siteId: SiteId;
  organisationId: OrganisationId;
  publishedArea: AreaCode;
  label: string;
  features: UnitFeatures;
  adjoins?: UnitId;
  state: UnitState;
  rev: number;
  lastConfirmedAt: Date;
  /** Real time of the last write: by it the places in memory are kept up to date. */
  touchedAt?: Date;
}

const UnitModel = model<UnitRecord>(
  'Unit',
  new Schema<UnitRecord>(
    {
      _id: { type: String, required: true },
      serviceId: { type: String, required: true },
      siteId: { type: String, required: true },
      organisationId: { type: String, required: true },
      publishedArea: { type: String, required: true },
      label: { type: String, required: true },
      features: { type: Schema.Types.Mixed, required: true },
      adjoins: String,
      state: { type: Schema.Types.Mixed, required: true },
      rev: { type: Number, required: true },
      lastConfirmedAt: { type: Date, required: true },
      touchedAt: Date,
    },
    { collection: 'units', strict: 'throw', versionKey: false, minimize: false },
  )
    .index({ serviceId: 1, label: 1, _id: 1 })
    .index({ siteId: 1 })
    .index({ touchedAt: 1 })
    .index({ 'state.status': 1, lastConfirmedAt: 1 }),
);

/** The states that a search has to look at: a hold may have lapsed, so HELD is among them. */
const ON_BOARD = ['AVAILABLE', 'HELD', 'RESERVED', 'OCCUPIED', 'NOTICE', 'TURNAROUND', 'OUT_OF_SERVICE'] as const;

function toUnit({ _id, touchedAt: _at, ...rest }: UnitRecord): KeptUnit {
  return { ...rest, id: _id };
}

/** Rooms, flats and houses. The only contested documents: every change is a write against the revision it was decided on. */
export function units(session: ClientSession | null) {
  const find = async (filter: QueryFilter<UnitRecord>): Promise<readonly KeptUnit[]> => {
    const records = await UnitModel.find(filter).session(session).sort({ label: 1, _id: 1 }).lean<UnitRecord[]>();
    return records.map(toUnit);
  };
  return {
    async get(id: UnitId): Promise<KeptUnit | null> {
      const record = await UnitModel.findById(id).session(session).lean<UnitRecord>();
      return record && toUnit(record);
    },

    getMany: (ids: readonly UnitId[]): Promise<readonly KeptUnit[]> => find({ _id: trusted({ $in: ids }) }),

    ofServices: (serviceIds: readonly ServiceId[]): Promise<readonly KeptUnit[]> =>
      find({ serviceId: trusted({ $in: serviceIds }), 'state.status': trusted({ $ne: 'CLOSED' }) }),

    ofSite: (siteId: SiteId): Promise<readonly KeptUnit[]> => find({ siteId }),

    /** Every unit that is not closed for good. */
    onBoard: (): Promise<readonly KeptUnit[]> => find({ 'state.status': trusted({ $in: ON_BOARD }) }),

    /** Units shown as free that nobody has confirmed since an instant. */
    freeUnconfirmedSince: (instant: Date): Promise<readonly KeptUnit[]> =>
      find({ 'state.status': trusted({ $in: ['AVAILABLE', 'HELD'] }), lastConfirmedAt: trusted({ $lt: instant }) }),

    /** The services of which a unit was written at or after an instant of real time. */
    async servicesTouchedSince(at: Date): Promise<readonly ServiceId[]> {
      const records = await UnitModel.find({ touchedAt: trusted({ $gte: at }) }, { serviceId: 1 })
        .session(session)
        .lean<Pick<UnitRecord, 'serviceId'>[]>();
      return records.map(({ serviceId }) => serviceId);
    },

    /** Saves what was decided on `unit.rev`, unless somebody has saved another change since. Says whether it was saved. */
    async save(unit: Unit): Promise<boolean> {
      const { modifiedCount } = await UnitModel.updateOne(
        { _id: unit.id, rev: unit.rev },
        { $set: { state: unit.state, lastConfirmedAt: unit.lastConfirmedAt, touchedAt: new Date() }, $inc: { rev: 1 } },
      ).session(session);
      return modifiedCount === 1;
    },

    /** Notes that somebody has said: what is shown of these units is true. */
    async confirm(ids: readonly UnitId[], at: Date): Promise<void> {
      const confirmed = { $set: { lastConfirmedAt: at, touchedAt: new Date() }, $inc: { rev: 1 } };
      await UnitModel.updateMany({ _id: trusted({ $in: ids }) }, confirmed).session(session);
    },

    async add({ id, ...rest }: KeptUnit): Promise<void> {
      await UnitModel.create([{ _id: id, ...rest, touchedAt: new Date() }], { session });
    },
  };
}
