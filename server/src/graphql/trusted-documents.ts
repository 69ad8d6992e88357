import { readFileSync } from 'node:fs';
import { stripIgnoredCharacters } from 'graphql';
import { answerError } from './answer-error.ts';

/** The client's own operations: the only ones that run in production. */
export interface TrustedDocuments {
  /**
   * The text of the operation asked for, by its id or in full.
   * @throws AnswerError for any other
   */
  find(wanted: { readonly documentId?: string; readonly query?: string }): string;
}

const MANIFEST = new URL('generated/trusted-documents.json', import.meta.url);
const LONGEST = 16_384;

/** Reads the manifest that `npm run codegen` makes from the client's operations. */
export function trustedDocuments(manifest: URL = MANIFEST): TrustedDocuments {
  const byId = new Map(Object.entries(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>));
  const texts = new Set(byId.values());
  return {
    find({ documentId, query }) {
      const text = documentId === undefined ? withoutIdleCharacters(query ?? '') : byId.get(documentId);
      if (text === undefined || !texts.has(text)) throw answerError('UNKNOWN_OPERATION');
      return text;
    },
  };
}

function withoutIdleCharacters(query: string): string | undefined {
  if (query.length > LONGEST) return undefined;
  try {
    return stripIgnoredCharacters(query);
  } catch {
    // Not GraphQL at all, so none of ours.
    return undefined;
  }
}
