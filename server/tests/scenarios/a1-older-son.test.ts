import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoryInput } from '@openhaven/domain/story-input';
import { type Loose, ask, mutate } from '../../testing/api.ts';
import { FLAT, type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import type { Visitor } from '../../testing/server.ts';
import { aStory } from '../../testing/stories.ts';
import { type World, aWorld } from '../../testing/world.ts';

const noon = new Date('2026-11-20T12:00:00Z');
let world: World;
const refuges: TestRefuge[] = [];

/** A mother, a son of a given birthday and a daughter of six. */
const family = (sonBorn: string): StoryInput =>
  aStory({
    members: [
      { role: 'APPLICANT', sex: 'FEMALE', ageYears: 38 },
      { role: 'CHILD', sex: 'MALE', dateOfBirth: sonBorn },
      { role: 'CHILD', sex: 'FEMALE', ageYears: 6 },
    ],
  });

beforeAll(async () => {
  world = await aWorld(noon);
  const houses = [
    ['Ash', 12],
    ['Beech', 14],
    ['Cedar', 14],
    ['Damson', 16],
  ] as const;
  for (const [name, boysMaximumAge] of houses) {
    refuges.push(await aRefuge(world.store, { name, policy: { boysMaximumAge }, confirmedAt: noon }));
  }
  const features = { ...FLAT, childBeds: 2 };
  const home = { name: 'Elder', type: 'DISPERSED_REFUGE_LEVEL', features, confirmedAt: noon } as const;
  refuges.push(await aRefuge(world.store, home));
});
afterAll(() => world.stop());

const PLACE = 'unitId answer changesNeeded reasons { rule answer limit } service { id name }';
const SEARCH = `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${PLACE} } ask { ${PLACE} } nearest { ${PLACE} } } }`;

async function submit(officer: Visitor, story: StoryInput): Promise<string> {
  const { referral } = await mutate(officer, 'saveDraft', { story }, 'referral { id }');
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  return referral.id;
}

const names = (places: Loose): string[] => places.map((place: Loose) => place.service.name).sort();

describe('A1: a mother, a son of fifteen and a daughter of six', () => {
  it('finds the house that takes boys to sixteen and the home of their own, and says why not the others', async () => {
    const officer = await world.as(world.officer);
    const found = await ask(officer, SEARCH, { id: await submit(officer, family('2011-06-01')) });
    expect(names(found.fits)).toEqual(['Damson', 'Elder']);
    expect(found.ask).toEqual([]);
    expect(names(found.nearest)).toEqual(['Ash', 'Beech', 'Cedar']);
    for (const place of found.nearest) {
      const limit = place.service.name === 'Ash' ? 12 : 14;
      expect(place).toMatchObject({ answer: 'CANNOT', changesNeeded: ['OLDER_MALE_CHILD'] });
      expect(place.reasons).toContainEqual({ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit });
    }
  });

  it('looks again at local midnight when the son turns seventeen, and flags the hold without dropping it', async () => {
    const before = new Date('2026-11-23T23:45:00Z');
    world.at(before);
    await world.store.units.confirm(
      refuges.map(({ unitId }) => unitId),
      before,
    );
    const officer = await world.as(world.officer);
    const id = await submit(officer, family('2009-11-24'));
    const found = await ask(officer, SEARCH, { id });
    const damson = found.fits.find((place: Loose) => place.service.name === 'Damson');
    const held = await mutate(
      officer,
      'placeHold',
      { referralId: id, unitId: damson.unitId },
      'hold { id status answer }',
    );
    expect(held).toMatchObject({ userErrors: [], hold: { status: 'HELD', answer: 'FITS' } });

    world.at(new Date('2026-11-23T23:59:59.999Z'));
    expect((await ask(officer, SEARCH, { id })).fits.map((place: Loose) => place.service.name)).toEqual(['Elder']);
    const HOLD = 'query ($id: ID!) { referral(id: $id) { hold { status answer reasons { rule answer limit } } } }';
    expect((await ask(officer, HOLD, { id })).hold).toMatchObject({ status: 'HELD', answer: 'FITS' });
    world.at(new Date('2026-11-24T00:00:00Z'));
    expect((await ask(officer, HOLD, { id })).hold).toMatchObject({
      status: 'HELD',
      answer: 'CANNOT',
      reasons: [{ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: 16 }],
    });
  });

  it('counts the need once for the household when nothing fits, however often it is said', async () => {
    world.at(noon);
    const officer = await world.as(world.officer);
    const members = family('2009-01-01').members ?? [];
    const two = [...members, { role: 'CHILD', sex: 'MALE', ageYears: 17 } as const];
    const id = await submit(officer, aStory({ members: [...two, { role: 'CHILD', sex: 'MALE', ageYears: 16 }] }));
    const found = await ask(officer, SEARCH, { id });
    expect(found.fits).toEqual([]);
    const need = { referralId: id, reason: 'NOT_REFERRED_BECAUSE_NOTHING_FITS' };
    const first = await mutate(officer, 'recordUnmetNeed', need, 'referral { unmetNeed { reason } }');
    expect(first).toMatchObject({ userErrors: [], referral: { unmetNeed: { reason: need.reason } } });
    const again = await mutate(officer, 'recordUnmetNeed', need, 'referral { id }');
    expect(again.userErrors).toMatchObject([{ code: 'UNMET_NEED_RECORDED' }]);
  });
});
