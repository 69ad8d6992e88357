import type { Router } from 'express';
import { endOtherSessions, endOwnSession, ownSessions } from '../access/own-sessions.ts';
import { type Door, knownBy, momentOf } from './door.ts';
import { typed } from './typed.ts';

/** GET sessions: where the person is signed in. */
export function sessionsReading(router: Router, door: Door): void {
  router.get('/sessions', async (request, response) => {
    response.json({ sessions: await ownSessions(momentOf(door), await knownBy(door, request)) });
  });
}

/**
 * POST sessions/end {id} · sessions/end-others {}
 * @param ring called when a session has ended, so that its open pages close at once
 */
export function sessionsWriting(posted: Router, door: Door, ring: () => void): void {
  posted.post('/sessions/end', async (request, response) => {
    const who = await knownBy(door, request);
    await endOwnSession(momentOf(door), who, typed(request, 'id'));
    response.json({ ended: true });
    ring();
  });
  posted.post('/sessions/end-others', async (request, response) => {
    await endOtherSessions(momentOf(door), await knownBy(door, request));
    response.json({ ended: true });
    ring();
  });
}
