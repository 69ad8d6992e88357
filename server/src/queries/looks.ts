import { isPermitted } from '../access/permission.ts';
import type { AuditRow, Context, CountedPage, KeptReferral, KeptRequest } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { pageWish } from './page-wish.ts';

/** One look at a record, and by whom. */
export interface LookView {
  readonly row: AuditRow;
  /** Only for people of the viewer's own organisation, and for the coordinator: elsewhere role and organisation suffice. */
  readonly who: string | null;
}

type Wish = Parameters<typeof pageWish>[0];

/** Who was shown something of a referral, newest first: for its own organisation and the coordinator. */
export function looksAtReferral(context: Context, referral: KeptReferral, page: Wish): Promise<CountedPage<LookView>> {
  if (!isPermitted(context.actor, 'looks.read', referral)) throw new NotFoundError('Referral');
  return looksAt(context, referral.id, page);
}

/** Who was shown something of a request, newest first: for the service that is asked, and those who may see the referral. */
export function looksAtRequest(context: Context, request: KeptRequest, page: Wish): Promise<CountedPage<LookView>> {
  if (!isPermitted(context.actor, 'looks.read', request)) throw new NotFoundError('PlacementRequest');
  return looksAt(context, request.id, page);
}

async function looksAt({ store, actor }: Context, id: string, page: Wish): Promise<CountedPage<LookView>> {
  const rows = await store.audit.looks(id, pageWish(page));
  const people = await store.users.getMany([...new Set(rows.edges.map(({ node }) => node.actorUserId))]);
  const names = new Map(people.map((user) => [user.id, user.name]));
  const whoOf = ({ actorUserId, actorOrganisationId }: AuditRow): string | null => {
    const isNamed = actor.role === 'COORDINATOR' || actorOrganisationId === actor.organisationId;
    return isNamed ? (names.get(actorUserId) ?? null) : null;
  };
  return { ...rows, edges: rows.edges.map(({ cursor, node }) => ({ cursor, node: { row: node, who: whoOf(node) } })) };
}
