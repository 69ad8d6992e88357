import { mayShare } from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId, ServiceId } from '@openhaven/domain/ids';
import { applyToReferral } from '@openhaven/domain/referral';
import { keptOutOrganisations } from '../access/exclusions.ts';
import type { Context, KeptReferral, KeptRequest, KeptService, Store } from '../context.ts';
import { aboutRequest } from './about.ts';
import { askServices, askedBefore } from './ask-services.ts';
import type { RequestsDone } from './ids.ts';
import { keep } from './keep.ts';
import { referralFor } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { safeServices } from './safe-services.ts';
import { tellOnCall } from './tell.ts';

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
    if (!mayShare(referral.consents ?? [], context.now)) return refuse('CONSENT_NEEDED');
    const chosen = await chooseServices(tx, referral, serviceIds, context.now);
    if (!chosen.allowed) return chosen;

    mustBeSaved(await tx.referrals.save(seeking.value));
    const before = await askedBefore(tx, referral);
    const silent = chosen.value.flatMap(({ id }) => before.get(id) ?? []).filter(isSilent);
    await askOnceMore(tx, context, silent);
    const unasked = chosen.value.filter(({ id }) => !before.has(id));
    const sent = await askServices(tx, context, referral, unasked);
    const requests = new Map([...before.values(), ...sent].map((request) => [request.serviceId, request.id]));
    return allow({ referralId, requestIds: serviceIds.flatMap((id) => requests.get(id) ?? []) });
  });
}

const isSilent = ({ status }: KeptRequest): boolean => status === 'NO_RESPONSE';

/** A late yes still counts: the services are told again that somebody waits. */
async function askOnceMore(tx: Store, context: Context, silent: readonly KeptRequest[]): Promise<void> {
  await tellOnCall(tx, context, silent.map(stillWaiting));
  await tx.audit.addMany(
    silent.map((request) => ({ action: 'request.asked-again', ...aboutRequest(request) })),
    context,
  );
}

const stillWaiting = ({ id: requestId, referralId, serviceId }: KeptRequest) =>
  ({ kind: 'REQUEST_STILL_WAITING', requestId, referralId, serviceId }) as const;

/** The services by id, in the order asked; refused if one is unknown, kept out, or not safe for the household: all read the same. */
async function chooseServices(
  tx: Store,
  referral: KeptReferral,
  ids: readonly ServiceId[],
  now: Date,
): Promise<Decision<readonly KeptService[]>> {
  const keptOut = await keptOutOrganisations(tx, referral.id);
  const known = (await tx.services.getMany(ids)).filter(({ organisationId }) => !keptOut.has(organisationId));
  const safe = new Map((await safeServices(tx, known, referral, now)).map((one) => [one.id, one]));
  const missing = ids.findIndex((id) => !safe.has(id));
  if (missing >= 0) return refuse('SERVICE_NOT_AVAILABLE', `serviceIds.${missing}`);
  return allow(ids.flatMap((id) => safe.get(id) ?? []));
}
