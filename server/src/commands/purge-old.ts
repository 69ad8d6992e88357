import { addMonths, civilDateAt, startOfDay } from '@openhaven/domain/calendar';
import { standingOf } from '@openhaven/domain/replacing';
import type { Context, Displaced, Store } from '../context.ts';

const NOTICES_KEPT_DAYS = 30;
/** A year of who asked why somebody looked, and of who was given a copy; what was done is in the record for longer. */
const LOOKS_KEPT_MONTHS = 12;
const DAY_MS = 86_400_000;

/** Households whose referral has ended meanwhile have to be placed again no more. */
async function settleReplaced(store: Store): Promise<number> {
  const open = await store.displaced.open();
  const known = await store.referrals.getMany(open.map(({ referralId }) => referralId));
  const status = new Map(known.map((referral) => [referral.id, referral.status]));
  const isOver = ({ referralId, placementId }: Displaced): boolean => {
    const now = status.get(referralId);
    return placementId === undefined && (now === undefined || standingOf(now, false) === 'OVER');
  };
  await store.displaced.settle(open.filter(isOver).map(({ referralId }) => referralId));
  return 0;
}

/** Throws away what is kept for a time only: jobs done, answers to keys, sessions, tickets, invitations, notices, and after a year what was found about looks and copies. Returns how many. */
export async function purgeOld({ store, now }: Context): Promise<number> {
  const year = addMonths(civilDateAt(now), -LOOKS_KEPT_MONTHS);
  const counts = await Promise.all([
    store.outbox.purge(now),
    store.idempotency.purge(now),
    store.sessions.purge(now),
    store.tickets.purge(now),
    store.invitations.purge(now),
    store.lookAlarms.purge(startOfDay(year)),
    store.lookDigests.purge(year),
    store.subjectAccess.purge(year),
    store.displaced.purge(startOfDay(year)),
    settleReplaced(store),
    store.notices.purge(new Date(now.getTime() - NOTICES_KEPT_DAYS * DAY_MS)),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
