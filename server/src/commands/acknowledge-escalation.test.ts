import { describe, expect, it } from '@jest/globals';
import { aDraft, aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import { coordinatorsWork } from '../queries/work-of-coordinators.ts';
import { acknowledgeEscalation } from './acknowledge-escalation.ts';
import { escalateReferral } from './escalate-referral.ts';

const desk = aDesk();

describe('acknowledgeEscalation', () => {
  it('says who has it, and takes it off the list of what waits', async () => {
    const referralId = await aSentReferral(desk.officer);
    allowed(await escalateReferral(desk.officer, { idempotencyKey: aKey(), referralId }));
    expect(await coordinatorsWork(desk.coordinator)).toMatchObject([{ kind: 'STEP_IN' }]);
    allowed(await acknowledgeEscalation(desk.coordinator, { idempotencyKey: aKey(), referralId }));
    expect((await referralOf(desk.officer, referralId)).inHandOf).toBe(desk.coordinator.actor.userId);
    expect(await coordinatorsWork(desk.coordinator)).toEqual([]);
  });

  it('is the coordinator’s alone, and refused for a draft', async () => {
    const referralId = await aDraft(desk.officer);
    const input = { idempotencyKey: aKey(), referralId };
    await expect(acknowledgeEscalation(desk.officer, input)).rejects.toThrow('Referral not found');
    const draft = await acknowledgeEscalation(desk.coordinator, input);
    expect(draft).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });
});
