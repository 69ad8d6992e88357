import { describe, expect, it } from '@jest/globals';
import { asActor } from '../../testing/builders/people.ts';
import { NOON, aDesk } from '../../testing/desk.ts';
import { aPerson } from '../../testing/people.ts';
import type { Context } from '../context.ts';
import { type LikelyFacts, likelyPlace } from './likely-place.ts';

const desk = aDesk();

const facts = (change: Partial<LikelyFacts> = {}): LikelyFacts => ({
  adults: 1,
  childrenAges: [],
  applicantSex: 'FEMALE',
  wheelchair: false,
  unsafeAreaCodes: [],
  ...change,
});
const anAgency = async (): Promise<Context> =>
  asActor(await aPerson(desk.store, { role: 'OUT_OF_AREA_REFERRER' }), desk.store, NOON);

describe('likelyPlace', () => {
  it('says yes, no or ask, and nothing more, to an agency outside the county', async () => {
    const agency = await anAgency();
    expect(await likelyPlace(agency, facts())).toBe('NO');
    await desk.refuge({ area: 'E07000239' });
    expect(await likelyPlace(agency, facts())).toBe('YES');
    expect(await likelyPlace(agency, facts({ unsafeAreaCodes: ['E07000239'] }))).toBe('NO');
    expect(await likelyPlace(agency, facts({ wheelchair: true }))).toBe('NO');
    expect(await likelyPlace(agency, facts({ childrenAges: [4, 5, 6] }))).toBe('NO');
  });

  it.each([
    ['adults', { adults: 0 }],
    ['adults', { adults: 2.5 }],
    ['childrenAges', { childrenAges: [-1] }],
    ['oldestBoyAge', { childrenAges: [4], oldestBoyAge: 9 }],
    ['unsafeAreaCodes', { unsafeAreaCodes: ['Redditch'] }],
  ] as const)('refuses what makes no sense, naming the field: %s', async (field, change) => {
    await expect(likelyPlace(await anAgency(), facts(change))).rejects.toMatchObject({ field });
  });

  it('is not for a refuge', async () => {
    const { manager } = await desk.refuge();
    await expect(likelyPlace(desk.as(manager), facts())).rejects.toThrow('not found');
  });
});
