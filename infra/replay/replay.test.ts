import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAgenda } from './agenda.ts';
import type { CivilDate } from '@openhaven/domain/calendar';
import { cameFrom, drawDemand } from './demand.ts';
import { shareOut } from './lanes.ts';
import { randomOf } from './random.ts';
import { reportLines } from './report.ts';
import { type Replayed, runReplay } from './run.ts';
import { openReplayStore } from './store.ts';
import { faultsOfRows } from './sums.ts';
import { tally } from './tally.ts';

const HALF_A_MONTH = 0.5;

async function play(seed: string): Promise<Replayed> {
  const folder = mkdtempSync(join(tmpdir(), 'openhaven-replay-'));
  const opened = await openReplayStore(folder);
  try {
    return await runReplay({ store: opened.store, seed, months: HALF_A_MONTH });
  } finally {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a replay', () => {
  it('gives the same answer for the same seed, and its sums agree with the demand and with the store', async () => {
    const once = await play('7');
    const again = await play('7');
    expect(again.digest).toBe(once.digest);
    expect(once.faults).toEqual([]);
    const rows = tally(once.ledger);
    expect(faultsOfRows(rows, cameFrom(HALF_A_MONTH))).toEqual([]);
    expect(rows.reduce((sum, { placed }) => sum + placed, 0)).toBeGreaterThan(0);
    expect(rows.reduce((sum, { notPlaced }) => sum + notPlaced, 0)).toBeGreaterThan(0);
  }, 240_000);
});

describe('the sums', () => {
  const outcome = {
    number: 0,
    from: 'redditch',
    referralId: 'referral' as never,
    ending: { is: 'NOT_PLACED', status: 'UNMET', group: 'CAPACITY' },
    knowsChange: false,
  } as const;
  const rows = tally({ outcomes: [outcome], refusals: {}, counts: {} as never });

  it('are right when everybody who came is in them once', () => {
    expect(faultsOfRows(rows, new Map([['redditch', 1]]))).toEqual([]);
  });

  it('name the district in which somebody is missing', () => {
    expect(faultsOfRows(rows, new Map([['redditch', 2]]))).toEqual(['Redditch: approaches are those that came: 1, 2']);
  });

  it('name the row whose parts do not make the whole', () => {
    const bent = rows.map((row) => ({ ...row, placed: row.placed + 1 }));
    expect(faultsOfRows(bent, new Map([['redditch', 1]])).length).toBeGreaterThan(6);
  });

  it('are shouted about in the report', () => {
    const ledger = { outcomes: [], refusals: {}, counts: {} as never };
    const lines = reportLines({ rows, ledger, faults: ['Redditch: wrong'], digest: 'd', months: 1 });
    expect(lines).toContain('THE SUMS DO NOT AGREE:');
    expect(lines).toContain('Redditch: wrong');
  });
});

describe('the demand', () => {
  it('of a year is exactly the published number of every district', () => {
    const came = cameFrom(12);
    expect(
      ['bromsgrove', 'malvern', 'redditch', 'worcester', 'wychavon', 'wyre-forest'].map((key) => came.get(key)),
    ).toEqual([30, 34, 35, 116, 113, 58]);
    expect([...came.values()].reduce((sum, count) => sum + count, 0)).toBe(1_000);
  });

  it('is another one for another seed, and the same for the same', () => {
    const draw = (seed: string): string =>
      JSON.stringify(drawDemand({ seed, firstDay: '2025-04-01' as CivilDate, months: 1 }));
    expect(draw('8')).toBe(draw('8'));
    expect(draw('8')).not.toBe(draw('9'));
  });

  it('is shared among lanes in whole years', () => {
    expect(shareOut({ seed: '1', months: 36, lanes: 2 })).toEqual([
      { seed: '1/1', months: 24 },
      { seed: '1/2', months: 12 },
    ]);
    expect(shareOut({ seed: '1', months: 12, lanes: 2 })).toEqual([{ seed: '1', months: 12 }]);
    expect(shareOut({ seed: '1', months: 3, lanes: 2 }).map(({ months }) => months)).toEqual([2, 1]);
  });
});

describe('the agenda', () => {
  it('gives what is next, and what was written down first at the same instant', async () => {
    const agenda = newAgenda();
    const done: string[] = [];
    const random = randomOf('agenda');
    const add = (at: number, name: string): void =>
      agenda.add(new Date(at), () => {
        done.push(name);
        return Promise.resolve();
      });
    const times = Array.from({ length: 500 }, () => random.whole(0, 50));
    for (const [index, at] of times.entries())
      add(at, `${String(at).padStart(2, '0')}-${String(index).padStart(3, '0')}`);
    for (let next = agenda.next(); next; next = agenda.next()) await next.act();
    expect(done).toHaveLength(500);
    expect(done).toEqual(done.toSorted());
  });
});

describe('chance', () => {
  it('is the same for the same name, and another for another', () => {
    const draws = (seed: string): number[] => {
      const random = randomOf(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draws('a')).toEqual(draws('a'));
    expect(draws('a')).not.toEqual(draws('b'));
  });

  it('keeps to its weights', () => {
    const random = randomOf('weights');
    const drawn = Array.from({ length: 10_000 }, () => random.pick({ YES: 65, NO: 23, SILENCE: 12, NEVER: 0 }));
    const share = (name: string): number => drawn.filter((one) => one === name).length / drawn.length;
    expect(share('YES')).toBeCloseTo(0.65, 1);
    expect(share('SILENCE')).toBeCloseTo(0.12, 1);
    expect(share('NEVER')).toBe(0);
  });
});
