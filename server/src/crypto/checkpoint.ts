import type { ChainEnd } from './chain.ts';
import type { KeyRing } from './keys.ts';
import { isSigned, sign } from './signature.ts';

/** Says of the record, for somewhere outside the database, how far it reached at an instant and what it was. */
export interface Checkpoint extends ChainEnd {
  readonly at: Date;
}

const PARTS = /^(\d{1,15})\/(\d{1,15})\/([\w.-]{1,80})\/([\w.-]{1,80})$/;

const said = ({ seq, chain, at }: Checkpoint): object => ({ seq, chain, at });

/** A checkpoint as one word, signed: nobody can make one without the audit key. */
export function checkpointText(checkpoint: Checkpoint, ring: KeyRing): string {
  const { seq, at, chain } = checkpoint;
  return [seq, at.getTime(), chain, sign('audit checkpoint', said(checkpoint), ring)].join('/');
}

/** What a checkpoint says; null if it is none of ours. */
export function readCheckpoint(text: string, ring: KeyRing): Checkpoint | null {
  const [, seq, at, chain = '', signature = ''] = PARTS.exec(text) ?? [];
  const checkpoint = { seq: Number(seq), chain, at: new Date(Number(at)) };
  return isSigned('audit checkpoint', said(checkpoint), signature, ring) ? checkpoint : null;
}
