import { type DeclineReason, DECLINE_REASONS } from '@openhaven/domain/codes';
import { reasonTold } from '../access/funding.ts';
import { isPermitted } from '../access/permission.ts';
import type { AuditRow, Context, CountedPage, KeptReferral } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { pageWish } from './page-wish.ts';

/**
 * What happened to one referral, newest first: codes only. A reason that would say where a place lies, or who lives
 * there, reads as "not available", and what would have made it a yes is left out with it.
 */
export async function timelineOf(
  context: Context,
  referral: KeptReferral,
  page: { first: number; after?: string | null | undefined },
): Promise<CountedPage<AuditRow>> {
  const { store, actor } = context;
  if (!isPermitted(actor, 'timeline.read', referral)) throw new NotFoundError('Referral');
  const rows = await store.audit.timeline(referral.id, pageWish(page));
  const edges = rows.edges.map(async ({ cursor, node }) => ({ cursor, node: await shown(context, node) }));
  return { ...rows, edges: await Promise.all(edges) };
}

async function shown(context: Context, { wouldBeYesIf, ...row }: AuditRow): Promise<AuditRow> {
  if (row.reason === undefined) return row;
  const reason = isDeclineReason(row.reason) ? await reasonTold(context, row.reason) : row.reason;
  return reason === row.reason ? { ...row, ...(wouldBeYesIf && { wouldBeYesIf }) } : { ...row, reason };
}

function isDeclineReason(code: string): code is DeclineReason {
  return DECLINE_REASONS.some((reason) => reason.code === code);
}
