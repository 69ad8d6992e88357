import type { Router } from 'express';
import { ownShifts } from '../access/own-shifts.ts';
import { type Door, knownBy, momentOf } from './door.ts';

/** GET shifts.ics: when the person is on call, as a file for their own calendar. */
export function shiftsReading(router: Router, door: Door): void {
  router.get('/shifts.ics', async (request, response) => {
    const file = await ownShifts(momentOf(door), await knownBy(door, request));
    response.attachment('shifts.ics').type('text/calendar; charset=utf-8').send(file);
  });
}
