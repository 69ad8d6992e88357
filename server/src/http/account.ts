import type { Request, Response, Router } from 'express';
import { isElevated } from '@openhaven/domain/access';
import { confirmApp, offerApp, removeApp, renewRecoveryCodes } from '../access/authenticator-app.ts';
import { factorsOf, hasFactor } from '../access/factors.ts';
import type { SignedIn } from '../access/session.ts';
import { type Door, knownBy, momentOf } from './door.ts';
import { HttpRefusal } from './refusal.ts';
import { setToken } from './session-cookie.ts';
import { typed } from './typed.ts';

const STEP_UP_NEEDED = new HttpRefusal(403, 'STEP_UP_NEEDED', 'Prove who you are before you change how you sign in.');
const NOT_THAT_CODE = new HttpRefusal(
  400,
  'CODE_REFUSED',
  'That is not the code your app should show. Wait for the next one, and see that the telephone’s clock is right.',
  'code',
);
const LAST_ONE = new HttpRefusal(
  409,
  'LAST_FACTOR',
  'Add another way to sign in first: this is the last one you have.',
);
const NO_FACTOR = new HttpRefusal(409, 'NO_FACTOR', 'Add a passkey or an app first.');

/** GET account: what the person has to sign in with. */
export function accountReading(router: Router, door: Door): void {
  router.get('/account', async (request, response) => {
    const who = await knownBy(door, request, { evenLimited: true });
    response.json({ ...(await factorsOf(door.store, who.actor.userId)), mayChange: mayChange(door, who) });
  });
}

/** POST app {} · app/confirm {code} · app/remove {} · recovery-codes {}: each after proving who one is. */
export function accountWriting(posted: Router, door: Door): void {
  posted.post('/app', async (request, response) => {
    response.json(await offerApp(momentOf(door), await changing(door, request)));
  });
  posted.post('/app/confirm', async (request, response) => {
    const who = await changing(door, request);
    const added = await confirmApp(momentOf(door), who, typed(request, 'code'));
    if (added === null) throw NOT_THAT_CODE;
    tellAdded(response, added);
  });
  posted.post('/app/remove', async (request, response) => {
    const who = await changing(door, request);
    if (!(await removeApp(momentOf(door), who, door.secondFactor === 'optional'))) throw LAST_ONE;
    response.json({ removed: true });
  });
  posted.post('/recovery-codes', async (request, response) => {
    const who = await changing(door, request);
    if (!hasFactor(await factorsOf(door.store, who.actor.userId))) throw NO_FACTOR;
    response.json({ recoveryCodes: await renewRecoveryCodes(momentOf(door), who) });
  });
}

/** Something has been added: the session has a new id, and perhaps there are codes to show. */
export function tellAdded(
  response: Response,
  { token, recoveryCodes }: { token: string; recoveryCodes: readonly string[] },
): void {
  setToken(response, token);
  response.json({ added: true, recoveryCodes });
}

/** Whoever has nothing to prove themselves with yet may add the first. */
const mayChange = (door: Door, { limited, actor }: SignedIn): boolean =>
  limited || isElevated(actor.elevatedAt, door.clock());

/** Who wants to change how they sign in. @throws HttpRefusal unless they have just proved who they are */
export async function changing(door: Door, request: Request): Promise<SignedIn> {
  const who = await knownBy(door, request, { evenLimited: true });
  if (!mayChange(door, who)) throw STEP_UP_NEEDED;
  return who;
}
