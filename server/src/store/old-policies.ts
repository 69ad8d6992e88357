import type { ServiceId, UserId } from '@openhaven/domain/ids';
import type { AdmissionPolicy } from '@openhaven/domain/service';
import { type ClientSession, Schema, model } from 'mongoose';

/** A policy that was in force until somebody changed it. */
export interface OldPolicy {
  readonly serviceId: ServiceId;
  readonly policy: AdmissionPolicy;
  readonly until: Date;
  /** Who changed it then. */
  readonly changedBy: UserId;
}

const text = { type: String, required: true } as const;
const OldPolicyModel = model<OldPolicy>(
  'OldPolicy',
  new Schema<OldPolicy>(
    {
      serviceId: text,
      policy: { type: Schema.Types.Mixed, required: true },
      until: { type: Date, required: true },
      changedBy: text,
    },
    { collection: 'old-policies', strict: 'throw', versionKey: false, minimize: false },
  ).index({ serviceId: 1, 'policy.version': -1 }, { unique: true }),
);

const MOST = 50;

/** What services took before: nothing here is ever changed, so that every answer can be explained by the policy of its day. */
export function oldPolicies(session: ClientSession | null) {
  return {
    async add(old: OldPolicy): Promise<void> {
      await OldPolicyModel.create([old], { session });
    },

    /** The last fifty of a service, the newest first. */
    async ofService(serviceId: ServiceId): Promise<readonly OldPolicy[]> {
      const records = await OldPolicyModel.find({ serviceId }, { _id: 0 })
        .sort({ 'policy.version': -1 })
        .limit(MOST)
        .session(session)
        .lean<OldPolicy[]>();
      return records;
    },
  };
}
