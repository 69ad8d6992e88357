import type { StoryPartsFragment } from '../../api/generated';
import { NOT_A_DAY } from '../../ui/field/date-parts';
import { formOf } from './from-story';
import {
  applicantOf,
  A_PLACE,
  EMPTY_AREA,
  EMPTY_FORM,
  type StoryForm,
  withAges,
  withApplicant,
  withChannel,
  withOtherAdults,
} from './story-form';
import { toInput } from './to-input';

const NOW = new Date('2026-11-21T12:00:00Z');
const told = (change: (form: StoryForm) => StoryForm): ReturnType<typeof toInput> => toInput(change(EMPTY_FORM));

describe('a story that is being told', () => {
  it('sends nobody and no way of contact before anything is told', () => {
    expect(toInput(EMPTY_FORM)).toMatchObject({ members: [], safeContact: { channels: [] } });
    expect(toInput(EMPTY_FORM)).not.toHaveProperty('unsafeAreas');
  });

  it('sends the household of a mother with a son of 15 and a daughter of 6', () => {
    const input = told((form) =>
      withAges(withAges(withApplicant(form, { sex: 'FEMALE', age: '34' }), 'FEMALE', '6'), 'MALE', '15'),
    );
    expect(input.members).toEqual([
      expect.objectContaining({ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34 }),
      expect.objectContaining({ role: 'CHILD', sex: 'FEMALE', ageYears: 6 }),
      expect.objectContaining({ role: 'CHILD', sex: 'MALE', ageYears: 15 }),
    ]);
  });

  it('keeps the name of a child when a brother is added', () => {
    const one = withAges(EMPTY_FORM, 'MALE', '6');
    const named = {
      ...one,
      members: one.members.map((member) => (member.role === 'CHILD' ? { ...member, name: 'Sam' } : member)),
    };
    const two = withAges(named, 'MALE', '9, 6');
    expect(two.members.filter(({ role }) => role === 'CHILD').map(({ name, age }) => [name, age])).toEqual([
      ['', '9'],
      ['Sam', '6'],
    ]);
  });

  it('loses no child while the ages are half typed', () => {
    const typing = withAges(withAges(EMPTY_FORM, 'FEMALE', '6'), 'FEMALE', '6, x');
    expect(typing.members.filter(({ role }) => role === 'CHILD')).toHaveLength(1);
  });

  it('counts other adults', () => {
    expect(
      told((form) => withOtherAdults(form, '2')).members?.filter(({ role }) => role === 'ADULT_DEPENDANT'),
    ).toHaveLength(2);
    expect(withOtherAdults(EMPTY_FORM, '-1').members).toEqual(EMPTY_FORM.members);
  });

  it('says that there are no unsafe areas only when somebody has said so', () => {
    expect(told((form) => ({ ...form, unsafe: 'NONE' })).unsafeAreas).toEqual([]);
    expect(told((form) => ({ ...form, unsafe: 'SOME', unsafeAreas: [EMPTY_AREA] }))).not.toHaveProperty('unsafeAreas');
  });

  it('tells a district from a county and from a place with a radius', () => {
    const areas = [
      { ...EMPTY_AREA, areaCode: 'E07000236' },
      { ...EMPTY_AREA, areaCode: 'E10000034' },
      { ...EMPTY_AREA, areaCode: A_PLACE, placeName: 'Evesham', radiusKm: '5' },
      { ...EMPTY_AREA, areaCode: A_PLACE, placeName: 'Pershore', radiusKm: '' },
    ];
    const kinds = told((form) => ({ ...form, unsafe: 'SOME', unsafeAreas: areas })).unsafeAreas?.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['DISTRICT', 'COUNTY', 'PLACE']);
  });

  it('sends no number when the survivor is reached through the referrer only', () => {
    const input = told((form) =>
      withChannel(form, { kind: 'THROUGH_REFERRER', value: '07700 900000', mayLeaveMessage: true }),
    );
    expect(input.safeContact?.channels).toEqual([{ kind: 'THROUGH_REFERRER', safe: true, mayLeaveMessage: false }]);
  });

  it('leaves out a day that is none, and keeps the rest', () => {
    const input = told((form) => withApplicant(form, { name: 'O’Connor-Ńguyễn', dateOfBirth: NOT_A_DAY }));
    expect(input.members).toEqual([expect.objectContaining({ name: 'O’Connor-Ńguyễn' })]);
    expect(input.members?.[0]).not.toHaveProperty('dateOfBirth');
  });
});

describe('a story that was saved', () => {
  const saved: StoryPartsFragment = {
    preferredName: 'J',
    members: [
      { role: 'APPLICANT', sex: 'MALE', transgender: 'NO', name: null, dateOfBirth: null, ageYears: 41 },
      { role: 'CHILD', sex: 'FEMALE', transgender: 'NOT_KNOWN', name: null, dateOfBirth: '2013-05-01', ageYears: null },
    ],
    pregnant: 'NOT_KNOWN',
    dueDate: null,
    pets: ['DOG'],
    safeContact: {
      channels: [
        {
          kind: 'PHONE',
          value: '07700 900000',
          safe: true,
          from: '09:00',
          until: '15:00',
          mayLeaveMessage: false,
          whoMayAnswer: null,
        },
      ],
      codeWord: 'curtains',
      interpreterLanguage: null,
      ifNoContact: 'DO_NOT_CALL_POLICE',
    },
    unsafeAreas: [],
    homeAreaCode: 'E07000237',
    tonight: 'NOWHERE',
    stepFree: 'NO',
    wheelchair: 'NO',
    adaptedBathroom: 'NO',
    carerRoom: 'NO',
    noRecourseToPublicFunds: 'YES',
    immigration: 'SPOUSE_OR_PARTNER_VISA',
    needs: [{ need: 'MENTAL_HEALTH', severity: 'HIGH' }],
    arson: 'NO',
    violence: 'NOT_KNOWN',
    sexualOffence: 'NO',
    background: 'Left on foot.',
    consentToShare: 'YES',
  };

  it('comes back the same after it was opened and saved again', () => {
    expect(toInput(formOf(saved, NOW))).toEqual(
      expect.objectContaining({
        preferredName: 'J',
        unsafeAreas: [],
        homeAreaCode: 'E07000237',
        tonight: 'NOWHERE',
        pets: ['DOG'],
        noRecourseToPublicFunds: 'YES',
        immigration: 'SPOUSE_OR_PARTNER_VISA',
        needs: saved.needs,
        background: 'Left on foot.',
        consentToShare: 'YES',
        safeContact: expect.objectContaining({ codeWord: 'curtains', ifNoContact: 'DO_NOT_CALL_POLICE' }),
        members: [
          { role: 'APPLICANT', sex: 'MALE', transgender: 'NO', ageYears: 41 },
          { role: 'CHILD', sex: 'FEMALE', transgender: 'NOT_KNOWN', ageYears: 13, dateOfBirth: '2013-05-01' },
        ],
      }),
    );
  });

  it('shows the ages of the children as they are typed', () => {
    expect(formOf(saved, NOW).ages).toEqual({ FEMALE: '13', MALE: '', NOT_KNOWN: '' });
  });

  it('has an applicant to fill in even if none was saved', () => {
    expect(applicantOf(formOf({ ...saved, members: [] }, NOW)).sex).toBe('NOT_KNOWN');
  });

  it('knows that nobody has asked about unsafe areas', () => {
    expect(formOf({ ...saved, unsafeAreas: null }, NOW).unsafe).toBe('');
  });
});
