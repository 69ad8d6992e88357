import { describe, expect, it } from '@jest/globals';
import { feedOf } from './live-feed.ts';

type Audit = Parameters<typeof feedOf>[0];
type Row = Awaited<ReturnType<Audit['since']>>[number];

const at = (ms: number): Date => new Date(Date.UTC(2026, 0, 5) + ms);
const aRow = (id: string, ms: number): Row => ({ id, recordedAt: at(ms) }) as Row;

/** The record as a list that rows can be put into, in the order of their dates as the index gives them. */
function aRecord(): { rows: Row[]; audit: Audit; asked: number } {
  const record = {
    rows: [] as Row[],
    asked: 0,
    audit: {
      since: (from: Date, limit: number) => {
        record.asked += 1;
        const found = record.rows.filter(({ recordedAt }) => recordedAt >= from);
        return Promise.resolve(found.sort((a, b) => a.recordedAt.getTime() - b.recordedAt.getTime()).slice(0, limit));
      },
    },
  };
  return record;
}
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);

describe('the feed of what happened', () => {
  it('gives every row once', async () => {
    const { rows, audit } = aRecord();
    const feed = feedOf(audit, at(0));
    rows.push(aRow('a', 10), aRow('b', 20));
    expect(idsOf(await feed.next())).toEqual(['a', 'b']);
    rows.push(aRow('c', 20));
    expect(idsOf(await feed.next())).toEqual(['c']);
    expect(await feed.next()).toEqual([]);
  });

  it('finds a row whose transaction was committed ten seconds after it was dated', async () => {
    const { rows, audit } = aRecord();
    const feed = feedOf(audit, at(0));
    rows.push(aRow('late-one', 10_000));
    await feed.next();
    rows.push(aRow('early-one', 100));
    expect(idsOf(await feed.next())).toEqual(['early-one']);
    expect(await feed.next()).toEqual([]);
  });

  it('finds what was dated just before the page was opened', async () => {
    const { rows, audit } = aRecord();
    const feed = feedOf(audit, at(20_000));
    rows.push(aRow('under-way', 12_000), aRow('long-ago', 1_000));
    expect(idsOf(await feed.next())).toEqual(['under-way']);
  });

  it('reads a long backlog in portions, and even one of a single millisecond', async () => {
    const { rows, audit } = aRecord();
    const feed = feedOf(audit, at(0));
    rows.push(...Array.from({ length: 1_800 }, (_, n) => aRow(`row-${n}`, n < 900 ? 5 : n)));
    expect(new Set(idsOf(await feed.next())).size).toBe(1_800);
    expect(await feed.next()).toEqual([]);
  });
});
