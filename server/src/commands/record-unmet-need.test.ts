import { describe, expect, it } from '@jest/globals';
import { aRequest, aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { declineRequest } from './decline-request.ts';
import { recordUnmetNeed } from './record-unmet-need.ts';
import { setTonightPlan } from './set-tonight-plan.ts';

const desk = aDesk();
const reason = 'ALL_DECLINED';

async function aDeclinedReferral(
  tonight: 'NOWHERE' | 'WITH_PERPETRATOR' | 'COUNCIL_INTERIM',
): Promise<Parameters<typeof recordUnmetNeed>[1]['referralId']> {
  const refuge = await desk.refuge();
  const { referralId, requestId } = await aRequest(desk.officer, refuge);
  const no = { idempotencyKey: aKey(), requestId, reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };
  allowed(await declineRequest(desk.as(refuge.manager), no));
  allowed(await setTonightPlan(desk.officer, { idempotencyKey: aKey(), referralId, tonight }));
  return referralId;
}

describe('recordUnmetNeed', () => {
  it('counts a household once, however often it is said', async () => {
    const referralId = await aSentReferral(desk.officer);
    const need = { referralId, reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', close: false };
    allowed(await recordUnmetNeed(desk.officer, { idempotencyKey: aKey(), ...need }));
    const again = await recordUnmetNeed(desk.coordinator, { idempotencyKey: aKey(), ...need, reason });
    expect(again).toEqual({ allowed: false, reason: 'UNMET_NEED_RECORDED' });
    expect(await desk.store.unmetNeeds.ofReferral(referralId)).toMatchObject({ reason: need.reason, recordedAt: NOON });
    expect((await referralOf(desk.officer, referralId)).status).toBe('SUBMITTED');
  });

  it('lets the coordinator close, once every service has answered and there is a plan for tonight', async () => {
    const referralId = await aDeclinedReferral('COUNCIL_INTERIM');
    allowed(await recordUnmetNeed(desk.coordinator, { idempotencyKey: aKey(), referralId, reason, close: true }));
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ status: 'UNMET', closedAt: NOON });
  });

  it('closes nothing for a household that sleeps where the perpetrator is', async () => {
    const referralId = await aDeclinedReferral('WITH_PERPETRATOR');
    const close = { idempotencyKey: aKey(), referralId, reason, close: true };
    const refused = await recordUnmetNeed(desk.coordinator, close);
    expect(refused).toEqual({ allowed: false, reason: 'INTERIM_PLAN_NEEDED', field: 'tonight' });
  });

  it('refuses to close without a plan for tonight, or while somebody is still deciding, or nobody was asked', async () => {
    const close = { reason, close: true };
    const homeless = await aDeclinedReferral('NOWHERE');
    const noPlan = await recordUnmetNeed(desk.coordinator, { idempotencyKey: aKey(), referralId: homeless, ...close });
    expect(noPlan).toEqual({ allowed: false, reason: 'INTERIM_PLAN_NEEDED', field: 'tonight' });
    expect(await desk.store.unmetNeeds.ofReferral(homeless)).toBeNull();

    const story = { tonight: 'FRIENDS_OR_FAMILY' } as const;
    const { referralId: open } = await aRequest(desk.officer, await desk.refuge(), { story });
    const nobodyAsked = await aSentReferral(desk.officer, { story });
    for (const referralId of [open, nobodyAsked]) {
      const refused = await recordUnmetNeed(desk.coordinator, { idempotencyKey: aKey(), referralId, ...close });
      expect(refused).toEqual({ allowed: false, reason: 'ROUTES_NOT_TRIED' });
    }
  });

  it('lets no officer close, and takes no reason that is not in the list', async () => {
    const referralId = await aDeclinedReferral('COUNCIL_INTERIM');
    const close = { idempotencyKey: aKey(), referralId, reason, close: true };
    await expect(recordUnmetNeed(desk.officer, close)).rejects.toThrow('Referral not found');
    const odd = { idempotencyKey: aKey(), referralId, reason: 'BAD_LUCK', close: false };
    expect(await recordUnmetNeed(desk.officer, odd)).toEqual({
      allowed: false,
      reason: 'REASON_NEEDED',
      field: 'reason',
    });
  });
});
