/** What must be nowhere: a word that occurs nowhere else, for each thing, under a name that may be told. */
export type Words = Readonly<Record<string, string>>;

/** A word that was met: its name and where, never the text around it. */
export interface Leak {
  readonly word: string;
  readonly place: string;
}

/** Which of the words stand in a text, or in the bytes of a file. */
export function leaksIn(place: string, content: string | Buffer, words: Words): readonly Leak[] {
  return Object.entries(words).flatMap(([word, text]) => (content.includes(text) ? [{ word, place }] : []));
}

/** A database as far as it is searched: of whichever copy of the driver. */
interface Searched {
  listCollections(): { toArray(): Promise<readonly { readonly name: string }[]> };
  collection(name: string): {
    find(
      filter: object,
      options: object,
    ): { sort(by: { readonly _id: 1 }): { toArray(): Promise<readonly unknown[]> } };
  };
}

/** Which of the words stand in any document, with the collection that holds it. */
export async function leaksInStore(db: Searched, words: Words): Promise<readonly Leak[]> {
  const names = (await db.listCollections().toArray()).map(({ name }) => name);
  const found = names.map(async (name) => {
    const documents = await db.collection(name).find({}, { raw: true }).sort({ _id: 1 }).toArray();
    return documents.flatMap((bytes) => leaksIn(`collection ${name}`, bytes as Buffer, words));
  });
  return (await Promise.all(found)).flat();
}
