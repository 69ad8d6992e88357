import type { Request, Response, Router } from 'express';
import { REFUSALS } from '@openhaven/domain/refusal';
import { changePassword } from '../access/change-password.ts';
import { changing } from './changing.ts';
import { type Door, momentOf } from './door.ts';
import type { GuessBrake } from './rate-limit.ts';
import { HttpRefusal } from './refusal.ts';
import { setToken } from './session-cookie.ts';
import { typed } from './typed.ts';

type Work = (request: Request, response: Response) => Promise<void>;

const NOT_THE_PRESENT_ONE = new HttpRefusal(
  403,
  'PASSWORD_REFUSED',
  'That is not your present password. Nothing has changed.',
  'current',
);

/**
 * POST password {current, password}: after proving who one is. The other sessions end.
 * @param ring called when sessions have ended, so that their open pages close at once
 */
export function passwordRoute(
  posted: Router,
  door: Door,
  { guessed, passwords, ring }: { guessed: (work: Work) => Work; passwords: GuessBrake; ring: () => void },
): void {
  posted.post(
    '/password',
    guessed(async (request, response) => {
      const who = await changing(door, request);
      const given = { current: typed(request, 'current'), password: typed(request, 'password') };
      const account = who.actor.userId;
      await passwords.wait(account, request.ip ?? '');
      const change = await changePassword(momentOf(door), who, given);
      if (change.is === 'PASSWORD') throw new HttpRefusal(400, change.fault, REFUSALS[change.fault], 'password');
      if (change.is === 'WRONG') {
        await passwords.failed(account);
        throw NOT_THE_PRESENT_ONE;
      }
      await passwords.succeeded(account);
      setToken(response, change.token);
      response.json({ changed: true });
      ring();
    }),
  );
}
