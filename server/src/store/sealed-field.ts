import { type Types, mongo } from 'mongoose';
import { type Key, keyFrom, newKeyBytes } from '../crypto/keys.ts';
import { type SealPlace, Sealed, seal } from '../crypto/seal.ts';

/** Sealed bytes as the driver hands them over. */
export type SealedBytes = Types.Buffer | mongo.Binary | Buffer;

export function bytesOf(bytes: SealedBytes): Buffer {
  return Buffer.from(bytes instanceof mongo.Binary ? bytes.value() : bytes);
}

/** The closed value of a field that was kept sealed. Its key is opened with it, not before. */
export function sealedFrom<T>(bytes: SealedBytes, key: () => Key, place: SealPlace): Sealed<T> {
  return new Sealed<T>(bytes instanceof mongo.Binary ? bytes.value() : bytes, key, place);
}

// Seals nothing that is kept: only what stands in for something that can never be opened again.
const STAND_IN_KEY = keyFrom(newKeyBytes());

/** What is read in the place of something erased: opened as everything else is, by those who may. */
export function insteadOf<T>(value: T, place: SealPlace): Sealed<T> {
  return new Sealed<T>(seal(value, STAND_IN_KEY, place), STAND_IN_KEY, place);
}
