import type { Router } from 'express';
import { confirmApp, offerApp, removeApp, renewRecoveryCodes } from '../access/authenticator-app.ts';
import { factorsOf, hasFactor } from '../access/factors.ts';
import { changing, LAST_FACTOR, mayChange, tellAdded } from './changing.ts';
import { type Door, knownBy, momentOf } from './door.ts';
import { HttpRefusal } from './refusal.ts';
import { typed } from './typed.ts';

const NOT_THAT_CODE = new HttpRefusal(
  400,
  'CODE_REFUSED',
  'That is not the code your app should show. Wait for the next one, and see that the telephone’s clock is right.',
  'code',
);
const NO_FACTOR = new HttpRefusal(409, 'NO_FACTOR', 'Add a passkey or an app first.');

/** GET account: what the person has to sign in with. */
export function accountReading(router: Router, door: Door): void {
  router.get('/account', async (request, response) => {
    const who = await knownBy(door, request, { evenLimited: true });
    const { app, recoveryCodesLeft } = await factorsOf(door.store, who.actor.userId);
    const passkeys = (await door.store.passkeys.ofPeople([who.actor.userId])).map(shown);
    response.json({ app, recoveryCodesLeft, passkeys, mayChange: mayChange(door, who) });
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
    if (!(await removeApp(momentOf(door), who, door.secondFactor === 'optional'))) throw LAST_FACTOR;
    response.json({ removed: true });
  });
  posted.post('/recovery-codes', async (request, response) => {
    const who = await changing(door, request);
    if (!hasFactor(await factorsOf(door.store, who.actor.userId))) throw NO_FACTOR;
    response.json({ recoveryCodes: await renewRecoveryCodes(momentOf(door), who) });
  });
}

type Passkey = Awaited<ReturnType<Door['store']['passkeys']['ofPeople']>>[number];

function shown({ id, name, addedAt, lastUsedAt }: Passkey): object {
  return { id, name, addedAt, lastUsedAt: lastUsedAt ?? null };
}
