import { describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { aDraft, aSentReferral, allowed, anOffer, referralOf } from '../../testing/builders/cases.ts';
import { aKey } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { opened } from '../../testing/opened.ts';
import { aStory } from '../../testing/stories.ts';
import { type DraftInput, saveDraft } from './save-draft.ts';
import { withdrawReferral } from './withdraw-referral.ts';

const desk = aDesk();

const draft = (change: Partial<DraftInput> = {}): DraftInput => ({
  idempotencyKey: aKey(),
  priority: 'P1_TONIGHT',
  source: 'POLICE',
  story: {},
  ...change,
});

describe('saveDraft', () => {
  it('begins a referral with whatever has been told, be it nothing', async () => {
    const { referralId } = allowed(await saveDraft(desk.officer, draft()));
    const referral = await referralOf(desk.officer, referralId);
    expect(referral).toMatchObject({ status: 'DRAFT', priority: 'P1_TONIGHT', source: 'POLICE', round: 1 });
    expect(referral.reference).toMatch(/^[A-Z]{3}-[2-9A-Z]{5}$/);
    expect(referral.placeBy).toBeUndefined();
  });

  it('keeps names as they are written, and gives the story back whole', async () => {
    const referralId = await aDraft(desk.officer, { story: { preferredName: "O'Connor-Ńguyễn <script>" } });
    expect(opened((await referralOf(desk.officer, referralId)).story).preferredName).toBe("O'Connor-Ńguyễn <script>");
  });

  it('prints a story that was not opened as sealed', async () => {
    const referral = await referralOf(desk.officer, await aDraft(desk.officer));
    expect(JSON.stringify(referral)).toContain('"story":"[sealed]"');
  });

  it('goes on from the revision that the page shows, and refuses an older one', async () => {
    const referralId = await aDraft(desk.officer);
    const story = aStory({ preferredName: 'Second' });
    allowed(await saveDraft(desk.officer, draft({ referralId, rev: 1, story })));
    const late = await saveDraft(desk.officer, draft({ referralId, rev: 1, story: aStory({ preferredName: 'Late' }) }));
    expect(late).toEqual({ allowed: false, reason: 'CHANGED_MEANWHILE' });
    expect(opened((await referralOf(desk.officer, referralId)).story).preferredName).toBe('Second');
  });

  it.each([
    ['a priority that is no priority', { priority: 'SOON' }, 'CHOICE_UNKNOWN', 'priority'],
    ['a source that is no source', { source: 'RUMOUR' }, 'CHOICE_UNKNOWN', 'source'],
    [
      'a day that does not exist',
      { story: { members: [{ role: 'CHILD', dateOfBirth: '1990-02-31' }] } },
      'DATE_NOT_REAL',
      'members.0.dateOfBirth',
    ],
    [
      'three children of whom one is listed',
      { story: { members: [{ role: 'CHILD' }], childrenCount: 3 } },
      'CHILDREN_DO_NOT_ADD_UP',
      'childrenCount',
    ],
  ] as const)('refuses %s', async (_, change, reason, field) => {
    expect(await saveDraft(desk.officer, draft(change as Partial<DraftInput>))).toEqual({
      allowed: false,
      reason,
      field,
    });
  });

  it('reads as not found for another council, a referral of nobody, and a coordinator who wants to write', async () => {
    const referralId = await aDraft(desk.officer);
    for (const context of [desk.stranger, desk.coordinator]) {
      await expect(saveDraft(context, draft({ referralId }))).rejects.toThrow('Referral not found');
    }
    const nobodys = '00000000-0000-4000-8000-0000000000ff' as ReferralId;
    await expect(saveDraft(desk.officer, draft({ referralId: nobodys }))).rejects.toThrow('Referral not found');
    await expect(saveDraft(desk.coordinator, draft())).rejects.toThrow('Referral not found');
  });

  it('gives one referral for one key', async () => {
    const input = draft();
    const [one, two] = [await saveDraft(desk.officer, input), await saveDraft(desk.officer, input)];
    expect(two).toEqual(one);
  });

  it('sets the clock anew when a referral that has been sent becomes more urgent', async () => {
    const referralId = await aSentReferral(desk.officer, { priority: 'P3_72H' });
    const urgent = draft({ referralId, priority: 'P1_TONIGHT', story: aStory() });
    allowed(await saveDraft(desk.officer, urgent));
    const placeBy = new Date(NOON.getTime() + 4 * 3_600_000);
    expect(await referralOf(desk.officer, referralId)).toMatchObject({ priority: 'P1_TONIGHT', placeBy });
    const due = await desk.store.outbox.due(placeBy, 1_000);
    expect(due.some(({ name, data }) => name === 'referral.place-by' && data['referralId'] === referralId)).toBe(true);
  });

  it('freezes an offer that an area told later reaches', async () => {
    const refuge = await desk.refuge({ area: 'E07000236' });
    const { referralId, holdId } = await anOffer(desk.officer, refuge);
    const story = aStory({ unsafeAreas: [{ kind: 'DISTRICT', areaCode: 'E07000236', whose: 'GANG' }] });
    allowed(await saveDraft(desk.officer, draft({ referralId, story })));
    expect(await desk.store.holds.get(holdId)).toMatchObject({ frozen: true, status: 'HELD' });
  });

  it('refuses a referral that has ended', async () => {
    const referralId = await aSentReferral(desk.officer);
    allowed(await withdrawReferral(desk.officer, { idempotencyKey: aKey(), referralId, reason: 'REFERRER_WITHDREW' }));
    expect(await saveDraft(desk.officer, draft({ referralId }))).toEqual({ allowed: false, reason: 'REFERRAL_STATE' });
  });
});
