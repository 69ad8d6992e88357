import type { Response } from 'express';

/** A request turned down before anything looked at what it says. Same shape as an answer of the API. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: number, code: string, sentence: string, field?: string) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export function sendRefusal(response: Response, { status, code, message, field }: HttpRefusal): void {
  const extensions = field === undefined ? { code } : { code, field };
  response.status(status).json({ errors: [{ message, extensions }] });
}

export const NOTHING_SENT = new HttpRefusal(400, 'BAD_REQUEST', 'Nothing was sent.');
export const INCOMPLETE = new HttpRefusal(400, 'BAD_REQUEST', 'The request was not complete. Try again.');
export const TOO_LARGE = new HttpRefusal(413, 'TOO_LARGE', 'This is too long to send. Shorten it and try again.');
export const NOT_JSON = new HttpRefusal(415, 'NOT_JSON', 'The page sent something that is not known here. Reload it.');
export const WRONG_METHOD = new HttpRefusal(405, 'WRONG_METHOD', 'This address is for the pages, not for visiting.');
export const WRONG_ORIGIN = new HttpRefusal(403, 'WRONG_ORIGIN', 'This request came from another site.');
export const NOT_FOUND = new HttpRefusal(404, 'NOT_FOUND', 'There is nothing at this address.');
export const SIGNED_OUT = new HttpRefusal(401, 'UNAUTHENTICATED', 'Your session has ended. Sign in to go on.');
export const TOO_MANY = new HttpRefusal(429, 'TOO_MANY', 'Too many requests at once. Wait a minute and try again.');
