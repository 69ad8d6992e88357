import express, { type Request, type Response, type Router } from 'express';
import { elevatedUntil } from '@openhaven/domain/access';
import type { SignedIn } from '../access/session.ts';
import { halfSignedIn, signIn, signInWithCode, signOut, stepUp } from '../access/sign-in.ts';
import { accountReading, accountWriting } from './account.ts';
import { deviceOf } from './device.ts';
import { type Door, knownBy, momentOf } from './door.ts';
import { jsonRouter } from './json-body.ts';
import { joinRoute } from './join.ts';
import { letIn } from './let-in.ts';
import { shiftsReading } from './own-shifts.ts';
import { sessionsReading, sessionsWriting } from './own-sessions.ts';
import { passkeyRoutes } from './passkeys.ts';
import { passwordRoute } from './password.ts';
import { CODES, type GuessBrake, guessBrake, PASSWORDS, type RateLimit } from './rate-limit.ts';
import { HttpRefusal } from './refusal.ts';
import { clearTicket, clearToken, setTicket, setToken, ticketFrom } from './session-cookie.ts';
import { typed, typedIfAny } from './typed.ts';

const REFUSED = new HttpRefusal(401, 'SIGN_IN_REFUSED', 'The e-mail address or the password is not right.');
const WRONG_CODE = new HttpRefusal(
  403,
  'CODE_REFUSED',
  'That code is not right, or has been used before. Wait for the next one.',
  'code',
);
const BEGIN_AGAIN = new HttpRefusal(401, 'BEGIN_AGAIN', 'This took too long or too many tries. Begin again.');
const NOT_PROVEN = new HttpRefusal(
  403,
  'STEP_UP_REFUSED',
  'That password is not right. Nothing has changed.',
  'password',
);
const NEITHER_PROVEN = new HttpRefusal(
  403,
  'STEP_UP_REFUSED',
  'The password or the code is not right. Nothing has changed.',
  'password',
);

/** Slows down guessing, passwords and codes each by their own count. */
interface Brakes {
  readonly passwords: GuessBrake;
  readonly codes: GuessBrake;
}

/**
 * Signing in and out, as plain addresses: aliases cannot multiply guesses here.
 *
 * POST sign-in {email, password} · sign-in/code {code} · step-up {password, code} · sign-out {} · GET session; and what
 * `account.ts`, `password.ts`, `passkeys.ts`, `own-sessions.ts`, `own-shifts.ts` and `join.ts` add.
 * @param ring called when sessions have ended, so that their open pages close at once
 */
export function authRoutes(door: Door, rates: RateLimit, ring: () => void): Router {
  const brakes = { passwords: guessBrake(PASSWORDS), codes: guessBrake(CODES) };
  const router = express.Router();
  // Asked by pages that only want to know: it is no sign of a person at work.
  router.get('/session', async (request, response) => {
    response.json(shown(await door.whoIs(request, { atWork: false, evenLimited: true })));
  });
  accountReading(router, door);
  sessionsReading(router, door);
  shiftsReading(router, door);
  const posted = jsonRouter(door.isOwnOrigin, door.log);
  const guessed = (work: (request: Request, response: Response) => Promise<void>) => {
    return async (request: Request, response: Response): Promise<void> => {
      await rates.count(response, { signIn: request.ip ?? '' });
      await work(request, response);
    };
  };
  posted.post(
    '/sign-in',
    guessed((request, response) => begin(door, brakes, request, response)),
  );
  posted.post(
    '/sign-in/code',
    guessed((request, response) => finish(door, brakes, request, response)),
  );
  posted.post(
    '/step-up',
    guessed((request, response) => proveAgain(door, brakes, request, response)),
  );
  posted.post('/sign-out', (request, response) => end(door, request, response));
  accountWriting(posted, door);
  passwordRoute(posted, door, { guessed, passwords: brakes.passwords, ring });
  passkeyRoutes(posted, door, guessed);
  joinRoute(posted, door, guessed);
  sessionsWriting(posted, door, ring);
  router.use(posted);
  return router;
}

async function begin(door: Door, { passwords }: Brakes, request: Request, response: Response): Promise<void> {
  const credentials = { email: typed(request, 'email'), password: typed(request, 'password') };
  const account = credentials.email.trim().toLowerCase();
  await passwords.wait(account, request.ip ?? '');
  const accepted = await signIn(momentOf(door), credentials, { rule: door.secondFactor, device: deviceOf(request) });
  if (accepted === null) {
    await passwords.failed(account);
    door.log.warn({ event: 'sign-in.refused' });
    throw REFUSED;
  }
  await passwords.succeeded(account);
  if (accepted.next === 'CODE') {
    setTicket(response, accepted.ticket);
    response.json({ signedIn: false, next: 'CODE', app: accepted.app });
  } else {
    await letIn(door, request, response, accepted.token);
    response.json({ signedIn: true, ...(accepted.next === 'ENROL' && { next: 'ENROL' }) });
  }
}

async function finish(door: Door, { codes }: Brakes, request: Request, response: Response): Promise<void> {
  const code = typed(request, 'code');
  const ticket = ticketFrom(request);
  const account = ticket && (await halfSignedIn(momentOf(door), ticket));
  if (ticket === null || account === null) throw BEGIN_AGAIN;
  await codes.wait(account, '');
  const token = await signInWithCode(momentOf(door), ticket, { code, device: deviceOf(request) });
  if (token === null) {
    await codes.failed(account);
    door.log.warn({ event: 'sign-in.code-refused' });
    throw WRONG_CODE;
  }
  await codes.succeeded(account);
  await letIn(door, request, response, token);
  clearTicket(response);
  response.json({ signedIn: true });
}

async function proveAgain(
  door: Door,
  { passwords, codes }: Brakes,
  request: Request,
  response: Response,
): Promise<void> {
  const who = await knownBy(door, request);
  const [password, code] = [typed(request, 'password'), typedIfAny(request, 'code')];
  const account = who.actor.userId;
  await passwords.wait(account, request.ip ?? '');
  if (code !== null) await codes.wait(account, '');
  const token = await stepUp(momentOf(door), who, { password, code });
  if (token === null) {
    await passwords.failed(account);
    if (code !== null) await codes.failed(account);
    throw code === null ? NOT_PROVEN : NEITHER_PROVEN;
  }
  await passwords.succeeded(account);
  if (code !== null) await codes.succeeded(account);
  setToken(response, token);
  response.json({ steppedUp: true });
}

async function end(door: Door, request: Request, response: Response): Promise<void> {
  const who = await door.whoIs(request, { atWork: false, evenLimited: true });
  if (who) await signOut(momentOf(door), who);
  clearToken(response);
  response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
  response.json({ signedIn: false });
}

function shown(who: SignedIn | null): object {
  if (who === null) return { signedIn: false };
  const { elevatedAt } = who.actor;
  const elevation = elevatedAt && { elevatedUntil: elevatedUntil(elevatedAt) };
  const next = who.limited && { next: 'ENROL' };
  return { signedIn: true, idleEndsAt: who.idleEndsAt, endsAt: who.endsAt, ...elevation, ...next };
}
