import { minimumErrors, missingOf } from './missing';
import { EMPTY_FORM, type StoryForm, withAges, withApplicant, withChannel } from './story-form';

const COMPLETE: StoryForm = {
  ...withApplicant(withChannel(EMPTY_FORM, { kind: 'THROUGH_REFERRER' }), { sex: 'FEMALE' }),
  unsafe: 'NONE',
  consentToShare: 'YES',
};

describe('the minimum safe referral', () => {
  it('says everything that is missing at the start', () => {
    expect(missingOf(EMPTY_FORM)).toEqual(['SAFE_CONTACT', 'WHO', 'UNSAFE_AREAS', 'CONSENT']);
  });

  it('is complete with contact, applicant, unsafe areas and consent', () => {
    expect(minimumErrors(COMPLETE)).toEqual([]);
  });

  it('never holds a referral up for an answer that is not known', () => {
    expect(missingOf({ ...COMPLETE, tonight: 'NOT_KNOWN', noRecourseToPublicFunds: 'NOT_KNOWN' })).toEqual([]);
  });

  it('leads to the field that cannot be read', () => {
    expect(minimumErrors(withAges(COMPLETE, 'MALE', '15, x'))).toEqual([
      { field: 'ages-MALE', message: expect.stringContaining('from 0 to 17') },
    ]);
  });
});
