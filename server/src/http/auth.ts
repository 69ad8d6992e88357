import express, { type Request, type Response, type Router } from 'express';
import type { SignedIn } from '../access/session.ts';
import { type Credentials, endSessionOf, signIn, signOut } from '../access/sign-in.ts';
import type { Door } from './door.ts';
import { jsonRouter } from './json-body.ts';
import { type GuessBrake, guessBrake, type RateLimit } from './rate-limit.ts';
import { HttpRefusal } from './refusal.ts';
import { clearToken, setToken, tokenFrom } from './session-cookie.ts';

const REFUSED = new HttpRefusal(401, 'SIGN_IN_REFUSED', 'The e-mail address or the password is not right.');
const LONGEST = { email: 254, password: 1_000 } as const;

/**
 * Signing in and out, as plain addresses: aliases cannot multiply guesses here.
 *
 * POST sign-in {email, password} · POST sign-out {} · GET session
 */
export function authRoutes(door: Door, rates: RateLimit): Router {
  const brake = guessBrake();
  const posted = jsonRouter(door.isOwnOrigin, door.log);
  posted.post('/sign-in', async (request, response) => {
    await rates.count(response, { signIn: request.ip ?? '' });
    await begin(door, brake, request, response);
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

async function end(door: Door, request: Request, response: Response): Promise<void> {
  const who = await door.whoIs(request, { atWork: false });
  if (who) await signOut({ store: door.store, now: door.clock() }, who);
  clearToken(response);
  response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  response.json({ signedIn: false });
}

function shown(who: SignedIn | null): object {
  return who === null ? { signedIn: false } : { signedIn: true, idleEndsAt: who.idleEndsAt, endsAt: who.endsAt };
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
