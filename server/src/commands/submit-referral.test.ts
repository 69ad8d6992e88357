import { describe, expect, it } from '@jest/globals';
import { aDraft, aSentReferral, allowed, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { submitReferral } from './submit-referral.ts';

const desk = aDesk();

describe('submitReferral', () => {
  it('starts the clock by which a place is due, and asks to be woken then', async () => {
    const referralId = await aSentReferral(desk.officer, { priority: 'P1_TONIGHT' });
    const placeBy = new Date('2026-11-20T16:00:00Z');
    const sent = { status: 'SUBMITTED', submittedAt: NOON, unplacedSince: NOON, placeBy };
    expect(await referralOf(desk.officer, referralId)).toMatchObject(sent);
    const jobs = await desk.store.outbox.due(placeBy, 1_000);
    expect(jobs).toMatchObject([{ name: 'referral.place-by', data: { referralId }, dueAt: placeBy }]);
  });

  it.each([
    [
      'nobody knows how to reach her safely',
      { safeContact: { channels: [{ kind: 'PHONE', value: '07700 900123', safe: false }] } },
    ],
    ['nobody has asked about unsafe areas', { unsafeAreas: null }],
    ['nobody is said to need a place', { members: [] }],
    ['she has not agreed to share', { consentToShare: 'NOT_KNOWN' }],
  ] as const)('refuses while %s, and keeps the draft', async (_, story) => {
    const referralId = await aDraft(desk.officer, { story });
    const sent = await submitReferral(desk.officer, { idempotencyKey: aKey(), referralId });
    expect(sent).toEqual({ allowed: false, reason: 'REFERRAL_INCOMPLETE' });
    expect((await referralOf(desk.officer, referralId)).status).toBe('DRAFT');
  });

  it('refuses to send what was sent, and what was changed since the page was opened', async () => {
    const referralId = await aDraft(desk.officer);
    const stale = await submitReferral(desk.officer, { idempotencyKey: aKey(), referralId, rev: 0 });
    expect(stale).toEqual({ allowed: false, reason: 'CHANGED_MEANWHILE' });
    allowed(await submitReferral(desk.officer, { idempotencyKey: aKey(), referralId, rev: 1 }));
    const again = await submitReferral(desk.officer, { idempotencyKey: aKey(), referralId });
    expect(again).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });

  it('sends once for one key, and reads as not found for anybody else', async () => {
    const referralId = await aDraft(desk.officer);
    const input = { idempotencyKey: aKey(), referralId };
    expect(await submitReferral(desk.officer, input)).toEqual(await submitReferral(desk.officer, input));
    await expect(submitReferral(desk.stranger, { idempotencyKey: aKey(), referralId })).rejects.toThrow('not found');
    await expect(submitReferral(desk.coordinator, { idempotencyKey: aKey(), referralId })).rejects.toThrow('not found');
  });

  it('writes down what was refused, by its code', async () => {
    const referralId = await aDraft(desk.officer, { story: { members: [] } });
    await submitReferral(desk.officer, { idempotencyKey: aKey(), referralId });
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter((row) => row.referralId === referralId).map(({ action, reason }) => [action, reason])).toEqual([
      ['referral.begun', undefined],
      ['referral.submit.refused', 'REFERRAL_INCOMPLETE'],
    ]);
    const page = await desk.store.audit.timeline(referralId, { first: 10, after: null });
    expect(page.edges.map(({ node }) => node.action)).toEqual(['referral.begun']);
  });
});
