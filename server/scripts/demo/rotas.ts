import type { CoverId, ServiceId, UserId } from '@openhaven/domain/ids';
import { SHIFT_DAYS, type Shift } from '@openhaven/domain/rota';
import type { Store } from '../../src/context.ts';
import { demoId } from './demo-id.ts';

const EVERY_DAY = SHIFT_DAYS.filter((day) => day !== 'BANK_HOLIDAY');
const WEEKEND = SHIFT_DAYS.slice(5, 7);
const DAY_MS = 86_400_000;

const userId = (login: string): UserId => demoId<UserId>('user', `${login}@example.org`);
const shift = (login: string, days: Shift['days'], from: string, until: string): Shift => ({
  days,
  from,
  until,
  userId: userId(login),
});

/** One round the clock, with its bank holidays, and one of nights alone, so that there are gaps to see at the weekend. */
const ROTAS: Readonly<Record<string, readonly Shift[]>> = {
  'larkrise-house': [
    shift('worker.larkrise', SHIFT_DAYS.slice(0, 5), '09:00', '21:00'),
    shift('manager.larkrise', WEEKEND, '09:00', '21:00'),
    shift('worker.larkrise', EVERY_DAY, '21:00', '09:00'),
    shift('manager.larkrise', ['BANK_HOLIDAY'], '09:00', '21:00'),
    shift('manager.larkrise', ['BANK_HOLIDAY'], '21:00', '09:00'),
  ],
  'teme-house': [shift('manager.teme', EVERY_DAY, '17:00', '09:00')],
};

/** Adds the rotas; in one of them somebody stands in tomorrow. */
export async function addRotas(tx: Store, now: Date): Promise<void> {
  const from = new Date(Math.ceil(now.getTime() / DAY_MS) * DAY_MS);
  const until = new Date(from.getTime() + DAY_MS / 2);
  for (const [key, shifts] of Object.entries(ROTAS)) {
    const cover = {
      id: demoId<CoverId>('cover', key),
      ...{ from, until, userId: userId('manager.larkrise'), insteadOf: userId('worker.larkrise') },
    };
    const covers = key === 'larkrise-house' ? [cover] : [];
    await tx.rotas.save({ serviceId: demoId<ServiceId>('service', key), shifts, covers, rev: 0 });
  }
}
