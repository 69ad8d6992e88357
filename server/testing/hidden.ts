import type mongoose from 'mongoose';
import { leaksIn, leaksInStore } from './leaks.ts';

/** Where every refuge of the tests is. Nothing else says these words, so wherever they turn up, a place has leaked. */
export const HIDDEN = { address: '1 Hidden Lane', postcode: 'ZZ1 1ZZ' } as const;

/** A telephone number that stories of the tests hold. */
const OF_STORIES = { phone: '07700 900123' } as const;

/** What a text tells of where a refuge is; nothing if it is the answer to the one question that asks for that. */
export function placesIn(text: string): readonly string[] {
  return text.includes('"showPlace"') ? [] : leaksIn('answer', text, HIDDEN).map(({ word }) => word);
}

/** What stands unsealed in a database that should be sealed, with the collection that holds it. */
export async function unsealedIn(db: NonNullable<typeof mongoose.connection.db>): Promise<readonly string[]> {
  const leaks = await leaksInStore(db, { ...HIDDEN, ...OF_STORIES });
  return [...new Set(leaks.map(({ word, place }) => `${word} in ${place}`))];
}
