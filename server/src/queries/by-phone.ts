import { isActive } from '@openhaven/domain/hold';
import type { PlacementRequestId, ServiceId } from '@openhaven/domain/ids';
import { requestActions } from '@openhaven/domain/placement-request';
import { confirmVacancy } from '@openhaven/domain/unit';
import { hiddenFrom } from '../access/exclusions.ts';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { AuditRow, Context, KeptRequest, KeptService } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { type CandidateView, candidatesIn } from './candidates.ts';

/** What the people of a service see of the telephone: how many codes are left, and what was done in their name. */
export interface PhoneBookView {
  readonly service: KeptService;
  readonly left: number;
  readonly madeAt: Date | null;
  readonly mayMake: boolean;
  readonly acts: readonly PhoneActView[];
}

/** Something that the county wrote down in a service's name. */
export interface PhoneActView {
  readonly row: AuditRow;
  readonly serviceId: ServiceId;
  readonly reference: string | null;
}

/** What stands for an act of the service's own; all else in the record follows from one of these. */
const ACTS: readonly string[] = ['request.acknowledged', 'request.declined', 'hold.offered', 'vacancies.confirmed'];
const MOST_ACTS = 50;

/** The list of codes and the acts by phone of one's own service, the latest first. */
export async function phoneBook({ store, actor }: Context, serviceId: ServiceId): Promise<PhoneBookView> {
  requirePermission(actor, 'byPhone.read', { serviceId }, 'Service');
  const service = await store.services.get(serviceId);
  if (service === null) throw new NotFoundError('Service');
  const list = await store.phoneCodes.get(serviceId);
  const hidden = hiddenFrom(actor);
  const rows = (await store.audit.byPhoneOf(serviceId, ACTS, MOST_ACTS)).filter(
    ({ referralId }) => referralId === undefined || !hidden.includes(referralId),
  );
  const ids = rows.map(({ requestId }) => requestId).filter((id) => id !== undefined);
  const references = new Map((await store.requests.getMany(ids)).map(({ id, reference }) => [id, reference]));
  return {
    service,
    left: list?.left ?? 0,
    madeAt: list?.madeAt ?? null,
    mayMake: isPermitted(actor, 'phoneCodes.make', { serviceId }),
    acts: rows.map((row) => ({ row, serviceId, reference: (row.requestId && references.get(row.requestId)) ?? null })),
  };
}

/** What a coordinator has before them while a service is on the telephone. */
export interface PhoneDeskView {
  readonly service: KeptService;
  /** Requests that it can answer, the one due first on top. */
  readonly requests: readonly KeptRequest[];
  /** How many of its spaces show a vacancy that can be confirmed. */
  readonly toConfirm: number;
}

const MOST_REQUESTS = 50;

export async function phoneDesk({ store, actor, now }: Context, serviceId: ServiceId): Promise<PhoneDeskView> {
  requirePermission(actor, 'byPhone.record', { serviceId }, 'Service');
  const service = await store.services.get(serviceId);
  if (service === null) throw new NotFoundError('Service');
  const wish = { serviceIds: [serviceId], open: true, except: hiddenFrom(actor) };
  const asked = await store.requests.inbox(wish, { first: MOST_REQUESTS, after: null });
  const units = await store.units.ofServices([serviceId]);
  return {
    service,
    requests: asked.edges.map(({ node }) => node).filter(isAnswerable),
    toConfirm: units.filter((unit) => confirmVacancy(unit, now).allowed).length,
  };
}

const isAnswerable = ({ status }: KeptRequest): boolean =>
  status !== 'OFFER_ENDED' && requestActions(status).includes('OFFER');

/** One request, with the spaces that the service could offer for it. */
export interface PhoneRequestView {
  readonly request: KeptRequest;
  readonly spaces: readonly CandidateView[];
  /** What the service calls the space that is kept for it already. */
  readonly kept: string | null;
}

export async function phoneRequest(context: Context, requestId: PlacementRequestId): Promise<PhoneRequestView> {
  const { store, actor, now } = context;
  const request = await store.requests.get(requestId);
  if (request === null) throw new NotFoundError('PlacementRequest');
  requirePermission(actor, 'byPhone.record', request, 'PlacementRequest');
  const hold = request.holdId === undefined ? null : await store.holds.get(request.holdId);
  const spaces = (await candidatesIn(context, request)).filter(({ free }) => free);
  return { request, spaces, kept: hold && isActive(hold, now) && !hold.offered ? hold.unitLabel : null };
}

/** Every service that could ring, by name. */
export async function servicesThatRing({ store, actor }: Context): Promise<readonly KeptService[]> {
  requirePermission(actor, 'byPhone.record', {}, 'Service');
  return (await store.services.active()).toSorted((one, other) => one.name.localeCompare(other.name));
}
