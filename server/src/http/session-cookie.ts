import type { Request, Response } from 'express';

/** The prefix makes browsers refuse the cookie unless it is secure, for this host only and for all of its paths. */
const NAME = '__Host-openhaven';
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';
const TOKEN = /^[\w-]{43}$/;

/** The token that the browser sent, if it looks like one of ours. */
export function tokenFrom(request: Request): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === NAME && TOKEN.test(value)) return value;
  }
  return null;
}

/** Hands the token over. It lasts until the browser is closed; how long it is worth anything is decided here. */
export function setToken(response: Response, token: string): void {
  response.append('Set-Cookie', `${NAME}=${token}; ${ATTRIBUTES}`);
}

export function clearToken(response: Response): void {
  response.append('Set-Cookie', `${NAME}=; ${ATTRIBUTES}; Max-Age=0`);
}
