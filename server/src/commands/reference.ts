import { randomUUID } from 'node:crypto';

// No vowels, so that no word comes out, and nothing that sounds or looks like another sign on the phone.
const SIGNS = '2345679CDFGHJKMPQRTVWX';
const LENGTH = 5;
const NO_PREFIX = 'REF';

/** A short reference to say on the phone, for example "WOR-7K2MP". Drawn by chance: it says nothing about anybody. */
export function newReference(prefix: string = NO_PREFIX): string {
  const drawn = BigInt(`0x${randomUUID().replaceAll('-', '').slice(14)}`);
  const base = BigInt(SIGNS.length);
  const signs = Array.from({ length: LENGTH }, (_, place) => SIGNS[Number((drawn / base ** BigInt(place)) % base)]);
  return `${prefix}-${signs.join('')}`;
}
