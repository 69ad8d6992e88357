import type { Role } from '@openhaven/domain/access';
import type { PriorityCode } from '@openhaven/domain/codes';
import type {
  OrganisationId,
  PlacementRequestId,
  ReferralId,
  ServiceId,
  TellingId,
  UserId,
} from '@openhaven/domain/ids';
import { type NoticeKind, isUrgent } from '@openhaven/domain/notice';
import { isPressing } from '@openhaven/domain/target-times';
import { randomUUID } from 'node:crypto';
import { shutOutOf } from '../access/exclusions.ts';
import { peopleOnCall, staffedRotas } from '../access/rota.ts';
import type { Context, Store, User } from '../context.ts';

/** What somebody is told of: a kind and ids. The words come later and depend on neither. */
export interface Telling {
  readonly kind: NoticeKind;
  readonly referralId?: ReferralId;
  readonly requestId?: PlacementRequestId;
  readonly serviceId?: ServiceId;
  /** How soon a place is needed, where it is about that. Left out: the occasion alone says whether it is urgent. */
  readonly priority?: PriorityCode;
}

/** Who is told of something. */
interface Audience {
  readonly people: readonly User[];
  readonly telling: Telling;
}

// Their e-mails are sent side by side, under one lease of the job.
const MOST_AT_ONCE = 6;

interface Queued extends Omit<Telling, 'priority'> {
  readonly userId: UserId;
  readonly urgent: boolean;
}

/** Queues one e-mail for each person, except for whoever acts: they know; and for whoever must not hear of the referral. */
async function tell(tx: Store, context: Context, audiences: readonly Audience[]): Promise<void> {
  await send(tx, context, await queuedFor(tx, context, audiences));
}

async function queuedFor(tx: Store, context: Context, audiences: readonly Audience[]): Promise<readonly Queued[]> {
  const queued: Queued[] = [];
  for (const { people, telling } of audiences) {
    const { priority, ...about } = telling;
    const urgent = isUrgent(about.kind) && (priority === undefined || isPressing(priority));
    const told = await whoMayHear(tx, context, people, telling);
    queued.push(...told.map(({ id: userId }) => ({ userId, urgent, ...about })));
  }
  return queued;
}

async function send(tx: Store, context: Context, queued: readonly Queued[]): Promise<void> {
  for (let from = 0; from < queued.length; from += MOST_AT_ONCE) {
    const some = queued.slice(from, from + MOST_AT_ONCE);
    const tellingId = randomUUID() as TellingId;
    await tx.notices.addMany(tellingId, some, context.now);
    const userIds = [...new Set(some.map(({ userId }) => userId))];
    await tx.outbox.add({ name: 'notice.send', data: { tellingId, userIds }, dueAt: context.now });
  }
}

async function whoMayHear(
  tx: Store,
  { actor, now }: Context,
  people: readonly User[],
  { referralId }: Telling,
): Promise<readonly User[]> {
  if (people.length === 0) return [];
  const out = referralId === undefined ? new Set() : await shutOutOf(tx, referralId, people, now);
  return people.filter(({ id }) => id !== actor.userId && !out.has(id));
}

/** Tells certain people, each once. */
export const tellPeople = (tx: Store, context: Context, people: readonly User[], telling: Telling): Promise<void> =>
  tell(tx, context, [{ people, telling }]);

type ToService = Telling & { readonly serviceId: ServiceId };

/** Tells the people who answer for a service, or only those of some roles. */
export function tellService(
  tx: Store,
  context: Context,
  telling: ToService,
  roles: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'],
): Promise<void> {
  return tellServices(tx, context, [telling], roles);
}

/** Tells the people who answer for several services, each of what concerns theirs. */
export async function tellServices(
  tx: Store,
  context: Context,
  tellings: readonly ToService[],
  roles: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'],
): Promise<void> {
  if (tellings.length === 0) return;
  const people = await tx.users.ofServices(tellings.map(({ serviceId }) => serviceId));
  const told = people.filter(({ role }) => roles.includes(role));
  await tell(
    tx,
    context,
    tellings.map((telling) => ({
      telling,
      people: told.filter(({ serviceIds }) => serviceIds.includes(telling.serviceId)),
    })),
  );
}

/**
 * Tells of requests whoever is on call at each service now. Where it keeps no rota, or nobody is on call who may hear of
 * it, everybody who answers for it is told: never fewer than somebody.
 */
export async function tellOnCall(tx: Store, context: Context, tellings: readonly ToService[]): Promise<void> {
  const serviceIds = tellings.map(({ serviceId }) => serviceId);
  const rotas = await staffedRotas(tx, serviceIds);
  const others: ToService[] = [];
  const audiences: Audience[] = [];
  for (const telling of tellings) {
    const own = rotas.get(telling.serviceId);
    const people = await whoMayHear(tx, context, own ? peopleOnCall(own, context.now) : [], telling);
    if (people.length > 0) audiences.push({ people, telling });
    else others.push(telling);
  }
  await tell(tx, context, audiences);
  await tellServices(tx, context, others);
}

const REFERRERS: readonly Role[] = ['REFERRER', 'OUT_OF_AREA_REFERRER'];

/** Tells everyone who refers for an organisation: whoever wrote the referral may have gone home. */
export async function tellReferrers(
  tx: Store,
  context: Context,
  organisationId: OrganisationId,
  telling: Telling,
): Promise<void> {
  const people = (await tx.users.ofOrganisation(organisationId)).filter(({ role }) => REFERRERS.includes(role));
  await tell(tx, context, [{ people, telling }]);
}

/** Tells everyone with a role in the county, but for one whom it is about. */
export async function tellRole(
  tx: Store,
  context: Context,
  role: Role,
  telling: Telling,
  except?: UserId,
): Promise<void> {
  const people = (await tx.users.withRole(role)).filter(({ id }) => id !== except);
  await tell(tx, context, [{ people, telling }]);
}

/** A household that has lost its place or its home. */
interface Loser {
  readonly referralId: ReferralId;
  readonly referrerOrganisationId: OrganisationId;
}

/**
 * Tells everybody whom the loss of several places at once concerns, each of them once: those who refer, the coordinators and
 * the service. Nobody is told who would hear of no household of theirs in it.
 */
export async function tellOfLosses(
  tx: Store,
  context: Context,
  serviceId: ServiceId,
  losers: readonly Loser[],
): Promise<void> {
  const kind = 'PLACES_LOST';
  const coordinators = losers.length === 0 ? [] : await tx.users.withRole('COORDINATOR');
  const audiences: Audience[] = [{ people: await tx.users.ofServices([serviceId]), telling: { kind, serviceId } }];
  for (const { referralId, referrerOrganisationId } of losers) {
    const colleagues = await tx.users.ofOrganisation(referrerOrganisationId);
    const referrers = colleagues.filter(({ role }) => REFERRERS.includes(role));
    audiences.push({ people: [...referrers, ...coordinators], telling: { kind, referralId, serviceId } });
  }
  const first = new Map<UserId, Queued>();
  for (const one of await queuedFor(tx, context, audiences)) if (!first.has(one.userId)) first.set(one.userId, one);
  await send(tx, context, [...first.values()]);
}

/** Tells one person, unless they have left. */
export async function tellPerson(tx: Store, context: Context, id: UserId, telling: Telling): Promise<void> {
  const person = await tx.users.get(id);
  const people = person === null || person.disabledAt !== undefined ? [] : [person];
  await tell(tx, context, [{ people, telling }]);
}

/** Tells somebody that their account is spoken of, and those who may be the second of two to agree. */
export async function tellOfReset(tx: Store, context: Context, person: User): Promise<void> {
  const colleagues = await tx.users.ofOrganisation(person.organisationId);
  const administrators = colleagues.filter(({ role }) => role === 'ORG_ADMIN');
  const others = [...administrators, ...(await tx.users.withRole('COORDINATOR'))].filter(({ id }) => id !== person.id);
  await tell(tx, context, [
    { people: [person], telling: { kind: 'RESET_ASKED' } },
    { people: others, telling: { kind: 'RESET_TO_CONFIRM' } },
  ]);
}
