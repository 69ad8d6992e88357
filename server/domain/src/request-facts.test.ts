import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStory } from '../testing/arbitraries.ts';
import { REDDITCH, TODAY, aHousehold, aMember, aStory, day, unsafe } from '../testing/builders.ts';
import { CONSENT_PARTS } from './consent.ts';
import { factsForService } from './request-facts.ts';
import type { Story } from './story.ts';

const ALL = CONSENT_PARTS.map(({ code }) => code);
const SECRETS = ['Zlatka', 'Quillfeather', '01632 960123', 'heron', 'Aunt Bettrys', 'wasp nest'];

/** A story of which every personal fact can be recognised again. */
const told: Story = aStory({
  preferredName: 'Zlatka',
  household: aHousehold({
    applicant: { name: 'Zlatka Quillfeather', dateOfBirth: day('1994-02-01') },
    sons: [15, 3],
    daughters: [6],
    others: [aMember({ name: 'Quillfeather', dateOfBirth: day('2019-03-17') }), aMember()],
    pets: ['DOG'],
  }),
  safeContact: {
    channels: [
      { kind: 'PHONE', value: '01632 960123', safe: true, mayLeaveMessage: false, whoMayAnswer: 'Aunt Bettrys' },
    ],
    codeWord: 'heron',
    interpreterLanguage: 'Romanian',
    ifNoContact: 'CALL_POLICE',
  },
  unsafeAreas: [unsafe(REDDITCH)],
  homeArea: REDDITCH,
  needs: [{ need: 'MENTAL_HEALTH', severity: 'LOW' }],
  background: 'wasp nest',
});

describe('what a service sees before it has said that it is looking', () => {
  it('is just enough to answer', () => {
    expect(factsForService(told, ALL, TODAY, false)).toEqual({
      adults: 1,
      childrenAges: [3, 6, 7, 15],
      boysAges: [3, 15],
      childrenOfUnknownAge: 1,
      applicantSex: 'FEMALE',
      pregnant: 'NO',
      pets: ['DOG'],
      stepFree: 'NO',
      wheelchair: 'NO',
      adaptedBathroom: 'NO',
      carerRoom: 'NO',
      noRecourseToPublicFunds: 'NO',
      needs: [{ need: 'MENTAL_HEALTH', severity: 'LOW' }],
      arson: 'NO',
      violence: 'NO',
      sexualOffence: 'NO',
      interpreterLanguage: 'Romanian',
      notShared: [],
    });
  });

  it('has no name, no contact, no origin and no date of birth in it', () => {
    const seen = JSON.stringify(factsForService(told, ALL, TODAY, false));
    for (const secret of [...SECRETS, REDDITCH, '1994', '2019']) expect(seen).not.toContain(secret);
  });
});

it('shows the background only after the service has said that it is looking, and still nothing else', () => {
  const before = factsForService(told, ALL, TODAY, false);
  const after = factsForService(told, ALL, TODAY, true);
  expect(after).toEqual({ ...before, background: 'wasp nest' });
});

it('counts everybody, whatever the household', () => {
  fc.assert(
    fc.property(anyStory, (story) => {
      const facts = factsForService(story, ALL, TODAY, true);
      const people = facts.adults + facts.childrenAges.length + facts.childrenOfUnknownAge;
      expect(people).toBe(story.household.members.length);
    }),
  );
});

it('says that the applicant’s sex is not known where nobody has told who applies', () => {
  const nobody = aStory({ household: { members: [], pregnant: 'NOT_KNOWN', pets: [] } });
  expect(factsForService(nobody, ALL, TODAY, false).applicantSex).toBe('NOT_KNOWN');
});
