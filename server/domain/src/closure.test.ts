import { describe, expect, it } from '@jest/globals';
import { NOW, aUnitHold, aUnitThatIs, day, holdId, otherHoldId, placementId } from '../testing/builders.ts';
import { countClosing, planClosing } from './closure.ts';
import type { Unit, UnitState } from './unit.ts';

let made = 0;
function aUnitIn(state: UnitState): Unit {
  made += 1;
  return { ...aUnitThatIs(state), id: `unit-${made}` as Unit['id'] };
}

const free = aUnitIn({ status: 'AVAILABLE' });
const beingMadeReady = aUnitIn({ status: 'TURNAROUND' });
const kept = aUnitIn({ status: 'HELD', hold: aUnitHold() });
const promised = aUnitIn({ status: 'RESERVED', hold: aUnitHold({ holdId: otherHoldId }) });
const lapsed = aUnitIn({ status: 'HELD', hold: aUnitHold({ expiresAt: NOW }) });
const home = aUnitIn({ status: 'OCCUPIED', placementId });
const leaving = aUnitIn({ status: 'NOTICE', placementId, leavingOn: day('2027-04-01') });
const out = aUnitIn({ status: 'OUT_OF_SERVICE', reason: 'DEEP_CLEAN' });
const closed = aUnitIn({ status: 'CLOSED' });
const EVERY = [free, beingMadeReady, kept, promised, lapsed, home, leaving, out, closed];

describe('closing several units', () => {
  it('for a fire takes out whatever nobody lives in, leaves homes to those who live there, and the rest as it is', () => {
    expect(planClosing(EVERY, 'FIRE_OR_FLOOD', NOW)).toEqual({
      allowed: true,
      value: {
        toTakeOut: [free, beingMadeReady, kept, promised, lapsed],
        livedIn: [home, leaving],
        already: [out, closed],
      },
    });
  });

  it.each([
    ['that is kept', kept],
    ['that is promised', promised],
    ['that is lived in', home],
    ['from which somebody is leaving', leaving],
  ])('for anything less refuses all of them if there is one %s', (_, unit) => {
    const refused = { allowed: false, reason: 'CLOSING_NEEDS_EMERGENCY', field: 'unitIds' };
    expect(planClosing([free, unit], 'DEEP_CLEAN', NOW)).toEqual(refused);
    expect(planClosing([free, lapsed], 'DEEP_CLEAN', NOW)).toMatchObject({ allowed: true });
  });

  it('refuses if all are out of use already', () => {
    const refused = { allowed: false, reason: 'NOTHING_TO_CLOSE', field: 'unitIds' };
    expect(planClosing([out, closed], 'FIRE_OR_FLOOD', NOW)).toEqual(refused);
    expect(planClosing([], 'FIRE_OR_FLOOD', NOW)).toEqual(refused);
  });

  it('counts a household once that has two units, and a hold that has run out not at all', () => {
    const second = aUnitIn({ status: 'HELD', hold: aUnitHold({ holdId }) });
    expect(countClosing([...EVERY, second], NOW)).toEqual({ spaces: 6, promised: 1, kept: 1, livedIn: 1, already: 2 });
  });
});
