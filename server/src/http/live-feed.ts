import type { Context } from '../context.ts';

type Audit = Context['store']['audit'];
type AuditRow = Awaited<ReturnType<Audit['since']>>[number];

/** A row is dated when it is written and seen when its transaction has committed: up to so much later. */
const OVERLAP_MS = 12_000;
const AT_ONCE = 500;

/** Reads the record of what happened as it grows: every row once, whoever wrote it. */
export interface Feed {
  /** The rows committed since the last call, oldest first. */
  next(): Promise<readonly AuditRow[]>;
}

/** @param from what was committed before this instant is old; a little of it may be told again */
export function feedOf(audit: Pick<Audit, 'since'>, from: Date): Feed {
  const seen = new Map<string, number>();
  const oldest = from.getTime() - OVERLAP_MS;
  let newest = from.getTime();

  return {
    async next() {
      const start = new Date(Math.max(oldest, newest - OVERLAP_MS));
      const fresh = (await readFrom(audit, start)).filter(({ id }) => !seen.has(id));
      for (const { id, recordedAt } of fresh) seen.set(id, recordedAt.getTime());
      newest = Math.max(newest, ...fresh.map(({ recordedAt }) => recordedAt.getTime()));
      for (const [id, time] of seen) if (time < newest - OVERLAP_MS) seen.delete(id);
      return fresh;
    },
  };
}

/** Everything from an instant on, in portions. Portions overlap by the last millisecond of the one before. */
async function readFrom(audit: Pick<Audit, 'since'>, start: Date): Promise<readonly AuditRow[]> {
  const rows = new Map<string, AuditRow>();
  for (let at = start, limit = AT_ONCE; ; ) {
    const portion = await audit.since(at, limit);
    for (const row of portion) rows.set(row.id, row);
    const last = portion.at(-1);
    if (!last || portion.length < limit) return [...rows.values()];
    // A portion of a single millisecond would be read for ever.
    if (last.recordedAt.getTime() === at.getTime()) limit *= 2;
    at = last.recordedAt;
  }
}
