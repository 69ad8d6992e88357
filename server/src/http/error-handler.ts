import type { ErrorRequestHandler } from 'express';
import { answerTo } from '../graphql/format-error.ts';
import type { Log } from '../log.ts';
import { HttpRefusal, INCOMPLETE, NOT_FOUND, NOT_JSON, sendRefusal, TOO_LARGE } from './refusal.ts';

/** What the body parser may object to. Its own messages repeat the body. */
const OF_THE_PARSER: Readonly<Record<string, HttpRefusal>> = {
  'entity.parse.failed': INCOMPLETE,
  'entity.verify.failed': INCOMPLETE,
  'request.aborted': INCOMPLETE,
  'request.size.invalid': INCOMPLETE,
  'stream.encoding.set': INCOMPLETE,
  'entity.too.large': TOO_LARGE,
  'charset.unsupported': NOT_JSON,
  'encoding.unsupported': NOT_JSON,
};

/**
 * Answers whatever was thrown. Stands right after the body parser and again at the end, because express would write the
 * raw body to standard error.
 */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = error instanceof HttpRefusal ? error : (OF_THE_PARSER[typeOf(error)] ?? ofExpress(error));
    if (refusal) {
      sendRefusal(response, refusal);
      return;
    }
    const { status, body } = answerTo(error, (fault) => log.fault(fault, { event: 'fault', method: request.method }));
    response.status(status).type('json').send(body);
  };
}

function typeOf(error: unknown): string {
  return error instanceof Error && 'type' in error ? String(error.type) : '';
}

/** Addresses that express itself cannot make anything of, and files that are not there. */
function ofExpress(error: unknown): HttpRefusal | undefined {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined;
  return status === 404 || status === 403 ? NOT_FOUND : status === 400 ? INCOMPLETE : undefined;
}
