import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import { aDraft, aRequest, aSentReferral, aStay, allowed, anAgreement, anOffer } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { runDueJobs } from '../../testing/clock.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { aPerson } from '../../testing/people.ts';
import { askForInformation } from '../commands/ask-for-information.ts';
import { recordDeparture } from '../commands/record-departure.ts';
import type { Context } from '../context.ts';
import { workOf } from './my-work.ts';

const desk = aDesk();

const kinds = async (context: Context): Promise<string[]> => (await workOf(context)).map(({ kind }) => kind).sort();
const aCouncil = async (): Promise<Context> =>
  asActor(await aPerson(desk.store, { role: 'REFERRER' }), desk.store, NOON);

describe('what waits for those who refer', () => {
  it('is the next thing to do for each household', async () => {
    const officer = await aCouncil();
    await aDraft(officer);
    await aSentReferral(officer);
    await aRequest(officer, await desk.refuge());
    await anOffer(officer, await desk.refuge());
    await anAgreement(officer, await desk.refuge());
    const asking = await desk.refuge();
    const { requestId } = await aRequest(officer, asking);
    allowed(await askForInformation(desk.as(asking.manager), { idempotencyKey: aKey(), requestId, question: 'Why?' }));
    // Both places lie outside the district they come from: how they get there is arranged beside them.
    const ways = ['ARRANGE', 'ARRANGE'];
    const now = ['ANSWER_QUESTION', ...ways, 'ASK_SURVIVOR', 'FIND_PLACES', 'FINISH_DRAFT', 'WAIT_FOR_ARRIVAL'];
    expect(await kinds(officer)).toEqual(now);
  });

  it('says who has not answered in time', async () => {
    const officer = await aCouncil();
    await aRequest(officer, await desk.refuge(), { priority: 'P1_TONIGHT' });
    expect(await kinds(officer)).toEqual([]);
    expect(await kinds(desk.later(officer, 15))).toEqual(['NO_ANSWER_YET']);
  });

  it('is the whole team’s: whoever began it may have gone home', async () => {
    const officer = await aCouncil();
    await aDraft(officer);
    const { organisationId } = officer.actor;
    const colleague = asActor(await aPerson(desk.store, { role: 'REFERRER', organisationId }), desk.store, NOON);
    expect(await kinds(colleague)).toEqual(['FINISH_DRAFT']);
    expect(await kinds(await aCouncil())).toEqual([]);
  });
});

describe('what waits for a refuge', () => {
  it('is to answer, to expect people, to make rooms ready and to confirm, the earliest due first', async () => {
    const refuge = await desk.refuge({ units: 3 });
    const manager = desk.as(refuge.manager);
    await aRequest(desk.officer, refuge);
    expect(await kinds(manager)).toEqual(['ANSWER_REQUEST']);
    await anAgreement(desk.officer, refuge);
    expect(await kinds(manager)).toEqual(['ANSWER_REQUEST', 'EXPECT_ARRIVAL']);
    const thirteenHours = desk.as(refuge.manager, 13 * 60);
    expect(await kinds(thirteenHours)).toEqual(['ANSWER_REQUEST', 'CONFIRM_VACANCIES', 'EXPECT_ARRIVAL']);

    const other = await desk.refuge();
    const { placementId } = await aStay(desk.officer, other);
    const left = { placementId, leftOn: '2026-11-20' as CivilDate, reason: 'PRIVATE_RENT' };
    allowed(await recordDeparture(desk.as(other.manager), { idempotencyKey: aKey(), ...left }));
    expect(await kinds(desk.as(other.manager))).toEqual(['FINISH_TURNAROUND']);
  });
});

describe('what waits for the county', () => {
  it('is every household that is overdue, and none that has a place or the promise of one', async () => {
    const silent = await desk.refuge();
    const { referralId } = await aRequest(desk.officer, silent, { priority: 'P1_TONIGHT' });
    await anAgreement(desk.officer, await desk.refuge());
    await runDueJobs(desk.store, new Date(NOON.getTime() + 5 * 3_600_000));
    const items = await workOf(desk.later(desk.coordinator, 300));
    expect(items.filter((item) => item.referral?.id === referralId)).toMatchObject([{ kind: 'STEP_IN' }]);
    expect(items.every((item) => item.referral?.status !== 'AGREED')).toBe(true);
  });

  it('is nothing for those who see no cases', async () => {
    for (const role of ['ORG_ADMIN', 'COMMISSIONER'] as const) {
      expect(await kinds(asActor(await aPerson(desk.store, { role }), desk.store, NOON))).toEqual([]);
    }
  });
});
