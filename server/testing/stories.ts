import type { StoryInput } from '@openhaven/domain/story-input';

/** A story that can be sent: a woman on her own who can be anywhere. Say what matters. */
export function aStory(change: StoryInput = {}): StoryInput {
  return {
    members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 }],
    pregnant: 'NO',
    safeContact: { channels: [{ kind: 'PHONE', value: '07700 900123', safe: true }] },
    unsafeAreas: [],
    homeAreaCode: 'E08000025',
    tonight: 'NOWHERE',
    stepFree: 'NO',
    wheelchair: 'NO',
    adaptedBathroom: 'NO',
    carerRoom: 'NO',
    noRecourseToPublicFunds: 'NO',
    arson: 'NO',
    violence: 'NO',
    sexualOffence: 'NO',
    consentToShare: 'YES',
    ...change,
  };
}
