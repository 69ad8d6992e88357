import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId, ServiceId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import { keptOutOrganisations } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, KeptRequest, KeptService, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { askService, askedBefore } from './ask-service.ts';
import type { RequestsDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { isSafeService } from './service-safety.ts';
import { tellService } from './tell.ts';

const MOST_AT_ONCE = 10;

/**
 * Asks several services at once, each with its own clock. One that was asked already in this round keeps its request as
 * it is; one that has been silent is called once more. If one of them is not available for this household, none is asked: the page names it.
 */
export function sendRequests(
  context: Context,
  input: { idempotencyKey: string; referralId: ReferralId; serviceIds: readonly ServiceId[] },
): Promise<Decision<RequestsDone>> {
  const { referralId } = input;
  const serviceIds = [...new Set(input.serviceIds)];
  const wish = { name: 'request.send', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'request.send');
    if (serviceIds.length === 0) return refuse('NO_SERVICE_CHOSEN', 'serviceIds');
    if (serviceIds.length > MOST_AT_ONCE) return refuse('TOO_MANY_SERVICES', 'serviceIds');
    const seeking = keep(referral, applyToReferral(referral, 'ASK_SERVICES'));
    if (!seeking.allowed) return seeking;
    const chosen = await chooseServices(tx, referral, serviceIds, context.now);
    if (!chosen.allowed) return chosen;

    mustBeSaved(await tx.referrals.save(seeking.value));
    const asked = await askedBefore(tx, referral);
    const requestIds: KeptRequest['id'][] = [];
    for (const service of chosen.value) {
      const before = asked.get(service.id);
      if (before?.status === 'NO_RESPONSE') await askOnceMore(tx, context, before);
      requestIds.push((before ?? (await askService(tx, context, referral, service))).id);
    }
    return allow({ referralId, requestIds });
  });
}

/** A late yes still counts: the service is told again that somebody waits. */
async function askOnceMore(tx: Store, context: Context, request: KeptRequest): Promise<void> {
  const { id: requestId, referralId, serviceId } = request;
  await tellService(tx, context, { kind: 'REQUEST_STILL_WAITING', requestId, referralId, serviceId });
  await tx.audit.add({ action: 'request.asked-again', ...aboutRequest(request) }, context);
}

/** The services by id, in the order asked; refused if one is unknown, kept out, or not safe for the household: all read the same. */
async function chooseServices(
  tx: Store,
  referral: KeptReferral,
  ids: readonly ServiceId[],
  now: Date,
): Promise<Decision<readonly KeptService[]>> {
  const known = new Map((await tx.services.getMany(ids)).map((service) => [service.id, service]));
  const keptOut = await keptOutOrganisations(tx, referral.id);
  const story = referral.story.open(grantForRules('MATCHING'));
  const chosen: KeptService[] = [];
  for (const [position, id] of ids.entries()) {
    const service = known.get(id);
    const isKnown = service !== undefined && !keptOut.has(service.organisationId);
    if (!isKnown || !(await isSafeService(tx, service, story, now)))
      return refuse('SERVICE_NOT_AVAILABLE', `serviceIds.${position}`);
    chosen.push(service);
  }
  return allow(chosen);
}
