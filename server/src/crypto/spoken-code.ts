import { randomInt } from 'node:crypto';

/** Crockford's base32: nothing in it is mistaken for something else, written by hand or said on the telephone. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP = 4;

/** A secret of 60 bits that people write down or say to each other, for example 7KQM-20XD-R4TN. */
export function newSpokenCode(): string {
  const group = (): string => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A spoken code as it is compared: however it was written, with O for 0 and I or L for 1. */
export function asSpoken(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
