import express, { type RequestHandler, type Router } from 'express';
import type { Log } from '../log.ts';
import { errorHandler } from './error-handler.ts';
import { INCOMPLETE, NOTHING_SENT, NOT_JSON, TOO_LARGE, WRONG_METHOD, WRONG_ORIGIN } from './refusal.ts';

/** 64 KiB: a story told at length is a tenth of it. */
const LONGEST_BODY = 65_536;

/** Whether a request comes from our own pages. */
export type IsOwnOrigin = (origin: string, host: string | undefined) => boolean;

/** Lets pass what was sent by POST and from our own pages. Browsers name the origin of every POST. */
function postedFrom(isOwn: IsOwnOrigin): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      throw WRONG_METHOD;
    }
    const { origin, host } = request.headers;
    if (origin !== undefined && !isOwn(origin, host)) throw WRONG_ORIGIN;
    next();
  };
}

/** Looks at how a body is announced, before a byte of it is read. */
const announced: RequestHandler = (request, _response, next) => {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  const isEmpty = length === 0 || (Number.isNaN(length) && request.headers['transfer-encoding'] === undefined);
  if (isEmpty) throw NOTHING_SENT;
  if (!request.is('application/json')) throw NOT_JSON;
  if (length > LONGEST_BODY) throw TOO_LARGE;
  next();
};

const present: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  if (body === undefined) throw NOTHING_SENT;
  if (typeof body !== 'object' || body === null) throw INCOMPLETE;
  next();
};

/** A router whose every request has a JSON body, posted by our own pages. Anything else is turned down in words. */
export function jsonRouter(isOwn: IsOwnOrigin, log: Log): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const parser = express.json({ limit: LONGEST_BODY, strict: true, inflate: false });
  router.use(postedFrom(isOwn), announced, parser, errorHandler(log), present);
  return router;
}
