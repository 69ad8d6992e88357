import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { BadInputError, NotFoundError, NotSignedInError, BusyError } from '../errors.ts';
import { AnswerError, answerError, badField, statusOf } from './answer-error.ts';

/** An answer ready to be sent: JSON text and its status. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Notes a fault and says under which reference. */
export type ReportFault = (error: unknown) => string;

const UNREADABLE = 'This cannot be used here. Reload the page and try again.';

/** Errors of Apollo and graphql-js about the document itself: the client's own documents make none. */
const ABOUT_THE_DOCUMENT: readonly unknown[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
];

/** Names of the driver's faults: the store is away, or fell silent in the middle. */
const STORE_AWAY =
  /^Mongo(ServerSelection|ServerClosed|Network|NetworkTimeout|PoolCleared|WaitQueueTimeout|NotConnected|TopologyClosed)Error$/;

/**
 * Makes the one error that goes out of whatever was thrown. Nothing that somebody typed, and nothing that a library has
 * to say, gets past this.
 * @param tellDocument outside production: what is wrong with a document is told to whoever writes one
 */
export function errorFormatter(report: ReportFault, { tellDocument }: { readonly tellDocument: boolean }) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown);
    const known = knownError(error, report);
    if (known) return known.toJSON();
    const code = formatted.extensions?.['code'];
    if (ABOUT_THE_DOCUMENT.includes(code)) {
      const { message, extensions } = answerError('UNKNOWN_OPERATION');
      return { message: tellDocument ? formatted.message : message, extensions };
    }
    if (code === 'BAD_REQUEST' || code === 'BAD_USER_INPUT') return answerError('BAD_REQUEST').toJSON();
    return unknownError(report(error));
  };
}

/** The whole answer to a request in which something was thrown before anything was executed. */
export function answerTo(thrown: unknown, report: ReportFault): Answer {
  const error = knownError(thrown, report)?.toJSON() ?? unknownError(report(thrown));
  return { status: statusOf(error.extensions?.['code']), body: JSON.stringify({ errors: [error] }) };
}

/** The answer to a fault of which the person learns only under which reference to speak of it. */
function unknownError(reference: string): GraphQLFormattedError {
  const message = `Something went wrong. Quote reference ${reference}.`;
  return new AnswerError('INTERNAL', message, { reference }).toJSON();
}

function knownError(error: unknown, report: ReportFault): AnswerError | null {
  if (error instanceof AnswerError) return new AnswerError(error.code, error.message, error.extensions);
  if (error instanceof NotFoundError) return answerError('NOT_FOUND');
  if (error instanceof NotSignedInError) return answerError('UNAUTHENTICATED');
  if (error instanceof BadInputError) return badField(error.field, UNREADABLE);
  if (error instanceof BusyError) return answerError('BUSY');
  if (!(error instanceof Error) || !STORE_AWAY.test(error.name)) return null;
  report(error);
  return answerError('STORE_UNAVAILABLE');
}
