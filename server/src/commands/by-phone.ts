import { mayTryCode, wrongLately } from '@openhaven/domain/by-phone';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { PlacementRequestId, ServiceId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptRequest, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { acknowledgeFrom } from './acknowledge-request.ts';
import { confirmUnits } from './confirm-vacancies.ts';
import { type DeclineWish, declineFrom } from './decline-request.ts';
import type { HoldDone, RequestDone, UnitsDone } from './ids.ts';
import { requestFor } from './load.ts';
import { offerFrom } from './make-offer.ts';
import type { OfferInput } from './offer.ts';
import { type Outcome, mustBeSaved, runCommand } from './run-command.ts';
import { tellService } from './tell.ts';

/** Said on the telephone by whoever answers for the service: one of the codes on its list. */
interface Spoken {
  readonly code: string;
}

type PhoneAct = Pick<DeclineWish, 'idempotencyKey' | 'requestId'> & Spoken;

/** "We are looking at it", said on the telephone and written down by the county. */
export const acknowledgeByPhone = (context: Context, input: PhoneAct): Promise<Decision<RequestDone>> =>
  onRequest(context, 'request.acknowledge-by-phone', input, (tx, phone, request) =>
    acknowledgeFrom(tx, phone, request),
  );

/** A no, said on the telephone: with the reason and all that a no needs. */
export const declineByPhone = (context: Context, input: DeclineWish & Spoken): Promise<Decision<RequestDone>> =>
  onRequest(context, 'request.decline-by-phone', input, (tx, phone, request) => declineFrom(tx, phone, request, input));

/** A yes, said on the telephone: one space is kept for the household. */
export const offerByPhone = (context: Context, input: OfferInput & Spoken): Promise<Decision<HoldDone>> =>
  onRequest(context, 'hold.offer-by-phone', input, (tx, phone, request) => offerFrom(tx, phone, request, input));

/** Everything that a service shows as free is free, said on the telephone. */
export function confirmByPhone(
  context: Context,
  input: Spoken & { readonly idempotencyKey: string; readonly serviceId: ServiceId },
): Promise<Decision<UnitsDone>> {
  const { serviceId } = input;
  requirePermission(context.actor, 'byPhone.record', { serviceId }, 'Service');
  const phone = onThePhone(context);
  return runCommand(phone, { name: 'vacancies.confirm-by-phone', key: input.idempotencyKey, input }, async (tx) => {
    if ((await tx.services.get(serviceId)) === null) throw new NotFoundError('Service');
    const isKnown = await knowsCode(tx, phone, serviceId, input.code);
    if (!isKnown.allowed) return isKnown;
    const shown = await tx.units.ofServices([serviceId]);
    const done = await confirmUnits(tx, phone, { shown, meant: shown });
    if (done.allowed) await spend(tx, phone, { serviceId, code: input.code });
    return done;
  });
}

/** The same person, writing down what somebody else says. */
const onThePhone = ({ actor, now, store }: Context): Context => ({ actor, now, store, byPhone: true });

function onRequest<T extends Outcome>(
  context: Context,
  name: string,
  input: PhoneAct,
  work: (tx: Store, phone: Context, request: KeptRequest) => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const { requestId, code } = input;
  const phone = onThePhone(context);
  return runCommand(phone, { name, key: input.idempotencyKey, input, about: { requestId } }, async (tx) => {
    const request = await requestFor(phone, tx, requestId, 'byPhone.record');
    const { serviceId, referralId } = request;
    const isKnown = await knowsCode(tx, phone, serviceId, code);
    if (!isKnown.allowed) return isKnown;
    const done = await work(tx, phone, request);
    // What the rules refuse is not written down: the code stays good.
    if (done.allowed) await spend(tx, phone, { serviceId, code, about: { requestId, referralId } });
    return done;
  });
}

/** Whether the code is on the service's list. A wrong one is noted, which is all that is written with the refusal. */
async function knowsCode(
  tx: Store,
  { now }: Context,
  serviceId: ServiceId,
  code: string,
): Promise<Decision<void, 'PHONE_CODE_WAIT' | 'PHONE_CODE_WRONG'>> {
  const wrongAt = await tx.phoneCodes.wrongAt(serviceId);
  const mayTry = mayTryCode(wrongAt, now);
  if (!mayTry.allowed) return mayTry;
  if (await tx.phoneCodes.has(serviceId, code)) return allow(undefined);
  await tx.phoneCodes.noteWrong(serviceId, [...wrongLately(wrongAt, now), now]);
  return refuse('PHONE_CODE_WRONG', 'code');
}

interface Spent extends Spoken {
  readonly serviceId: ServiceId;
  readonly about?: { readonly requestId: PlacementRequestId; readonly referralId: KeptRequest['referralId'] };
}

/** Uses the code up: the database decides whose it was. The service is told what was done in its name. */
async function spend(tx: Store, phone: Context, { serviceId, code, about }: Spent): Promise<void> {
  mustBeSaved(await tx.phoneCodes.take(serviceId, code));
  await tellService(tx, phone, { kind: 'ANSWERED_BY_PHONE', serviceId, ...about });
}
