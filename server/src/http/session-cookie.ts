import type { Request, Response } from 'express';

/** The prefix makes browsers refuse the cookie unless it is secure, for this host only and for all of its paths. */
const SESSION = '__Host-openhaven';
/** Something begun and not finished: the second step of signing in, or what a passkey has to sign. */
const TICKET = '__Host-openhaven-ticket';
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';
const TICKET_S = 300;
const TOKEN = /^[\w-]{43}$/;

function valueOf(name: string, request: Request): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [found, value = ''] = pair.trim().split('=', 2);
    if (found === name && TOKEN.test(value)) return value;
  }
  return null;
}

/** The token that the browser sent, if it looks like one of ours. */
export function tokenFrom(request: Request): string | null {
  return valueOf(SESSION, request);
}

/** Hands the token over. It lasts until the browser is closed; how long it is worth anything is decided here. */
export function setToken(response: Response, token: string): void {
  response.append('Set-Cookie', `${SESSION}=${token}; ${ATTRIBUTES}`);
}

export function clearToken(response: Response): void {
  response.append('Set-Cookie', `${SESSION}=; ${ATTRIBUTES}; Max-Age=0`);
}

export function ticketFrom(request: Request): string | null {
  return valueOf(TICKET, request);
}

export function setTicket(response: Response, ticket: string): void {
  response.append('Set-Cookie', `${TICKET}=${ticket}; ${ATTRIBUTES}; Max-Age=${TICKET_S}`);
}

export function clearTicket(response: Response): void {
  response.append('Set-Cookie', `${TICKET}=; ${ATTRIBUTES}; Max-Age=0`);
}
