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
