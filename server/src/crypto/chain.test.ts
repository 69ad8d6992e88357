import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  type BadRow,
  type ChainedRow,
  NO_ROWS,
  type SignedRow,
  follow,
  followedToEnd,
  linksAfter,
  rowIsIntact,
  rowMac,
} from './chain.ts';
import { checkpointText, readCheckpoint } from './checkpoint.ts';
import { type KeyRing, keyFrom } from './keys.ts';

const ring: KeyRing = { current: keyFrom(randomBytes(32)), others: [] };
const stranger: KeyRing = { current: keyFrom(randomBytes(32)), others: [] };
const NONE = new Map<number, string>();

const at = new Date('2026-01-05T09:00:00Z');
const content = { _id: '1', action: 'hold.placed', at, audience: ['a', 'b'], reason: undefined };
const signed = (what: SignedRow['content'], by = ring): SignedRow => ({ content: what, mac: rowMac(what, by) });

describe('the signature of an audit row', () => {
  it('holds whatever the order of the fields, and with gaps left out', () => {
    const { reason: _gap, action, ...rest } = content;
    expect(rowIsIntact({ content: { ...rest, action }, mac: rowMac(content, ring) } as SignedRow, ring)).toBe(true);
  });

  it.each([
    ['a field is changed', { ...content, action: 'hold.released' }],
    ['an instant is moved by a millisecond', { ...content, at: new Date(at.getTime() + 1) }],
    ['a field is added', { ...content, unitId: 'u' }],
    ['a list is put in another order', { ...content, audience: ['b', 'a'] }],
    ['a list is shortened', { ...content, audience: ['a'] }],
  ])('fails when %s', (_what, changed) => {
    expect(rowIsIntact({ content: changed, mac: rowMac(content, ring) }, ring)).toBe(false);
  });

  it('fails with another key', () => {
    expect(rowIsIntact(signed(content), stranger)).toBe(false);
  });
});

/** A record of so many rows, sealed in two batches. */
function aChain(length: number): ChainedRow[] {
  const rows = Array.from({ length }, (_, n) =>
    signed({
      _id: `row-${n + 1}`,
      action: 'request.sent',
      at: new Date(at.getTime() + n),
      audience: [`o${n % 3}`],
    } as SignedRow['content']),
  );
  const half = rows.slice(0, length >> 1);
  const links = linksAfter(NO_ROWS, half, ring);
  const more = linksAfter(links.at(-1) ?? NO_ROWS, rows.slice(half.length), ring);
  return rows.map((row, n) => ({ ...row, ...([...links, ...more][n] ?? { seq: 0, prev: '', chain: '' }) }));
}

/** Follows a record as the store gives it, in the order of places. */
function badIn(rows: readonly ChainedRow[], vouched: ReadonlyMap<number, string> = NONE): BadRow | null {
  const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
  return followedToEnd(follow({ end: NO_ROWS, bad: null }, inOrder, { ring, vouched }), vouched).bad;
}

describe('a chain of audit rows', () => {
  const chain = aChain(30);
  const last = chain.at(-1) ?? { seq: 0, chain: '' };

  it('is sound as it was made, in one go or in parts', () => {
    expect(badIn(chain, new Map([[last.seq, last.chain]]))).toBeNull();
    const known = { ring, vouched: NONE };
    const first = follow({ end: NO_ROWS, bad: null }, chain.slice(0, 11), known);
    expect(follow(first, chain.slice(11), known)).toEqual({ end: { seq: 30, chain: last.chain }, bad: null });
  });

  it('goes on over a change of keys, as long as the old one is known', () => {
    const next: KeyRing = { current: stranger.current, others: [ring.current] };
    const added = [signed({ _id: 'row-31' }, next)];
    const longer = [
      ...chain,
      ...added.map((row, n) => ({ ...row, ...(linksAfter(last, added, next)[n] ?? { seq: 0, prev: '', chain: '' }) })),
    ];
    const sound = follow({ end: NO_ROWS, bad: null }, longer, { ring: next, vouched: NONE });
    expect([sound.end.seq, sound.bad]).toEqual([31, null]);
    expect(follow({ end: NO_ROWS, bad: null }, longer, { ring: stranger, vouched: NONE }).bad).toMatchObject({
      seq: 1,
    });
  });

  it('that was cut and has grown again is not the one a checkpoint vouched for', () => {
    const cut = chain.slice(0, 20);
    const grown = [signed({ _id: 'row-31' }), signed({ _id: 'row-32' })];
    const links = linksAfter(cut.at(-1) ?? NO_ROWS, grown, ring);
    const rows = [...cut, ...grown.map((row, n) => ({ ...row, ...(links[n] ?? { seq: 0, prev: '', chain: '' }) }))];
    expect(badIn(rows)).toBeNull();
    const twentyTwo = chain[21]?.chain ?? '';
    expect(badIn(rows, new Map([[22, twentyTwo]]))).toEqual({ seq: 22, id: 'row-32', fault: 'REPLACED' });
  });
});

/** Numbers that look drawn at random and are the same at every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Draw = (below: number) => number;
interface Tampered {
  readonly rows: readonly ChainedRow[];
  readonly first: number;
}

const without = (rows: readonly ChainedRow[], n: number): ChainedRow[] => rows.filter((_, index) => index !== n);
const put = (rows: readonly ChainedRow[], changes: Readonly<Record<number, ChainedRow | undefined>>): ChainedRow[] =>
  rows.map((row, n) => changes[n] ?? row);
const link = ({ seq, prev, chain }: ChainedRow) => ({ seq, prev, chain });
const other = (draw: Draw, length: number, n: number): number => (n + 1 + draw(length - 1)) % length;

const CHANGES = [
  { action: 'request.seen' },
  { at: new Date(0) },
  { audience: [] },
  { actorUserId: 'somebody' },
  { refused: true },
  { _id: 'row-x' },
];

/** Each way of tampering: the rows as they are afterwards, and the place of the first that is not as it was. */
const TAMPERING: Readonly<Record<string, (rows: readonly ChainedRow[], draw: Draw) => Tampered>> = {
  'a field changed': (rows, draw) => {
    const n = draw(rows.length);
    const row = rows[n];
    const change = CHANGES[draw(CHANGES.length)];
    return { rows: put(rows, { [n]: row && { ...row, content: { ...row.content, ...change } } }), first: n + 1 };
  },
  'a field changed and signed by a stranger': (rows, draw) => {
    const n = draw(rows.length);
    const row = rows[n];
    return {
      rows: put(rows, { [n]: row && { ...link(row), ...signed({ ...row.content, ...CHANGES[0] }, stranger) } }),
      first: n + 1,
    };
  },
  'a bit of a signature changed': (rows, draw) => {
    const n = draw(rows.length);
    const row = rows[n];
    const field = (['mac', 'prev', 'chain'] as const)[draw(n === 0 ? 1 : 3)] ?? 'mac';
    const text = row?.[field] ?? '';
    const where = 9 + draw(Math.max(1, text.length - 10));
    const changed = `${text.slice(0, where)}${text[where] === 'A' ? 'B' : 'A'}${text.slice(where + 1)}`;
    return { rows: put(rows, { [n]: row && { ...row, [field]: changed } }), first: n + 1 };
  },
  'a row taken out': (rows, draw) => {
    const n = draw(rows.length);
    return { rows: without(rows, n), first: n + 1 };
  },
  'a row taken out and the gap closed': (rows, draw) => {
    const n = draw(rows.length);
    const closed = without(rows, n).map((row, m) => (m >= n ? { ...row, seq: row.seq - 1 } : row));
    return { rows: closed, first: n + 1 };
  },
  'two rows exchanged, each in the other’s place': (rows, draw) => {
    const n = draw(rows.length);
    const m = other(draw, rows.length, n);
    const [one, two] = [rows[n], rows[m]];
    const exchanged = one && two ? { [n]: { ...two, ...link(one) }, [m]: { ...one, ...link(two) } } : {};
    return { rows: put(rows, exchanged), first: Math.min(n, m) + 1 };
  },
  'two rows exchanged with their links': (rows, draw) => {
    const n = draw(rows.length);
    const m = other(draw, rows.length, n);
    const [one, two] = [rows[n], rows[m]];
    const exchanged = one && two ? { [n]: { ...two, seq: one.seq }, [m]: { ...one, seq: two.seq } } : {};
    return { rows: put(rows, exchanged), first: Math.min(n, m) + 1 };
  },
  'a row slipped in and the others moved': (rows, draw) => {
    const n = draw(rows.length);
    const before = rows[n];
    const slipped: ChainedRow = {
      ...signed({ _id: 'row-x' }, stranger),
      seq: n + 1,
      prev: before?.prev ?? '',
      chain: before?.chain ?? '',
    };
    const moved = rows.slice(n).map((row) => ({ ...row, seq: row.seq + 1 }));
    return { rows: [...rows.slice(0, n), slipped, ...moved], first: n + 1 };
  },
  'a true row told twice': (rows, draw) => {
    const n = draw(rows.length);
    const row = rows[n];
    const moved = rows.slice(n + 1).map((one) => ({ ...one, seq: one.seq + 1 }));
    const again = row ? [{ ...row, seq: row.seq + 1 }] : [];
    return { rows: [...rows.slice(0, n + 1), ...again, ...moved], first: n + 2 };
  },
  'the end cut off after a checkpoint': (rows, draw) => {
    const n = draw(rows.length);
    return { rows: rows.slice(0, n), first: n + 1 };
  },
};

describe('ten thousand times tampered with', () => {
  const draw = chance(20_260_105);
  const chain = aChain(16);
  const vouched = new Map(chain.slice(-1).map(({ seq, chain: end }) => [seq, end]));
  const trials = 10_000 / Object.keys(TAMPERING).length;

  it.each(Object.entries(TAMPERING))('%s: found each time, and the first bad row named', (_how, tamper) => {
    const missed = Array.from({ length: trials }, () => tamper(chain, draw)).filter(
      ({ rows, first }) => badIn(rows, vouched)?.seq !== first,
    );
    expect(missed).toEqual([]);
  });

  it('and never a false alarm', () => {
    expect(badIn(chain, vouched)).toBeNull();
  });
});

describe('a checkpoint', () => {
  const checkpoint = { seq: 42, chain: 'ab12cd34.x_y-z', at };

  it('is one word that says how far the record reached, when, and what it was', () => {
    const text = checkpointText(checkpoint, ring);
    expect(text).toMatch(/^[\w./-]+$/);
    expect(readCheckpoint(text, ring)).toEqual(checkpoint);
  });

  it('is nobody else’s: not with another number, another key, or in another shape', () => {
    const text = checkpointText(checkpoint, ring);
    for (const forged of [
      text.replace('42/', '41/'),
      checkpointText(checkpoint, stranger),
      text.slice(0, -1),
      '',
      'x'.repeat(500),
    ]) {
      expect(readCheckpoint(forged, ring)).toBeNull();
    }
  });
});
