import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { aSentReferral } from '../testing/builders/cases.ts';
import { asActor } from '../testing/builders/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

const OCTOBER = new Date('2026-10-10T12:00:00Z');
const NOVEMBER = new Date('2026-11-02T12:00:00Z');
const STORY = aStory({
  wheelchair: 'YES',
  carerRoom: 'YES',
  homeAreaCode: 'E07000237',
  needs: [{ need: 'PERSONAL_CARE', severity: 'HIGH' }],
});
const GAPS = '{ gaps { from to total groups { group rows { code count } } } }';

let world: World;
beforeAll(async () => {
  world = await aWorld(OCTOBER);
});
afterAll(() => world.stop());

async function unmet(id: ReferralId): Promise<Loose> {
  const input = { referralId: toGlobalId('Referral', id), reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS', close: false };
  return mutate(await world.as(world.officer), 'recordUnmetNeed', input, 'referral { unmetNeed { reason } }');
}

const countOf = (gaps: Loose, group: string, code: string): number | null =>
  gaps.groups.find((one: Loose) => one.group === group).rows.find((row: Loose) => row.code === code).count;

describe('needs that nothing met', () => {
  it('are counted once for a household, by month, however often it is said and by however many at once', async () => {
    const officer = asActor(world.officer, world.store, OCTOBER);
    for (let household = 0; household < 9; household++) {
      const id = await aSentReferral(officer, { story: STORY });
      const said = await Promise.all([unmet(id), unmet(id), unmet(id)]);
      expect(said.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1, 1]);
    }
    const counts = await world.store.gapCounts.between('2026-10', '2026-10');
    expect(counts.map(({ group, code, count }) => `${group} ${code} ${count}`).sort()).toEqual([
      'APPLICANT FEMALE 9',
      'DISTRICT E07000237 9',
      'HOUSEHOLD ALONE 9',
      'NEED CARER_ROOM 9',
      'NEED PERSONAL_CARE 9',
      'NEED WHEELCHAIR 9',
      'REASON NOT_REFERRED_BECAUSE_NOTHING_FITS 9',
    ]);
  });

  it('are shown once the month is over, rounded, to the coordinator; of a county without a district all stand together', async () => {
    const coordinator = await world.as(world.coordinator);
    expect((await ask(coordinator, GAPS)).total).toBe(0);
    world.at(NOVEMBER);
    const gaps = await ask(await world.as(world.coordinator), GAPS);
    expect(gaps).toMatchObject({ from: '2025-11', to: '2026-10', total: 10 });
    expect(countOf(gaps, 'NEED', 'WHEELCHAIR')).toBe(10);
    expect(countOf(gaps, 'NEED', 'ALCOHOL')).toBe(0);
    expect(countOf(gaps, 'DISTRICT', 'ELSEWHERE')).toBe(10);
  });

  it('are not there for those who refer', async () => {
    await expect(ask(await world.as(world.officer), GAPS)).rejects.toThrow('NOT_FOUND');
    await expect(ask(await world.as(world.stranger), GAPS)).rejects.toThrow('NOT_FOUND');
  });

  it('are numbers alone: nothing in them leads back to a household', async () => {
    for (const row of await world.store.gapCounts.between('2026-10', '2026-10'))
      expect(Object.keys(row).sort()).toEqual(['code', 'count', 'group', 'month']);
  });
});
