import { describe, expect, it } from '@jest/globals';
import { NOW } from '../testing/builders.ts';
import { startOfDay } from './calendar.ts';
import { day } from '../testing/builders.ts';
import { MOST_MEMBERS, OLDEST_AGE, storyFaults } from './story-check.ts';
import type { ContactChannelInput, MemberInput, StoryInput, UnsafeAreaInput } from './story-input.ts';

const child = (facts: Partial<MemberInput> = {}): MemberInput => ({ role: 'CHILD', ...facts });
const applicant = (facts: Partial<MemberInput> = {}): MemberInput => ({ role: 'APPLICANT', ...facts });

const faultsOf = (input: StoryInput, now = NOW): readonly string[] =>
  storyFaults(input, now).map(({ field, reason }) => `${field ?? ''} ${reason}`);

const withChild = (facts: Partial<MemberInput>): StoryInput => ({ members: [applicant(), child(facts)] });
const withChannel = (facts: Partial<ContactChannelInput>): StoryInput => ({
  safeContact: { channels: [{ kind: 'PHONE', safe: true, ...facts }] },
});
const withArea = (area: Partial<UnsafeAreaInput>): StoryInput => ({
  unsafeAreas: [{ kind: 'DISTRICT', whose: 'GANG', ...area }],
});

describe('a story', () => {
  it('may be as short as it likes', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ members: [], unsafeAreas: [], needs: [], preferredName: '', background: null })).toEqual([]);
  });

  it.each<[string, StoryInput]>([
    ['the oldest age', withChild({ ageYears: OLDEST_AGE })],
    ['a birth as long ago', withChild({ dateOfBirth: '1917-12-31' })],
    ['the widest circle', withArea({ kind: 'PLACE', placeName: 'Evesham', radiusKm: 100 })],
    ['the smallest circle', withArea({ kind: 'PLACE', placeName: 'Evesham', radiusKm: 1 })],
    ['two children of two', { members: [applicant(), child(), child()], childrenCount: 2 }],
    ['no children of none', { members: [applicant()], childrenCount: 0 }],
  ])('may hold %s', (_what, input) => {
    expect(faultsOf(input)).toEqual([]);
  });

  it('may be as long as this', () => {
    const whole: StoryInput = {
      preferredName: 'Núria',
      members: [applicant({ name: "O'Connor-Ńguyễn", dateOfBirth: '1990-03-27' }), child({ ageYears: 0, sex: 'MALE' })],
      childrenCount: 1,
      dueDate: '2027-06-01',
      pets: ['DOG'],
      safeContact: {
        channels: [{ kind: 'PHONE', value: '01632 960000', safe: true, from: '09:00', until: '17:30' }],
        codeWord: 'heron',
        interpreterLanguage: 'Romanian',
      },
      unsafeAreas: [
        { kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME' },
        { kind: 'COUNTY', areaCode: 'E10000013', whose: 'GANG' },
        { kind: 'COUNTY', areaCode: 'E06000019', whose: 'GANG' },
        { kind: 'PLACE', placeName: 'Evesham', radiusKm: 10, whose: 'COMMUNITY' },
      ],
      homeAreaCode: 'E07000237',
      immigration: 'SPOUSE_OR_PARTNER_VISA',
      needs: [{ need: 'MENTAL_HEALTH', severity: 'HIGH' }],
      background: 'One line.\nAnother.',
    };
    expect(faultsOf(whole)).toEqual([]);
  });
});

describe('what cannot stand, and where', () => {
  it.each<[string, StoryInput, string]>([
    ['a birthday on 31 February', withChild({ dateOfBirth: '1990-02-31' }), 'members.1.dateOfBirth DATE_NOT_REAL'],
    ['a birthday written otherwise', withChild({ dateOfBirth: '27/3/1990' }), 'members.1.dateOfBirth DATE_NOT_REAL'],
    ['a birth tomorrow', withChild({ dateOfBirth: '2027-03-17' }), 'members.1.dateOfBirth DATE_IN_FUTURE'],
    [
      'a birth in the wrong century',
      withChild({ dateOfBirth: '1890-03-27' }),
      'members.1.dateOfBirth NUMBER_OUT_OF_RANGE',
    ],
    ['an age below nought', withChild({ ageYears: -1 }), 'members.1.ageYears NUMBER_OUT_OF_RANGE'],
    ['an age and a half', withChild({ ageYears: 2.5 }), 'members.1.ageYears NUMBER_OUT_OF_RANGE'],
    ['an age of 111', withChild({ ageYears: OLDEST_AGE + 1 }), 'members.1.ageYears NUMBER_OUT_OF_RANGE'],
    ['a name of spaces', withChild({ name: '   ' }), 'members.1.name FIELD_REQUIRED'],
    ['a name with a direction override', withChild({ name: 'A\u202Eb' }), 'members.1.name FIELD_NOT_ALLOWED'],
    ['a preferred name too long', { preferredName: 'a'.repeat(101) }, 'preferredName FIELD_TOO_LONG'],
    ['two applicants', { members: [applicant(), applicant()] }, 'members.1.role HOUSEHOLD_TWO_APPLICANTS'],
    [
      'three children with two listed',
      { members: [applicant(), child(), child()], childrenCount: 3 },
      'childrenCount CHILDREN_DO_NOT_ADD_UP',
    ],
    [
      'no children with one listed',
      { members: [applicant(), child()], childrenCount: 0 },
      'childrenCount CHILDREN_DO_NOT_ADD_UP',
    ],
    ['minus one children', { childrenCount: -1 }, 'childrenCount NUMBER_OUT_OF_RANGE'],
    ['two and a half children', { childrenCount: 2.5 }, 'childrenCount NUMBER_OUT_OF_RANGE'],
    ['99 children', { childrenCount: 99 }, 'childrenCount NUMBER_OUT_OF_RANGE'],
    [
      'a household without end',
      { members: Array.from({ length: MOST_MEMBERS + 1 }, () => child()) },
      'members NUMBER_OUT_OF_RANGE',
    ],
    ['a due date that is none', { dueDate: '2027-02-30' }, 'dueDate DATE_NOT_REAL'],
    ['a due date long past', { dueDate: '2027-02-12' }, 'dueDate DATE_IN_PAST'],
    ['a safe time that is none', withChannel({ from: '9 o’clock' }), 'safeContact.channels.0.from TIME_NOT_REAL'],
    [
      'a safe time after midnight by the clock',
      withChannel({ until: '24:00' }),
      'safeContact.channels.0.until TIME_NOT_REAL',
    ],
    [
      'a number with a control character',
      withChannel({ value: '01632\u0000' }),
      'safeContact.channels.0.value FIELD_NOT_ALLOWED',
    ],
    [
      'a name of who may answer that is blank',
      withChannel({ whoMayAnswer: ' ' }),
      'safeContact.channels.0.whoMayAnswer FIELD_REQUIRED',
    ],
    [
      'a code word too long',
      { safeContact: { channels: [], codeWord: 'a'.repeat(101) } },
      'safeContact.codeWord FIELD_TOO_LONG',
    ],
    [
      'a language of spaces',
      { safeContact: { channels: [], interpreterLanguage: ' ' } },
      'safeContact.interpreterLanguage FIELD_REQUIRED',
    ],
    ['a district nobody knows', withArea({ areaCode: 'E07000999' }), 'unsafeAreas.0.areaCode AREA_UNKNOWN'],
    ['no district at all', withArea({}), 'unsafeAreas.0.areaCode AREA_UNKNOWN'],
    ['a county called a district', withArea({ areaCode: 'E10000034' }), 'unsafeAreas.0.areaCode AREA_UNKNOWN'],
    [
      'a district called a county',
      withArea({ kind: 'COUNTY', areaCode: 'E07000236' }),
      'unsafeAreas.0.areaCode AREA_UNKNOWN',
    ],
    [
      'a town nobody knows',
      withArea({ kind: 'PLACE', placeName: 'Atlantis', radiusKm: 5 }),
      'unsafeAreas.0.placeName AREA_UNKNOWN',
    ],
    [
      'a circle without a radius',
      withArea({ kind: 'PLACE', placeName: 'Evesham' }),
      'unsafeAreas.0.radiusKm NUMBER_OUT_OF_RANGE',
    ],
    [
      'a circle of half a kilometre',
      withArea({ kind: 'PLACE', placeName: 'Evesham', radiusKm: 0.5 }),
      'unsafeAreas.0.radiusKm NUMBER_OUT_OF_RANGE',
    ],
    [
      'a circle round half of England',
      withArea({ kind: 'PLACE', placeName: 'Evesham', radiusKm: 101 }),
      'unsafeAreas.0.radiusKm NUMBER_OUT_OF_RANGE',
    ],
    ['a home nobody knows', { homeAreaCode: 'E07000999' }, 'homeAreaCode AREA_UNKNOWN'],
    ['a need nobody knows', { needs: [{ need: 'ALCOHOL' }, { need: 'SADNESS' }] }, 'needs.1.need CHOICE_UNKNOWN'],
    ['an immigration status nobody knows', { immigration: 'ALIEN' }, 'immigration CHOICE_UNKNOWN'],
    ['a background with a bell', { background: 'ding\u0007' }, 'background FIELD_NOT_ALLOWED'],
  ])('%s', (_what, input, expected) => {
    expect(faultsOf(input)).toEqual([expected]);
  });

  it('is told all at once, in the order of the form', () => {
    expect(
      faultsOf({
        background: ' ',
        homeAreaCode: 'X',
        members: [applicant({ ageYears: -1, name: ' ' }), applicant()],
        preferredName: ' ',
      }),
    ).toEqual([
      'preferredName FIELD_REQUIRED',
      'members.0.name FIELD_REQUIRED',
      'members.0.ageYears NUMBER_OUT_OF_RANGE',
      'members.1.role HOUSEHOLD_TWO_APPLICANTS',
      'homeAreaCode AREA_UNKNOWN',
      'background FIELD_REQUIRED',
    ]);
  });

  it('is told without a word of what was told', () => {
    const faults = storyFaults({ preferredName: 'Zlatka\u0000', members: [child({ dateOfBirth: 'wasp nest' })] }, NOW);
    expect(faults).toHaveLength(2);
    expect(JSON.stringify(faults)).not.toMatch(/Zlatka|wasp/);
  });
});

describe('today', () => {
  it('is London’s day: a birth on it is no birth in the future', () => {
    const midnight = startOfDay(day('2027-07-05'));
    const born = withChild({ dateOfBirth: '2027-07-05' });
    expect(faultsOf(born, midnight)).toEqual([]);
    expect(faultsOf(born, new Date(midnight.getTime() - 1))).toEqual(['members.1.dateOfBirth DATE_IN_FUTURE']);
  });

  it.each([
    ['2027-02-13', []],
    ['2027-03-16', []],
    ['2027-12-01', []],
  ])('a due date of %s can be', (dueDate, expected) => {
    expect(faultsOf({ dueDate })).toEqual(expected);
  });
});
