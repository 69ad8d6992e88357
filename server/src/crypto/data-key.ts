import { type Key, type KeyRing, keyFrom, keyOf, newKeyBytes } from './keys.ts';
import { type SealPlace, seal, unseal } from './seal.ts';
import { UnsealError } from '../errors.ts';

/** A data key as it is kept: closed by a key of the house, whose id stands beside it. */
export interface WrappedKey {
  readonly kek: string;
  readonly wrapped: Buffer;
}

/** A data key that nobody has ever had, as it is kept at its place. */
export function newDataKey({ current }: KeyRing, place: SealPlace): WrappedKey {
  return { kek: current.id, wrapped: wrapped(newKeyBytes(), current, place) };
}

/**
 * Opens a data key.
 * @throws UnsealError if the house has not got the key that closed it, or it was closed for another place
 */
export function unwrapDataKey(kept: WrappedKey, ring: KeyRing, place: SealPlace): Key {
  return keyFrom(bytesOf(kept, ring, place));
}

/**
 * The same data key, closed by the current key of the house: what it seals stays as it is.
 * @throws UnsealError as `unwrapDataKey` does
 */
export function rewrapDataKey(kept: WrappedKey, ring: KeyRing, place: SealPlace): WrappedKey {
  const { current } = ring;
  return { kek: current.id, wrapped: wrapped(bytesOf(kept, ring, place), current, place) };
}

function wrapped(bytes: Buffer, key: Key, place: SealPlace): Buffer {
  return seal(bytes.toString('base64'), key, place);
}

function bytesOf({ kek, wrapped: closed }: WrappedKey, ring: KeyRing, place: SealPlace): Buffer {
  const key = keyOf(ring, kek);
  if (key === undefined)
    throw new UnsealError(`${place.collection} ${place.id} is under key ${kek}, which is not here`);
  return Buffer.from(String(unseal(closed, key, place)), 'base64');
}
