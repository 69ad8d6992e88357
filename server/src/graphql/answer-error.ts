import { GraphQLError } from 'graphql';

/** How a whole request went wrong, as an HTTP status. */
const STATUS = {
  BAD_USER_INPUT: 400,
  BAD_REQUEST: 400,
  UNKNOWN_OPERATION: 400,
  TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  INTERNAL: 500,
  BUSY: 503,
  STORE_UNAVAILABLE: 503,
  TOO_SLOW: 503,
} as const;

export type AnswerCode = keyof typeof STATUS;

export const SENTENCES: Readonly<Record<Exclude<AnswerCode, 'INTERNAL' | 'BAD_USER_INPUT'>, string>> = {
  BAD_REQUEST: 'The request was not complete. Try again.',
  UNKNOWN_OPERATION: 'This page is out of date. Reload it and try again.',
  TOO_COMPLEX: 'This asks for too much at once. Reload the page and try again.',
  UNAUTHENTICATED: 'Your session has ended. Sign in to go on.',
  NOT_FOUND: 'There is nothing here that you can see.',
  BUSY: 'Too many people want this at the moment. Nothing was saved. Try again.',
  STORE_UNAVAILABLE: 'Not saved. Keep this page open.',
  TOO_SLOW: 'Not saved yet. Keep this page open and try again.',
};

/** An error whose words were written by us for the person at the page: it goes out as it is. */
export class AnswerError extends GraphQLError {
  readonly code: AnswerCode;

  constructor(code: AnswerCode, message: string, more: { readonly field?: string; readonly reference?: string } = {}) {
    super(message, { extensions: { code, ...more } });
    this.code = code;
  }
}

/** The error of that kind, in its usual words. */
export function answerError(code: keyof typeof SENTENCES): AnswerError {
  return new AnswerError(code, SENTENCES[code]);
}

/** What is wrong with one field, without repeating what was in it. */
export function badField(field: string, sentence: string): AnswerError {
  return new AnswerError('BAD_USER_INPUT', sentence, { field });
}

/** The status of an answer with an error of that code; 400 for a code that is not ours. */
export function statusOf(code: unknown): number {
  return typeof code === 'string' && code in STATUS ? STATUS[code as AnswerCode] : 400;
}
