import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

const OCTOBER = new Date('2026-10-10T12:00:00Z');
const NOVEMBER = new Date('2026-11-02T12:00:00Z');
const ROWS = 'rows { code answered no noShare }';

let world: World;
let refuge: TestRefuge;
let other: TestRefuge;
beforeAll(async () => {
  world = await aWorld(OCTOBER);
  refuge = await aRefuge(world.store, { name: 'Rose House', confirmedAt: OCTOBER, units: 2 });
  other = await aRefuge(world.store, { name: 'Other', confirmedAt: OCTOBER });
});
afterAll(() => world.stop());

const serviceId = (of: TestRefuge): string => toGlobalId('Service', of.serviceId);

async function asked(): Promise<string> {
  const officer = await world.as(world.officer);
  const { referral } = await mutate(officer, 'saveDraft', { story: aStory() }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  const sent = { referralId: referral.id, serviceIds: [serviceId(refuge)] };
  return (await mutate(officer, 'sendRequests', sent, 'requests { id }')).requests[0].id;
}

async function answersFor(person: TestPerson, of?: TestRefuge): Promise<Loose> {
  const query = `query ($id: ID) { serviceAnswers(serviceId: $id) { service { name } from to answered no reasons { code count } groups { group ${ROWS} } } }`;
  return ask(await world.as(person), query, { id: of ? serviceId(of) : null });
}

it('answers are counted once a request, shown once the month is over, and tell of nobody', async () => {
  const manager = await world.as(refuge.manager);
  const no = { reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };
  for (let time = 0; time < 9; time++)
    await mutate(manager, 'declineRequest', { requestId: await asked(), ...no }, 'request { id }');
  const offered = { requestId: await asked(), unitId: toGlobalId('Unit', refuge.unitId) };
  expect((await mutate(manager, 'makeOffer', offered, 'hold { id }')).userErrors).toEqual([]);
  const counts = await world.store.answerCounts.between('2026-10', '2026-10', refuge.serviceId);
  expect(counts).toMatchObject({
    'NO|REASON|NO_VACANCY': 9,
    'NO|APPLICANT|FEMALE': 9,
    'YES|APPLICANT|FEMALE': 1,
    'NO|NO_PUBLIC_FUNDS|NO': 9,
  });

  expect((await answersFor(world.coordinator)).answered).toBe(0);
  world.at(NOVEMBER);
  const commissioner = await aPerson(world.store, { role: 'COMMISSIONER' });
  for (const [person, of] of [
    [world.coordinator, undefined],
    [commissioner, undefined],
    [commissioner, refuge],
    [refuge.manager, refuge],
    [refuge.worker, refuge],
  ] as const) {
    const answers = await answersFor(person, of);
    expect(answers).toMatchObject({ from: '2025-11', to: '2026-10', answered: 10, no: 10 });
    expect(answers.reasons.find(({ code }: Loose) => code === 'NO_VACANCY').count).toBe(10);
    const [applicant] = answers.groups;
    expect(applicant.rows.find(({ code }: Loose) => code === 'FEMALE')).toMatchObject({ answered: 10, noShare: 90 });
  }
  expect((await answersFor(commissioner, other)).answered).toBe(0);
});

it('a service sees its own answers and no other’s; those who refer see none', async () => {
  await expect(answersFor(refuge.manager, other)).rejects.toThrow('NOT_FOUND');
  await expect(answersFor(refuge.manager)).rejects.toThrow('NOT_FOUND');
  await expect(answersFor(world.officer, refuge)).rejects.toThrow('NOT_FOUND');
  await expect(answersFor(world.officer)).rejects.toThrow('NOT_FOUND');
});
