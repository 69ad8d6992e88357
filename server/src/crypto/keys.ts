import { type KeyObject, createHmac, createSecretKey } from 'node:crypto';

/** A secret of 32 bytes and the name under which it is written beside what it sealed. */
export interface Key {
  readonly id: string;
  readonly secret: KeyObject;
}

/** The four keys of the house: what each seals or signs is said by its name. */
export interface Keys {
  readonly case: Key;
  readonly location: Key;
  readonly index: Key;
  readonly audit: Key;
}

/** A key from its 32 bytes. Its id is derived from it, so that a changed key never passes for the old one. */
export function keyFrom(bytes: Uint8Array): Key {
  if (bytes.length !== 32) throw new RangeError(`a key has 32 bytes, not ${bytes.length}`);
  const id = createHmac('sha256', bytes).update('openhaven key id').digest('hex').slice(0, 8);
  return { id, secret: createSecretKey(bytes) };
}

/** The keys from the bytes that the configuration has read. */
export function keysFrom(secrets: Readonly<Record<keyof Keys, Uint8Array>>): Keys {
  return {
    case: keyFrom(secrets.case),
    location: keyFrom(secrets.location),
    index: keyFrom(secrets.index),
    audit: keyFrom(secrets.audit),
  };
}
