import type mongoose from 'mongoose';

/** Where every refuge of the tests is. Nothing else says these words, so wherever they turn up, a place has leaked. */
export const HIDDEN = { address: '1 Hidden Lane', postcode: 'ZZ1 1ZZ' } as const;

/** A telephone number that stories of the tests hold. */
const OF_STORIES = { phone: '07700 900123' } as const;

const namesIn = (content: string | Buffer, words: Readonly<Record<string, string>>): string[] =>
  Object.entries(words).flatMap(([name, word]) => (content.includes(word) ? [name] : []));

/** What a text tells of where a refuge is; nothing if it is the answer to the one question that asks for that. */
export function placesIn(text: string): readonly string[] {
  return text.includes('"showPlace"') ? [] : namesIn(text, HIDDEN);
}

/** What stands unsealed in a database that should be sealed, with the collection that holds it. */
export async function unsealedIn(db: NonNullable<typeof mongoose.connection.db>): Promise<readonly string[]> {
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  const found = names.map(async (name) => {
    const documents = await db.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray();
    const words = documents.flatMap((bytes) => namesIn(bytes as unknown as Buffer, { ...HIDDEN, ...OF_STORIES }));
    return words.map((word) => `${word} in ${name}`);
  });
  return [...new Set((await Promise.all(found)).flat())];
}
