import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, getOperationAST, parse } from 'graphql';
import { AnswerError, answerError } from './answer-error.ts';
import { type Envelope } from './envelope.ts';
import { checkLimits, MOST_TOKENS } from './limits.ts';
import { trustedDocuments } from './trusted-documents.ts';
import { checkVariables } from './variables.ts';

/** One operation that may run, with its text. */
export interface Admitted {
  readonly query: string;
  readonly operation: OperationDefinitionNode;
}

/** What decides whether an operation is looked at further. */
export interface Gate {
  admit(envelope: Envelope, wanted: { readonly signedIn: boolean }): Admitted;
}

/** What anybody may ask: who is signed in, and what is running. */
const OPEN_TO_ALL: readonly string[] = ['viewer', 'system', '__typename', '__schema', '__type'];

const REMEMBERED = 500;

/**
 * The gate before execution: the document is known (in production), within the limits, fit for whoever asks, and its
 * variables are of the right kind.
 * @param anyDocument outside production: documents that are not the client's own run too
 */
export function gate(schema: GraphQLSchema, { anyDocument }: { readonly anyDocument: boolean }): Gate {
  const trusted = trustedDocuments();
  const parsed = new Map<string, DocumentNode>();

  const documentOf = (query: string): DocumentNode => {
    const known = parsed.get(query);
    if (known) return known;
    const document = parseWithin(query, anyDocument);
    checkLimits(document);
    if (parsed.size >= REMEMBERED) parsed.clear();
    parsed.set(query, document);
    return document;
  };

  return {
    admit(envelope, { signedIn }) {
      const query = anyDocument && envelope.query !== undefined ? envelope.query : trusted.find(envelope);
      const operation = getOperationAST(documentOf(query), envelope.operationName);
      if (!operation) throw answerError('UNKNOWN_OPERATION');
      if (!signedIn && !isOpenToAll(operation)) throw answerError('UNAUTHENTICATED');
      checkVariables(schema, operation, envelope.variables);
      return { query, operation };
    },
  };
}

function parseWithin(query: string, tellWhy: boolean): DocumentNode {
  try {
    return parse(query, { maxLexicalTokens: MOST_TOKENS, noLocation: true });
  } catch (error) {
    // Only whoever writes documents is told what is wrong with one.
    throw tellWhy && error instanceof Error
      ? new AnswerError('UNKNOWN_OPERATION', error.message)
      : answerError('UNKNOWN_OPERATION');
  }
}

/** Fragments at the top are not looked into: whoever is not signed in has no need of one. */
function isOpenToAll({ operation, selectionSet }: OperationDefinitionNode): boolean {
  return (
    operation === 'query' &&
    selectionSet.selections.every((one) => one.kind === 'Field' && OPEN_TO_ALL.includes(one.name.value))
  );
}
