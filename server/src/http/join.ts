import type { Request, Response, Router } from 'express';
import { REFUSALS } from '@openhaven/domain/refusal';
import { join } from '../access/invitation.ts';
import { deviceOf } from './device.ts';
import { type Door, momentOf } from './door.ts';
import { letIn } from './let-in.ts';
import { CODES, guessBrake } from './rate-limit.ts';
import { HttpRefusal } from './refusal.ts';
import { typed } from './typed.ts';

type Work = (request: Request, response: Response) => Promise<void>;

const NOT_INVITED = new HttpRefusal(
  403,
  'NOT_INVITED',
  'The address or the code is not right, or the code is older than seven days. Ask your administrator for a new one.',
  'code',
);

/** POST join {email, code, password}: opens an account with an invitation. */
export function joinRoute(posted: Router, door: Door, guessed: (work: Work) => Work): void {
  const brake = guessBrake(CODES);
  posted.post(
    '/join',
    guessed(async (request, response) => {
      const given = {
        email: typed(request, 'email'),
        code: typed(request, 'code'),
        password: typed(request, 'password'),
      };
      const account = given.email.trim().toLowerCase();
      await brake.wait(account, '');
      const joined = await join(momentOf(door), given, { rule: door.secondFactor, device: deviceOf(request) });
      if (joined.is === 'PASSWORD') throw new HttpRefusal(400, joined.fault, REFUSALS[joined.fault], 'password');
      if (joined.is === 'NOT_INVITED') {
        await brake.failed(account);
        throw NOT_INVITED;
      }
      await letIn(door, request, response, joined.token);
      response.json({ signedIn: true, ...(joined.limited && { next: 'ENROL' }) });
    }),
  );
}
