import type { Request, Response, Router } from 'express';
import {
  addPasskey,
  askToAdd,
  askToSignIn,
  askToStepUp,
  type PasskeyAnswer,
  type PasskeyQuestion,
  removePasskey,
  signInByPasskey,
  stepUpByPasskey,
} from '../access/passkey.ts';
import { changing, LAST_FACTOR, tellAdded } from './changing.ts';
import { deviceOf } from './device.ts';
import { type Door, knownBy, momentOf } from './door.ts';
import { letIn } from './let-in.ts';
import { HttpRefusal } from './refusal.ts';
import { clearTicket, setTicket, setToken, ticketFrom } from './session-cookie.ts';
import { typed } from './typed.ts';

const NOT_KNOWN = new HttpRefusal(
  401,
  'PASSKEY_REFUSED',
  'That passkey was not accepted. Try again, or use your password.',
);
const NOT_PROVEN = new HttpRefusal(
  403,
  'STEP_UP_REFUSED',
  'That passkey was not accepted. Nothing has changed. Try again, or use your password.',
);
const NOT_ADDED = new HttpRefusal(400, 'PASSKEY_REFUSED', 'The passkey was not added. Try again.');

type Work = (request: Request, response: Response) => Promise<void>;

/**
 * POST passkey/add/options {} · passkey/add {name, credential} · passkey/remove {id} · passkey/sign-in/options {} ·
 * passkey/sign-in {credential} · passkey/step-up/options {} · passkey/step-up {credential}
 * @param guessed counts what costs work before anybody is known
 */
export function passkeyRoutes(posted: Router, door: Door, guessed: (work: Work) => Work): void {
  posted.post('/passkey/add/options', async (request, response) => {
    const who = await changing(door, request);
    ask(response, await askToAdd(momentOf(door), who, siteOf(door, request)));
  });
  posted.post('/passkey/add', (request, response) => add(door, request, response));
  posted.post('/passkey/remove', async (request, response) => {
    const who = await changing(door, request);
    const which = { id: typed(request, 'id'), isLastAllowed: door.secondFactor === 'optional' };
    if (!(await removePasskey(momentOf(door), who, which))) throw LAST_FACTOR;
    response.json({ removed: true });
  });
  posted.post(
    '/passkey/sign-in/options',
    guessed(async (request, response) => ask(response, await askToSignIn(momentOf(door), siteOf(door, request)))),
  );
  posted.post(
    '/passkey/sign-in',
    guessed((request, response) => signIn(door, request, response)),
  );
  posted.post('/passkey/step-up/options', async (request, response) => {
    const who = await knownBy(door, request);
    ask(response, await askToStepUp(momentOf(door), who, siteOf(door, request)));
  });
  posted.post(
    '/passkey/step-up',
    guessed((request, response) => stepUp(door, request, response)),
  );
}

/** Passkeys belong to the name under which the page was opened. The router has seen that it is one of ours. */
function siteOf({ publicUrl }: Door, request: Request): { readonly name: string; readonly origin: string } {
  const { origin = publicUrl } = request.headers;
  return { name: new URL(origin).hostname, origin };
}

function ask(response: Response, { ticket, options }: PasskeyQuestion): void {
  setTicket(response, ticket);
  response.json(options);
}

/** The browser's answer with the ticket of its question; null if the ticket is gone. */
function answerIn(door: Door, request: Request): PasskeyAnswer | null {
  const ticket = ticketFrom(request);
  const { credential } = request.body as Record<string, unknown>;
  return ticket === null ? null : { site: siteOf(door, request), ticket, answer: credential };
}

async function add(door: Door, request: Request, response: Response): Promise<void> {
  const who = await changing(door, request);
  const name = typed(request, 'name').trim();
  const given = answerIn(door, request);
  const made = given && (await addPasskey(momentOf(door), who, { ...given, name }));
  if (made === null) throw NOT_ADDED;
  tellAdded(response, made);
}

async function signIn(door: Door, request: Request, response: Response): Promise<void> {
  const given = answerIn(door, request);
  const token = given && (await signInByPasskey(momentOf(door), given, deviceOf(request)));
  if (token === null) {
    door.log.warn({ event: 'sign-in.passkey-refused' });
    throw NOT_KNOWN;
  }
  await letIn(door, request, response, token);
  clearTicket(response);
  response.json({ signedIn: true });
}

async function stepUp(door: Door, request: Request, response: Response): Promise<void> {
  const who = await knownBy(door, request);
  const given = answerIn(door, request);
  const token = given && (await stepUpByPasskey(momentOf(door), who, given));
  if (token === null) throw NOT_PROVEN;
  setToken(response, token);
  clearTicket(response);
  response.json({ steppedUp: true });
}
