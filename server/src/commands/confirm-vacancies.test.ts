import { describe, expect, it } from '@jest/globals';
import { aStay, allowed } from '../../testing/builders/cases.ts';
import { aKey, minutesAfter } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { confirmVacancies } from './confirm-vacancies.ts';

const desk = aDesk();

describe('confirmVacancies', () => {
  it('confirms in one tap everything that is shown as free, and nothing else', async () => {
    const refuge = await desk.refuge({ units: 3 });
    await aStay(desk.officer, refuge);
    const { unitIds } = allowed(await confirmVacancies(desk.as(refuge.manager, 60), { idempotencyKey: aKey() }));
    expect([...unitIds].sort()).toEqual(refuge.unitIds.slice(1).toSorted());
    const units = await desk.store.units.getMany(refuge.unitIds);
    const confirmed = units.filter(
      ({ lastConfirmedAt }) => lastConfirmedAt.getTime() === minutesAfter(NOON, 60).getTime(),
    );
    expect(confirmed.map(({ id }) => id).sort()).toEqual([...unitIds].sort());
  });

  it('refuses where there is nothing to confirm', async () => {
    const refuge = await desk.refuge();
    await aStay(desk.officer, refuge);
    const refused = await confirmVacancies(desk.as(refuge.manager), { idempotencyKey: aKey() });
    expect(refused).toEqual({ allowed: false, reason: 'UNIT_HAS_NO_VACANCY_TO_CONFIRM' });
  });

  it('reads as not found for a room of somebody else, and confirms none of those named with it', async () => {
    const [own, foreign] = [await desk.refuge(), await desk.refuge()];
    const input = { idempotencyKey: aKey(), unitIds: [own.unitId, foreign.unitId] };
    await expect(confirmVacancies(desk.as(own.manager, 60), input)).rejects.toThrow('Unit not found');
    expect(await desk.store.units.get(own.unitId)).toMatchObject({ lastConfirmedAt: NOON });
  });
});
