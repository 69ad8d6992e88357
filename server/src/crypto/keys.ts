import { type KeyObject, createHmac, createSecretKey, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** A secret of 32 bytes and the name under which it is written beside what it sealed. */
export interface Key {
  readonly id: string;
  readonly secret: KeyObject;
}

/** A key that is used from now on, and those that are only recognised: the last one, and the next. */
export interface KeyRing {
  readonly current: Key;
  readonly others: readonly Key[];
}

/** The four keys of the house: what each wraps or signs is said by its name. */
export interface Keys {
  readonly case: KeyRing;
  readonly location: KeyRing;
  readonly index: KeyRing;
  readonly audit: KeyRing;
}

/** The bytes of the four keys, the current one of each first. */
export type KeyBytes = Readonly<Record<keyof Keys, readonly Uint8Array[]>>;

/** A key from its 32 bytes. Its id is derived from it, so that a changed key never passes for the old one. */
export function keyFrom(bytes: Uint8Array): Key {
  if (bytes.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes, not ${bytes.length}`);
  const id = createHmac('sha256', bytes).update('openhaven key id').digest('hex').slice(0, 8);
  return { id, secret: createSecretKey(bytes) };
}

/** The bytes of a key that nobody has ever had. */
export function newKeyBytes(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The keys from the bytes that the configuration has read. */
export function keysFrom(secrets: KeyBytes): Keys {
  return {
    case: ringFrom(secrets.case),
    location: ringFrom(secrets.location),
    index: ringFrom(secrets.index),
    audit: ringFrom(secrets.audit),
  };
}

function ringFrom([current, ...others]: readonly Uint8Array[]): KeyRing {
  if (current === undefined) throw new RangeError('a ring of keys has a current one');
  return { current: keyFrom(current), others: others.map(keyFrom) };
}

/** The key of a ring with this id; undefined if the house does not have it, or not any more. */
export function keyOf({ current, others }: KeyRing, id: string): Key | undefined {
  return [current, ...others].find((key) => key.id === id);
}
