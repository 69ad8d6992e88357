import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { runDueJobs } from '../../testing/clock.ts';
import type { TestPerson } from '../../testing/people.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const HOUR = 3_600_000;
const plus = (instant: Date, minutes: number): string => new Date(instant.getTime() + minutes * 60_000).toISOString();

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(new Date('2027-03-25T16:45:00Z'));
});
afterAll(() => world.stop());

/** The county at an instant, with a refuge of its own whose vacancies were confirmed an hour ago. */
async function open(at: string): Promise<Date> {
  const now = new Date(at);
  world.at(now);
  refuge = await aRefuge(world.store, { confirmedAt: new Date(now.getTime() - HOUR) });
  return now;
}

const serviceId = (): string => toGlobalId('Service', refuge.serviceId);

interface Asked {
  readonly referralId: string;
  readonly requestId: string;
  readonly placeBy: string;
  readonly acknowledgeBy: string;
  readonly decideBy: string;
}

/** A household is referred now, and the refuge asked at once. */
async function refer(priority: string): Promise<Asked> {
  const officer = await world.as(world.officer);
  const begun = await mutate(officer, 'saveDraft', { story: aStory({}), priority }, 'referral { id }');
  const referralId: string = begun.referral.id;
  const sent = await mutate(officer, 'submitReferral', { referralId }, 'referral { placeBy }');
  const fields = 'requests { id acknowledgeBy decideBy }';
  const { requests } = await mutate(officer, 'sendRequests', { referralId, serviceIds: [serviceId()] }, fields);
  const [{ id: requestId, acknowledgeBy, decideBy }] = requests;
  return { referralId, requestId, placeBy: sent.referral.placeBy, acknowledgeBy, decideBy };
}

async function until(instant: string): Promise<void> {
  world.at(new Date(instant));
  await runDueJobs(world.store, world.now());
}

const told = async ({ actor }: TestPerson): Promise<string[]> =>
  (await world.store.notices.queuedFor(actor.userId)).map(({ kind }) => kind);

describe('A8: referred on the Thursday before Good Friday at 16:45', () => {
  const THURSDAY = '2027-03-25T16:45:00Z';

  it('runs the clocks of tonight by the clock, through the holiday', async () => {
    const now = await open(THURSDAY);
    const tonight = await refer('P1_TONIGHT');
    expect(tonight).toMatchObject({
      acknowledgeBy: plus(now, 15),
      decideBy: plus(now, 60),
      placeBy: plus(now, 240),
    });
    await until(plus(now, 15));
    expect(await told(refuge.manager)).toEqual(['NEW_REQUEST', 'REQUEST_STILL_WAITING']);
    await until(plus(now, 60));
    expect(await told(world.coordinator)).toEqual(['COORDINATOR_STEP_IN']);
  });

  it('counts planned work in working days: not Good Friday, not the weekend, not Easter Monday', async () => {
    await open(THURSDAY);
    // One, three and ten working days on, at 16:45 by London’s clocks, which have gone forward meanwhile.
    expect(await refer('P4_PLANNED')).toMatchObject({
      acknowledgeBy: '2027-03-30T15:45:00.000Z',
      decideBy: '2027-04-01T15:45:00.000Z',
      placeBy: '2027-04-12T15:45:00.000Z',
    });
    await until('2027-03-30T15:44:00Z');
    expect(await told(refuge.manager)).toEqual(['NEW_REQUEST']);
    await until('2027-03-30T15:45:00Z');
    expect(await told(refuge.manager)).toEqual(['NEW_REQUEST', 'REQUEST_STILL_WAITING']);
  });

  it('shows who is on call on the bank holidays, and tells them', async () => {
    await open(THURSDAY);
    const [worker, manager] = [refuge.worker, refuge.manager].map(({ actor }) =>
      toGlobalId('OnCallPerson', actor.userId),
    );
    const all = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
    const shifts = [
      { days: all, from: '17:00', until: '09:00', personId: worker },
      { days: ['BANK_HOLIDAY'], from: '09:00', until: '21:00', personId: manager },
      { days: ['BANK_HOLIDAY'], from: '21:00', until: '09:00', personId: manager },
    ];
    const by = await world.as(refuge.manager);
    const fields = 'rota { roster { from until people { id } } }';
    const { rota, userErrors } = await mutate(by, 'setRota', { serviceId: serviceId(), shifts }, fields);
    expect(userErrors).toEqual([]);
    const shown = rota.roster.map(({ from, people }: Loose) => [from.slice(0, 16), people.map(({ id }: Loose) => id)]);
    expect(shown.slice(1, 8)).toEqual([
      ['2027-03-25T17:00', [worker]],
      // Good Friday, round to Saturday morning.
      ['2027-03-26T09:00', [manager]],
      ['2027-03-27T09:00', []],
      ['2027-03-27T17:00', [worker]],
      // Sunday: the clocks have gone forward. Then Easter Monday, round to Tuesday morning.
      ['2027-03-28T08:00', []],
      ['2027-03-28T16:00', [worker]],
      ['2027-03-29T08:00', [manager]],
    ]);

    world.at(new Date('2027-03-26T11:00:00Z'));
    const { requestId } = await refer('P1_TONIGHT');
    expect([await told(refuge.manager), await told(refuge.worker)]).toEqual([['NEW_REQUEST'], []]);
    const query = 'query ($id: ID!) { placementRequest(id: $id) { onCall { isSomebody until } } }';
    const seen = await ask(await world.as(world.officer), query, { id: requestId });
    expect(seen.onCall).toEqual({ isSomebody: true, until: '2027-03-27T09:00:00.000Z' });
  });
});

/** Every half hour from half past midnight to half past three, by the clock on the wall. */
const SPRING = ['00:30', '01:00', '01:30', '02:00', '02:30'].map((time) => `2027-03-28T${time}:00Z`);
const AUTUMN = [
  '2026-10-24T23:30:00Z',
  ...['00:00', '00:30', '01:00', '01:30', '02:30', '03:30'].map((time) => `2026-10-25T${time}:00Z`),
];

describe.each([...SPRING, ...AUTUMN])('A8: in the night on which the clocks change, at %s', (at) => {
  it('runs the clocks of tonight by real minutes, and a hold of two hours is 120 of them', async () => {
    const now = await open(at);
    const tonight = await refer('P1_TONIGHT');
    expect(tonight).toMatchObject({
      acknowledgeBy: plus(now, 15),
      decideBy: plus(now, 60),
      placeBy: plus(now, 240),
    });
    const manager = await world.as(refuge.manager);
    const offer = { requestId: tonight.requestId, unitId: toGlobalId('Unit', refuge.unitId) };
    const { hold, userErrors } = await mutate(manager, 'makeOffer', offer, 'hold { expiresAt }');
    expect([userErrors, hold.expiresAt]).toEqual([[], plus(now, 120)]);

    const status = async (): Promise<string> => {
      const query = 'query ($id: ID!) { referral(id: $id) { status } }';
      return (await ask(await world.as(world.officer), query, { id: tonight.referralId })).status;
    };
    await until(plus(now, 119));
    expect(await status()).toBe('OFFERED');
    await until(plus(now, 120));
    expect(await status()).not.toBe('OFFERED');
  });
});
