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
import { randomUUID } from 'node:crypto';
import type { Context, Store } from '../context.ts';

/** What somebody is told of: a kind and ids. The words come later and depend on neither. */
export interface Telling {
  readonly kind: NoticeKind;
  readonly referralId?: ReferralId;
  readonly requestId?: PlacementRequestId;
  readonly serviceId?: ServiceId;
  /** How soon a place is needed, where it is about that. Left out: the occasion alone says whether it is urgent. */
  readonly priority?: PriorityCode;
}

interface Person {
  readonly id: UserId;
  readonly role: Role;
}

/** Who is told of something. */
interface Audience {
  readonly people: readonly Person[];
  readonly telling: Telling;
}

// Their e-mails are sent side by side, under one lease of the job.
const MOST_AT_ONCE = 6;

/** Queues one e-mail for each person, except for whoever acts: they know. */
async function tell(tx: Store, { actor, now }: Context, audiences: readonly Audience[]): Promise<void> {
  const queued = audiences.flatMap(({ people, telling: { priority, ...about } }) => {
    const urgent = isUrgent(about.kind) && (priority === undefined || PRESSING.includes(priority));
    return people.filter(({ id }) => id !== actor.userId).map(({ id: userId }) => ({ userId, urgent, ...about }));
  });
  for (let from = 0; from < queued.length; from += MOST_AT_ONCE) {
    const some = queued.slice(from, from + MOST_AT_ONCE);
    const tellingId = randomUUID() as TellingId;
    await tx.notices.addMany(tellingId, some, now);
    const userIds = [...new Set(some.map(({ userId }) => userId))];
    await tx.outbox.add({ name: 'notice.send', data: { tellingId, userIds }, dueAt: now });
  }
}

/** Somebody needs a place tonight or tomorrow: no e-mail about that waits for another one. */
const PRESSING: readonly PriorityCode[] = ['P1_TONIGHT', 'P2_24H'];

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

/** Tells everyone with a role in the county. */
export async function tellRole(tx: Store, context: Context, role: Role, telling: Telling): Promise<void> {
  await tell(tx, context, [{ people: await tx.users.withRole(role), telling }]);
}
