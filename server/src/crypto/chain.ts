import type { KeyRing } from './keys.ts';
import { isSigned, sign } from './signature.ts';

/** Where a row stands in the record, and what binds it to the row before it and to its own content. */
export interface Link {
  /** 1 for the first row, then one more each. */
  readonly seq: number;
  /** The `chain` of the row before; empty for the first. */
  readonly prev: string;
  readonly chain: string;
}

/** The end of a chain, from which it goes on. */
export type ChainEnd = Pick<Link, 'seq' | 'chain'>;
export const NO_ROWS: ChainEnd = { seq: 0, chain: '' };

/** A row of the record: what it says, the signature over that, and its link once it has been sealed. */
export interface SignedRow {
  readonly content: { readonly _id: string };
  readonly mac: string;
}
export type ChainedRow = SignedRow & Link;

/** The signature of one row, over every field of it. */
export function rowMac(content: object, ring: KeyRing): string {
  return sign('audit row', content, ring);
}

/** Whether a row is still what was written. */
export function rowIsIntact({ content, mac }: SignedRow, ring: KeyRing): boolean {
  return isSigned('audit row', content, mac, ring);
}

const bond = ({ content: { _id }, mac }: SignedRow, seq: number, prev: string): object => ({ _id, mac, seq, prev });

/** The links of rows that are put to the end of a chain, in their order. */
export function linksAfter(end: ChainEnd, rows: readonly SignedRow[], ring: KeyRing): readonly Link[] {
  let last = end;
  return rows.map((row) => {
    const [seq, prev] = [last.seq + 1, last.chain];
    const link = { seq, prev, chain: sign('audit chain', bond(row, seq, prev), ring) };
    last = link;
    return link;
  });
}

/**
 * What is wrong with the record.
 *
 * MISSING: a row has been taken out. CHANGED: a row does not say what was written. OUT_OF_PLACE: a row is not the one
 * that was sealed at its place. REPLACED: a row is not the one that a checkpoint vouched for. CUT: the record ends before
 * a checkpoint that was made of it.
 */
export type ChainFault = 'MISSING' | 'CHANGED' | 'OUT_OF_PLACE' | 'REPLACED' | 'CUT';

/** The first row that is not as it was written: where it is or should be, and its id if it is there. */
export interface BadRow {
  readonly seq: number;
  readonly id: string | null;
  readonly fault: ChainFault;
}

/** How far a chain has been followed, and the first thing wrong with it. */
export interface Followed {
  readonly end: ChainEnd;
  readonly bad: BadRow | null;
}

/**
 * Follows a chain over its next rows, in the order of `seq`, and stops at the first that is not right.
 * @param vouched what checkpoints say of the chain: seq → chain
 */
export function follow(
  from: Followed,
  rows: readonly ChainedRow[],
  { ring, vouched }: { readonly ring: KeyRing; readonly vouched: ReadonlyMap<number, string> },
): Followed {
  let { end, bad } = from;
  for (const row of rows) {
    if (bad !== null) break;
    const fault = faultOf(row, end, ring) ?? (isVouchedFor(row, vouched) ? null : 'REPLACED');
    if (fault === 'MISSING') bad = { seq: end.seq + 1, id: null, fault };
    else if (fault !== null) bad = { seq: row.seq, id: row.content._id, fault };
    else end = { seq: row.seq, chain: row.chain };
  }
  return { end, bad };
}

function faultOf(row: ChainedRow, end: ChainEnd, ring: KeyRing): ChainFault | null {
  const { seq, prev, chain } = row;
  if (seq > end.seq + 1) return 'MISSING';
  if (!rowIsIntact(row, ring)) return 'CHANGED';
  const isNext = seq === end.seq + 1 && prev === end.chain;
  return isNext && isSigned('audit chain', bond(row, seq, prev), chain, ring) ? null : 'OUT_OF_PLACE';
}

function isVouchedFor({ seq, chain }: Link, vouched: ReadonlyMap<number, string>): boolean {
  return (vouched.get(seq) ?? chain) === chain;
}

/** The end of a chain that has been followed to its last row: it must reach every checkpoint. */
export function followedToEnd({ end, bad }: Followed, vouched: ReadonlyMap<number, string>): Followed {
  const beyond = [...vouched.keys()].some((seq) => seq > end.seq);
  return { end, bad: bad ?? (beyond ? { seq: end.seq + 1, id: null, fault: 'CUT' } : null) };
}
