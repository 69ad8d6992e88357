import type { Context } from '../context.ts';

const NOTICES_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Throws away what is kept for a time only: jobs done, answers to keys, sessions, tickets, invitations, notices. Returns how many. */
export async function purgeOld({ store, now }: Context): Promise<number> {
  const counts = await Promise.all([
    store.outbox.purge(now),
    store.idempotency.purge(now),
    store.sessions.purge(now),
    store.tickets.purge(now),
    store.invitations.purge(now),
    store.notices.purge(new Date(now.getTime() - NOTICES_KEPT_DAYS * DAY_MS)),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}
