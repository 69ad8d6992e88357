import { expect, it } from '@jest/globals';
import { ROLES } from './access.ts';
import { resetTakesEffectAt } from './factor-reset.ts';

const at = new Date('2026-11-20T12:00:00Z');

it('waits a day for everybody who comes to see where a place is', () => {
  const waits = ROLES.filter((role) => resetTakesEffectAt(role, at) > at);
  expect(waits).toEqual(['REFERRER', 'OUT_OF_AREA_REFERRER', 'REFUGE_WORKER', 'REFUGE_MANAGER', 'COORDINATOR']);
  expect(resetTakesEffectAt('REFUGE_WORKER', at)).toEqual(new Date('2026-11-21T12:00:00Z'));
});
