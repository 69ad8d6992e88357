import { createHmac } from 'node:crypto';
import type { Key } from './keys.ts';

/** The words of the honey refuge: a place that is offered to nobody, so that its words have no business in any answer. */
export interface HoneyWords {
  readonly name: string;
  readonly line: string;
  readonly postcode: string;
  readonly phone: string;
}

/** They look like those of any refuge, and are found by whoever has the key: each house has its own. */
export function honeyWords(key: Key): HoneyWords {
  const drawn = createHmac('sha256', key.secret).update('openhaven honey').digest();
  const digits = String(drawn.readUInt32BE(0)).padStart(10, '0');
  const name = `${pick(FIRST, drawn, 4)}${pick(SECOND, drawn, 5)} House ${digits.slice(0, 3)}`;
  const line = `${digits.slice(3, 6)} ${pick(SECOND, drawn, 6)}${pick(FIRST, drawn, 7).toLowerCase()} Passage`;
  return {
    name,
    line,
    postcode: `ZZ${digits.slice(6, 8)} ${digits.slice(8, 9)}QX`,
    phone: `01632 960${5 + (Number(digits[9]) % 5)}${digits.slice(7, 9)}`,
  };
}

const FIRST = ['Quince', 'Medlar', 'Rowan', 'Tansy', 'Bryony', 'Sorrel', 'Teasel', 'Yarrow'] as const;
const SECOND = ['stile', 'combe', 'garth', 'holme', 'croft', 'thwaite', 'mere', 'beck'] as const;

const pick = (words: readonly string[], drawn: Buffer, at: number): string =>
  words[(drawn[at] ?? 0) % words.length] ?? '';
