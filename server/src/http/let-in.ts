import type { Request, Response } from 'express';
import { endSessionOf } from '../access/sign-in.ts';
import { type Door, momentOf } from './door.ts';
import { setToken, tokenFrom } from './session-cookie.ts';

/** Hands over a new session. The one that the browser held before ends. */
export async function letIn(door: Door, request: Request, response: Response, token: string): Promise<void> {
  const before = tokenFrom(request);
  if (before !== null) await endSessionOf(momentOf(door), before);
  setToken(response, token);
}
