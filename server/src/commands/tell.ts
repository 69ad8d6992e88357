import type { Role } from '@openhaven/domain/access';
import type { PriorityCode } from '@openhaven/domain/codes';
import type { OrganisationId, PlacementRequestId, ReferralId, ServiceId, UserId } from '@openhaven/domain/ids';
import { type NoticeKind, isUrgent } from '@openhaven/domain/notice';
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

/** Queues one e-mail for each person, except for whoever acts: they know. */
async function tell(tx: Store, { actor, now }: Context, people: readonly Person[], telling: Telling): Promise<void> {
  const { priority, ...about } = telling;
  const urgent = isUrgent(telling.kind) && (priority === undefined || PRESSING.includes(priority));
  const others = people.filter((person) => person.id !== actor.userId);
  const noticeIds = await tx.notices.addMany(
    others.map(({ id: userId }) => ({ userId, urgent, ...about })),
    now,
  );
  await tx.outbox.add(
    ...noticeIds.map((noticeId) => ({ name: 'notice.send', data: { noticeId }, dueAt: now }) as const),
  );
}

/** Somebody needs a place tonight or tomorrow: no e-mail about that waits for another one. */
const PRESSING: readonly PriorityCode[] = ['P1_TONIGHT', 'P2_24H'];

/** Tells the people who answer for a service, or only those of some roles. */
export async function tellService(
  tx: Store,
  context: Context,
  telling: Telling & { readonly serviceId: ServiceId },
  roles: readonly Role[] = ['REFUGE_WORKER', 'REFUGE_MANAGER'],
): Promise<void> {
  const people = await tx.users.ofService(telling.serviceId);
  await tell(
    tx,
    context,
    people.filter(({ role }) => roles.includes(role)),
    telling,
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
  const people = await tx.users.ofOrganisation(organisationId);
  await tell(
    tx,
    context,
    people.filter(({ role }) => REFERRERS.includes(role)),
    telling,
  );
}

/** Tells everyone with a role in the county. */
export async function tellRole(tx: Store, context: Context, role: Role, telling: Telling): Promise<void> {
  await tell(tx, context, await tx.users.withRole(role), telling);
}

/** Tells somebody that their account is spoken of, and those who may be the second of two to agree. */
export async function tellOfReset(
  tx: Store,
  context: Context,
  person: Person & { readonly organisationId: OrganisationId },
): Promise<void> {
  await tell(tx, context, [person], { kind: 'RESET_ASKED' });
  const colleagues = await tx.users.ofOrganisation(person.organisationId);
  const administrators = colleagues.filter(({ role }) => role === 'ORG_ADMIN');
  const others = [...administrators, ...(await tx.users.withRole('COORDINATOR'))].filter(({ id }) => id !== person.id);
  await tell(tx, context, others, { kind: 'RESET_TO_CONFIRM' });
}
