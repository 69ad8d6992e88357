import type { AskedFactsFragment } from '../api/generated';
import { accessInWords, factRows, factsLine, householdInWords } from './facts';

const NOTHING_KNOWN: AskedFactsFragment = {
  adults: 1,
  childrenAges: [],
  boysAges: [],
  childrenOfUnknownAge: 0,
  applicantSex: 'NOT_KNOWN',
  pregnant: 'NOT_KNOWN',
  pets: [],
  stepFree: 'NOT_KNOWN',
  wheelchair: 'NOT_KNOWN',
  adaptedBathroom: 'NOT_KNOWN',
  carerRoom: 'NOT_KNOWN',
  noRecourseToPublicFunds: 'NOT_KNOWN',
  needs: [],
  arson: 'NOT_KNOWN',
  violence: 'NOT_KNOWN',
  sexualOffence: 'NOT_KNOWN',
  interpreterLanguage: null,
  background: null,
  notShared: [],
};

const theFacts = (facts: Partial<AskedFactsFragment>): AskedFactsFragment => ({ ...NOTHING_KNOWN, ...facts });
const row = (facts: Partial<AskedFactsFragment>, key: string): readonly string[] =>
  factRows(theFacts(facts)).find((one) => one.key === key)?.lines ?? [];

describe('the household in one line', () => {
  it.each<[Partial<AskedFactsFragment>, string]>([
    [{}, '1 adult'],
    [{ adults: 2, childrenAges: [6] }, '2 adults, 1 child: 6'],
    [{ childrenAges: [3, 8], boysAges: [8] }, '1 adult, 2 children: 3 and 8, boy: 8'],
    [{ childrenAges: [0, 5, 10], boysAges: [5, 10] }, '1 adult, 3 children: under 1, 5 and 10, boys: 5 and 10'],
    [{ childrenAges: [4], childrenOfUnknownAge: 2 }, '1 adult, 1 child: 4, 2 children of unknown age'],
  ])('%o reads as %s', (facts, words) => {
    expect(householdInWords(theFacts(facts))).toBe(words);
  });

  it('adds the access that is needed and the pets', () => {
    const facts = theFacts({ stepFree: 'YES', wheelchair: 'YES', pets: ['DOG', 'CAT'] });
    expect(factsLine(facts)).toBe('1 adult. Step-free, wheelchair. Pets: dog and cat');
  });

  it('says nothing of access that is not needed or not known', () => {
    expect(accessInWords(theFacts({ stepFree: 'NO' }))).toBe('');
  });
});

describe('all the facts', () => {
  it('have no empty row', () => {
    for (const { lines } of factRows(NOTHING_KNOWN))
      expect(lines.filter((line) => line !== '').length).toBeGreaterThan(0);
  });

  it('call what nobody has said not known, and never a no', () => {
    const lines = row({ wheelchair: 'NO' }, 'Not known yet');
    expect(lines).toContain('Violence');
    expect(lines).not.toContain('Whether a wheelchair is used');
  });

  it('call a child of unknown age not known', () => {
    expect(row({ childrenOfUnknownAge: 1 }, 'Not known yet')).toContain('The age of every child');
  });

  it('never make no recourse to public funds a reason to say no', () => {
    expect(row({ noRecourseToPublicFunds: 'YES' }, 'Funding')[0]).toContain('a funding route is needed');
  });

  it('name needs with how serious they are', () => {
    expect(row({ needs: [{ need: 'MENTAL_HEALTH', severity: 'HIGH' }] }, 'Support needs')).toEqual([
      'Mental health (high)',
    ]);
  });

  it('call nobody she or he', () => {
    const all = theFacts({
      pregnant: 'YES',
      arson: 'YES',
      violence: 'YES',
      sexualOffence: 'YES',
      applicantSex: 'MALE',
    });
    expect(JSON.stringify(factRows(all))).not.toMatch(/\b(she|her|hers|he|him|his)\b/i);
  });
});
