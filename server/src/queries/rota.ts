import { isOpenRequest } from '@openhaven/domain/placement-request';
import type { ServiceId, UserId } from '@openhaven/domain/ids';
import {
  type Cover,
  type OnCall,
  type RosterStretch,
  type Shift,
  keepsRota,
  rosterIn,
  weekFrom,
  onCallState,
} from '@openhaven/domain/rota';
import { isPermitted, requirePermission } from '../access/permission.ts';
import { type StaffedRota, idsOf, staffOf, staffedRotas } from '../access/rota.ts';
import type { Context, KeptRequest, KeptRota, KeptService, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** Somebody on a rota, by name: for their own service and the coordinator. */
export interface OnCallPersonView {
  readonly id: UserId;
  /** Null once there is no such account. */
  readonly name: string | null;
  /** Answers for the service now. Whoever does not is on call no more. */
  readonly isHere: boolean;
}

type Named<T extends { readonly userId: UserId }> = Omit<T, 'userId' | 'insteadOf'> & {
  readonly person: OnCallPersonView;
};

/** The rota of a service, with the next seven days. */
export interface RotaView {
  readonly service: KeptService;
  readonly rev: number;
  readonly mayChange: boolean;
  readonly shifts: readonly Named<Shift>[];
  /** Those that are not over, the first to begin first. */
  readonly covers: readonly (Named<Cover> & { readonly insteadOf: OnCallPersonView | null })[];
  /** Empty where no rota is kept. */
  readonly roster: readonly (Omit<RosterStretch, 'people'> & { readonly people: readonly OnCallPersonView[] })[];
  /** Everybody who may be put on it. */
  readonly people: readonly OnCallPersonView[];
}

/** @throws NotFoundError for whoever neither answers for the service nor coordinates the county */
export async function rotaOf(context: Context, serviceId: ServiceId): Promise<RotaView> {
  const { store, actor, now } = context;
  const service = await store.services.get(serviceId);
  if (service === null) throw new NotFoundError('Service');
  requirePermission(actor, 'rota.read', { serviceId }, 'Service');
  const own = { rota: await store.rotas.get(serviceId), staff: await staffOf(store, serviceId) };
  const person = await namer(store, own);
  return {
    service,
    rev: own.rota.rev,
    mayChange: isPermitted(actor, 'rota.set', { serviceId }),
    ...shown(own, person, now),
    people: own.staff.map(({ id }) => person(id)).sort(byName),
  };
}

const byName = (a: OnCallPersonView, b: OnCallPersonView): number => (a.name ?? '').localeCompare(b.name ?? '');

type Namer = (id: UserId) => OnCallPersonView;

function shown({ rota, staff }: StaffedRota, person: Namer, now: Date): Pick<RotaView, 'shifts' | 'covers' | 'roster'> {
  const roster = keepsRota(rota) ? rosterIn(rota, weekFrom(now), { staff: idsOf(staff) }) : [];
  return {
    shifts: rota.shifts.map(({ userId, ...shift }) => ({ ...shift, person: person(userId) })),
    covers: rota.covers
      .filter(({ until }) => until > now)
      .toSorted((a, b) => a.from.getTime() - b.from.getTime())
      .map(({ userId, insteadOf, ...cover }) => ({
        ...cover,
        person: person(userId),
        insteadOf: insteadOf === undefined ? null : person(insteadOf),
      })),
    roster: roster.map((stretch) => ({ ...stretch, people: stretch.people.map(person) })),
  };
}

async function namer(store: Store, { rota, staff }: { rota: KeptRota; staff: StaffedRota['staff'] }): Promise<Namer> {
  const named = [...rota.shifts, ...rota.covers].flatMap((one) => [
    one.userId,
    ...('insteadOf' in one && one.insteadOf ? [one.insteadOf] : []),
  ]);
  const here = idsOf(staff);
  const others = await store.users.getMany([...new Set(named)].filter((id) => !here.has(id)));
  const names = new Map([...staff, ...others].map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? null, isHere: here.has(id) });
}

/** Whether somebody is on call at the service that was asked, as long as it may still answer. No word of who. */
export function onCallFor({ status }: KeptRequest, onCall: () => Promise<OnCall | null>): Promise<OnCall | null> {
  return isOpenRequest(status) || status === 'NO_RESPONSE' ? onCall() : Promise.resolve(null);
}

/** Whether somebody is on call for each of these services, in their order; null where no rota is kept. */
export async function onCallOf(
  store: Store,
  serviceIds: readonly ServiceId[],
  now: Date,
): Promise<readonly (OnCall | null)[]> {
  const rotas = await staffedRotas(store, serviceIds);
  return serviceIds.map((id) => {
    const own = rotas.get(id);
    return (own && onCallState(own.rota, now, { staff: idsOf(own.staff) })) ?? null;
  });
}
