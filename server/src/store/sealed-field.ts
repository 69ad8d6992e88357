import { type Types, mongo } from 'mongoose';
import type { Key } from '../crypto/keys.ts';
import { type SealPlace, Sealed } from '../crypto/seal.ts';

/** Sealed bytes as the driver hands them over. */
export type SealedBytes = Types.Buffer | mongo.Binary | Buffer;

/** The closed value of a field that was kept sealed. */
export function sealedFrom<T>(bytes: SealedBytes, key: Key, place: SealPlace): Sealed<T> {
  return new Sealed<T>(bytes instanceof mongo.Binary ? bytes.value() : bytes, key, place);
}
