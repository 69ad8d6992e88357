import express, { type Request, type Response, type Router } from 'express';
import type { SignedIn } from '../access/session.ts';
import { elevatedUntil } from '@openhaven/domain/access';
import { type Credentials, endSessionOf, signIn, signOut, stepUp } from '../access/sign-in.ts';
import type { Door } from './door.ts';
import { jsonRouter } from './json-body.ts';
import { type GuessBrake, guessBrake, type RateLimit } from './rate-limit.ts';
import { HttpRefusal, SIGNED_OUT } from './refusal.ts';
import { clearToken, setToken, tokenFrom } from './session-cookie.ts';

const REFUSED = new HttpRefusal(401, 'SIGN_IN_REFUSED', 'The e-mail address or the password is not right.');
const NOT_PROVEN = new HttpRefusal(
  403,
  'STEP_UP_REFUSED',
  'That password is not right. Nothing has changed.',
  'password',
);
const LONGEST = { email: 254, password: 1_000 } as const;

/**
 * Signing in and out, as plain addresses: aliases cannot multiply guesses here.
 *
 * POST sign-in {email, password} · POST step-up {password} · POST sign-out {} · GET session
 */
export function authRoutes(door: Door, rates: RateLimit): Router {
  const brake = guessBrake();
  const posted = jsonRouter(door.isOwnOrigin, door.log);
  posted.post('/sign-in', async (request, response) => {
    await rates.count(response, { signIn: request.ip ?? '' });
    await begin(door, brake, request, response);
  });
  posted.post('/step-up', async (request, response) => {
    await rates.count(response, { signIn: request.ip ?? '' });
    await proveAgain(door, brake, request, response);
  });
  posted.post('/sign-out', (request, response) => end(door, request, response));
  const router = express.Router();
  // Asked by pages that only want to know: it is no sign of a person at work.
  router.get('/session', async (request, response) => {
    response.json(shown(await door.whoIs(request, { atWork: false })));
  });
  router.use(posted);
  return router;
}

async function begin(door: Door, brake: GuessBrake, request: Request, response: Response): Promise<void> {
  const credentials = credentialsIn(request.body);
  const account = credentials.email.trim().toLowerCase();
  await brake.wait(account, request.ip ?? '');
  const token = await signIn({ store: door.store, now: door.clock() }, credentials);
  if (token === null) {
    await brake.failed(account);
    door.log.warn({ event: 'sign-in.refused' });
    throw REFUSED;
  }
  await brake.succeeded(account);
  const before = tokenFrom(request);
  if (before !== null) await endSessionOf({ store: door.store, now: door.clock() }, before);
  setToken(response, token);
  response.json({ signedIn: true });
}

async function proveAgain(door: Door, brake: GuessBrake, request: Request, response: Response): Promise<void> {
  const who = await door.whoIs(request, { atWork: true });
  if (who === null) throw SIGNED_OUT;
  const password = textIn('password', (request.body as Record<string, unknown>)['password']);
  const account = who.actor.userId;
  await brake.wait(account, request.ip ?? '');
  const token = await stepUp({ store: door.store, now: door.clock() }, who, password);
  if (token === null) {
    await brake.failed(account);
    throw NOT_PROVEN;
  }
  await brake.succeeded(account);
  setToken(response, token);
  response.json({ steppedUp: true });
}

async function end(door: Door, request: Request, response: Response): Promise<void> {
  const who = await door.whoIs(request, { atWork: false });
  if (who) await signOut({ store: door.store, now: door.clock() }, who);
  clearToken(response);
  response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  response.json({ signedIn: false });
}

function shown(who: SignedIn | null): object {
  if (who === null) return { signedIn: false };
  const { elevatedAt } = who.actor;
  const elevation = elevatedAt && { elevatedUntil: elevatedUntil(elevatedAt) };
  return { signedIn: true, idleEndsAt: who.idleEndsAt, endsAt: who.endsAt, ...elevation };
}

/** @throws HttpRefusal naming the field that is missing or no text */
function credentialsIn(body: unknown): Credentials {
  const { email, password } = body as Record<string, unknown>;
  return { email: textIn('email', email), password: textIn('password', password) };
}

function textIn(field: keyof typeof LONGEST, value: unknown): string {
  if (value === undefined || value === null || value === '') throw badField(field, 'Fill in this field.');
  if (typeof value !== 'string') throw badField(field, 'Write this as text.');
  if (value.length > LONGEST[field]) throw badField(field, 'This text is too long.');
  return value;
}

const badField = (field: string, sentence: string): HttpRefusal =>
  new HttpRefusal(400, 'BAD_USER_INPUT', sentence, field);
