import { type PolicyInput, type Turned, checkPolicy, turnedBy } from '@openhaven/domain/admission-policy';
import { civilDateAt } from '@openhaven/domain/calendar';
import { withParts } from '@openhaven/domain/consent';
import type { ServiceId } from '@openhaven/domain/ids';
import type { AdmissionPolicy } from '@openhaven/domain/service';
import { placesOf } from '../access/clashes.ts';
import { hiddenFrom } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptRequest, KeptService } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { partsFor } from './request-view.ts';

/** What a service takes, and took before, for those who answer for it. */
export interface PolicyView {
  readonly service: KeptService;
  readonly mayChange: boolean;
  readonly earlier: readonly EarlierPolicyView[];
}

export interface EarlierPolicyView {
  readonly policy: AdmissionPolicy;
  readonly until: Date;
  /** The name of whoever changed it then; null once there is no such account. */
  readonly changedBy: string | null;
}

async function ownService({ store, actor }: Context, id: ServiceId): Promise<KeptService> {
  const service = await store.services.get(id);
  if (service === null) throw new NotFoundError('Service');
  requirePermission(actor, 'unit.read', { serviceId: id }, 'Service');
  return service;
}

/** @throws NotFoundError for whoever does not answer for the service */
export async function policyOf(context: Context, id: ServiceId): Promise<PolicyView> {
  const { store, actor } = context;
  const service = await ownService(context, id);
  const old = await store.oldPolicies.ofService(id);
  const names = new Map((await store.users.getMany(old.map(({ changedBy }) => changedBy))).map((one) => [one.id, one]));
  return {
    service,
    mayChange: isPermitted(actor, 'service.setPolicy', { serviceId: id }),
    earlier: old.map(({ policy, until, changedBy }) => ({
      policy,
      until,
      changedBy: names.get(changedBy)?.name ?? null,
    })),
  };
}

/** Which of the requests of the last three months another policy would have answered otherwise. */
export interface PreviewView {
  readonly since: Date;
  /** How many were looked at. */
  readonly asked: number;
  readonly turned: readonly TurnedView[];
}

export interface TurnedView extends Turned {
  readonly request: KeptRequest;
}

const LOOKED_AT_DAYS = 90;
const MOST_REQUESTS = 100;

/**
 * What another policy would have changed, told by requests that the service has had. Each is judged by what is shared
 * with the service and no more, or trying policies would tell what the household keeps to itself.
 * @throws NotFoundError for whoever does not answer for the service
 */
export async function previewPolicy(context: Context, id: ServiceId, input: PolicyInput): Promise<PreviewView> {
  const { store, actor, now } = context;
  const service = await ownService(context, id);
  const policy = checkPolicy(input, civilDateAt(now), service.policy.version);
  const since = new Date(now.getTime() - LOOKED_AT_DAYS * 86_400_000);
  if (!policy.allowed) return { since, asked: 0, turned: [] };
  const hidden = hiddenFrom(actor);
  const requests = (await store.requests.ofServiceSince(id, since, MOST_REQUESTS)).filter(
    ({ referralId }) => !hidden.includes(referralId),
  );
  const referrals = new Map(
    (await store.referrals.getMany(requests.map(({ referralId }) => referralId))).map((one) => [one.id, one]),
  );
  const turned: TurnedView[] = [];
  let asked = 0;
  for (const request of requests) {
    const referral = referrals.get(request.referralId);
    const parts = referral && !referral.erasedAt ? partsFor(request, referral, now) : undefined;
    if (referral === undefined || parts === undefined) continue;
    asked += 1;
    const places = await placesOf(store, service, referral.id, now);
    const story = withParts(referral.story.open(grantForRules('MATCHING')), parts);
    const change = turnedBy({ story, places, at: request.sentAt }, policy.value);
    if (change) turned.push({ request, ...change });
  }
  return { since, asked, turned };
}
