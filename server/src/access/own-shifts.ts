import { calendarFile, shiftsOf } from '@openhaven/domain/rota-calendar';
import type { Context } from '../context.ts';
import { idsOf, staffedRotas } from './rota.ts';
import type { SignedIn } from './session.ts';

const WEEKS_AHEAD = 8;
const WEEK_MS = 7 * 86_400_000;

/** When the person is on call in the next eight weeks, at any of their services, as a calendar file. */
export async function ownShifts(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { actor }: Pick<SignedIn, 'actor'>,
): Promise<string> {
  const span = { from: now, until: new Date(now.getTime() + WEEKS_AHEAD * WEEK_MS) };
  const rotas = [...(await staffedRotas(store, actor.serviceIds)).values()];
  const shifts = rotas.flatMap(({ rota, staff }) => shiftsOf(rota, actor.userId, span, { staff: idsOf(staff) }));
  return calendarFile(shifts, now);
}
