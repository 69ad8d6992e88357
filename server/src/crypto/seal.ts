import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { UnsealError } from '../errors.ts';
import type { Grant } from './grant.ts';
import type { Key } from './keys.ts';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
// Node accepts a tag of four bytes unless it is told the length.
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/** Where a sealed value lives. It opens nowhere else: moved to another row or field, it is refused. */
export interface SealPlace {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
}

function boundTo({ collection, id, field }: SealPlace, key: Key): Buffer {
  return Buffer.from([collection, id, field, key.id].join('|'));
}

/**
 * Seals a value for one place: AES-256-GCM over its JSON.
 * @returns version, key id, nonce, tag and ciphertext in one buffer
 */
export function seal(value: unknown, key: Key, place: SealPlace): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place, key));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(key.id, 'hex'), nonce, cipher.getAuthTag(), text]);
}

/**
 * Opens what `seal` made.
 * @throws UnsealError if the key, the place or a single bit is another
 */
export function unseal(sealed: Uint8Array, key: Key, place: SealPlace): unknown {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const afterId = 1 + KEY_ID_BYTES;
  const known = bytes.length > HEADER_BYTES && bytes[0] === VERSION;
  if (!known || bytes.toString('hex', 1, afterId) !== key.id) throw unopenable(place);
  const nonce = bytes.subarray(afterId, afterId + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key.secret, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place, key)).setAuthTag(bytes.subarray(afterId + NONCE_BYTES, HEADER_BYTES));
  const start = decipher.update(bytes.subarray(HEADER_BYTES));
  try {
    return JSON.parse(Buffer.concat([start, decipher.final()]).toString('utf8'));
  } catch {
    // The only fault here is a tag that does not fit; the library's own message adds nothing.
    throw unopenable(place);
  }
}

function unopenable({ collection, id, field }: SealPlace): UnsealError {
  return new UnsealError(`${collection} ${id} ${field} does not open`);
}

const SHOWN = '[sealed]';

/**
 * A personal value as it leaves the store: closed until somebody opens it on purpose.
 *
 * Printed, logged or sent by mistake it says `[sealed]`. `T` is what the writer sealed; nothing checks it again.
 */
export class Sealed<T> {
  readonly #open: (grant: Grant) => unknown;

  /** @param key or how to come by it: a data key is opened only when something is */
  constructor(bytes: Uint8Array, key: Key | (() => Key), place: SealPlace) {
    this.#open = (grant) => {
      if (!grant.covers(place.id)) throw unopenable(place);
      return unseal(bytes, typeof key === 'function' ? key() : key, place);
    };
  }

  /**
   * The value itself. From here on whoever called answers for where it goes.
   * @throws UnsealError also for leave that was given for another record
   */
  open(grant: Grant): T {
    return this.#open(grant) as T;
  }

  toJSON(): string {
    return SHOWN;
  }

  toString(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
