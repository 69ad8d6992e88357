import type { Request, Response } from 'express';
import { isElevated } from '@openhaven/domain/access';
import type { Added } from '../access/authenticator-app.ts';
import type { SignedIn } from '../access/session.ts';
import { type Door, knownBy } from './door.ts';
import { HttpRefusal } from './refusal.ts';
import { clearTicket, setToken } from './session-cookie.ts';

const STEP_UP_NEEDED = new HttpRefusal(403, 'STEP_UP_NEEDED', 'Prove who you are before you change how you sign in.');

export const LAST_FACTOR = new HttpRefusal(
  409,
  'LAST_FACTOR',
  'Add another way to sign in first: this is the last one you have.',
);

/** Something has been added: the session has a new id, and perhaps there are codes to show. */
export function tellAdded(response: Response, { token, recoveryCodes }: Added): void {
  setToken(response, token);
  clearTicket(response);
  response.json({ added: true, recoveryCodes });
}

/** Whoever has nothing to prove themselves with yet may add the first. */
export const mayChange = (door: Door, { limited, actor }: SignedIn): boolean =>
  limited || isElevated(actor.elevatedAt, door.clock());

/** Who wants to change how they sign in. @throws HttpRefusal unless they have just proved who they are */
export async function changing(door: Door, request: Request): Promise<SignedIn> {
  const who = await knownBy(door, request, { evenLimited: true });
  if (!mayChange(door, who)) throw STEP_UP_NEEDED;
  return who;
}
