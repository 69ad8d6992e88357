import { describe, expect, it } from '@jest/globals';
import { NOW, aHousehold, aStory } from '../testing/builders.ts';
import type { SafeContact } from './safe-contact.ts';
import { EMPTY_STORY, type Story, checkStory, checkUnsafeArea, missingFacts } from './story.ts';

const reachable: SafeContact = {
  channels: [{ kind: 'PHONE', value: '01632 960000', safe: true, mayLeaveMessage: false }],
  ifNoContact: 'NOT_ASKED',
};

describe('the minimum safe referral', () => {
  it('is missing everything that matters while nothing has been told', () => {
    expect(missingFacts(EMPTY_STORY)).toEqual(['SAFE_CONTACT', 'WHO', 'UNSAFE_AREAS', 'CONSENT']);
  });

  it('is complete with a safe contact, who, unsafe areas or none, and consent', () => {
    const { access: _access, ...least } = aStory({ safeContact: reachable });
    expect(missingFacts({ ...least, access: EMPTY_STORY.access })).toEqual([]);
  });

  it.each<[string, Partial<Story>, string]>([
    ['no channel at all', { safeContact: { channels: [], ifNoContact: 'NOT_ASKED' } }, 'SAFE_CONTACT'],
    [
      'only a channel that is not safe',
      { safeContact: { ...reachable, channels: reachable.channels.map((channel) => ({ ...channel, safe: false })) } },
      'SAFE_CONTACT',
    ],
    [
      'a phone without its number',
      { safeContact: { ...reachable, channels: [{ kind: 'PHONE', safe: true, mayLeaveMessage: false }] } },
      'SAFE_CONTACT',
    ],
    ['children and no applicant', { household: { ...aHousehold(), members: [] } }, 'WHO'],
    ['consent not asked', { consentToShare: 'NOT_KNOWN' }, 'CONSENT'],
    ['consent refused', { consentToShare: 'NO' }, 'CONSENT'],
  ])('is not complete with %s', (_what, facts, missing) => {
    expect(missingFacts(aStory({ safeContact: reachable, ...facts }))).toEqual([missing]);
  });

  it('tells "nobody has asked" from "there are none"', () => {
    const { unsafeAreas: _none, ...notAsked } = aStory({ safeContact: reachable });
    expect(missingFacts(notAsked)).toEqual(['UNSAFE_AREAS']);
    expect(missingFacts({ ...notAsked, unsafeAreas: [] })).toEqual([]);
  });

  it('can be reached through the referrer alone', () => {
    const through: SafeContact = {
      channels: [{ kind: 'THROUGH_REFERRER', safe: true, mayLeaveMessage: false }],
      ifNoContact: 'NOT_ASKED',
    };
    expect(missingFacts(aStory({ safeContact: through }))).toEqual([]);
  });
});

describe('a story as it is told', () => {
  it('with nothing in it is the empty story', () => {
    expect(checkStory({}, NOW)).toEqual({ allowed: true, value: EMPTY_STORY });
  });

  it('keeps every fact, and leaves out what was left empty', () => {
    const told = checkStory(
      {
        preferredName: "O'Connor-Ńguyễn",
        members: [
          { role: 'APPLICANT', sex: 'FEMALE', dateOfBirth: '1990-03-27', name: '<b>Anna</b>' },
          { role: 'CHILD', ageYears: 0, name: '', dateOfBirth: null },
        ],
        childrenCount: 1,
        pregnant: 'YES',
        dueDate: '2027-06-01',
        pets: ['CAT'],
        safeContact: { channels: [{ kind: 'TEXT', value: '07700 900000', safe: true, from: '09:00', until: '' }] },
        unsafeAreas: [
          { kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME' },
          { kind: 'PLACE', placeName: 'Evesham', radiusKm: 10, whose: 'COMMUNITY', hard: false, areaCode: null },
        ],
        homeAreaCode: 'E07000237',
        tonight: 'NOWHERE',
        stepFree: 'YES',
        noRecourseToPublicFunds: 'YES',
        immigration: 'OVERSTAYER',
        needs: [{ need: 'ALCOHOL', severity: 'HIGH' }, { need: 'DRUGS' }],
        violence: 'NO',
        background: 'First.\nSecond.',
        consentToShare: 'YES',
      },
      NOW,
    );
    expect(told).toEqual({
      allowed: true,
      value: {
        preferredName: "O'Connor-Ńguyễn",
        household: {
          members: [
            {
              role: 'APPLICANT',
              sex: 'FEMALE',
              transgender: 'NOT_KNOWN',
              dateOfBirth: '1990-03-27',
              name: '<b>Anna</b>',
            },
            { role: 'CHILD', sex: 'NOT_KNOWN', transgender: 'NOT_KNOWN', ageYears: 0 },
          ],
          pregnant: 'YES',
          dueDate: '2027-06-01',
          pets: ['CAT'],
        },
        safeContact: {
          channels: [{ kind: 'TEXT', value: '07700 900000', safe: true, from: '09:00', mayLeaveMessage: false }],
          ifNoContact: 'NOT_ASKED',
        },
        unsafeAreas: [
          { kind: 'DISTRICT', areaCode: 'E07000236', whose: 'PERPETRATOR_HOME', hard: true },
          { kind: 'PLACE', placeName: 'Evesham', radiusKm: 10, whose: 'COMMUNITY', hard: false },
        ],
        homeArea: 'E07000237',
        tonight: 'NOWHERE',
        access: { stepFree: 'YES', wheelchair: 'NOT_KNOWN', adaptedBathroom: 'NOT_KNOWN', carerRoom: 'NOT_KNOWN' },
        noRecourseToPublicFunds: 'YES',
        immigration: 'OVERSTAYER',
        needs: [
          { need: 'ALCOHOL', severity: 'HIGH' },
          { need: 'DRUGS', severity: 'MEDIUM' },
        ],
        history: { arson: 'NOT_KNOWN', violence: 'NO', sexualOffence: 'NOT_KNOWN' },
        background: 'First.\nSecond.',
        consentToShare: 'YES',
      },
    });
  });

  it('that cannot stand is refused with its first fault', () => {
    expect(checkStory({ members: [{ role: 'CHILD', dateOfBirth: '1990-02-31' }], background: ' ' }, NOW)).toEqual({
      allowed: false,
      reason: 'DATE_NOT_REAL',
      field: 'members.0.dateOfBirth',
    });
  });
});

describe('one more unsafe area', () => {
  it('is hard unless she says otherwise', () => {
    expect(checkUnsafeArea({ kind: 'COUNTY', areaCode: 'E10000034', whose: 'GANG' })).toEqual({
      allowed: true,
      value: { kind: 'COUNTY', areaCode: 'E10000034', whose: 'GANG', hard: true },
    });
  });

  it('that nobody knows is refused, with its field', () => {
    expect(checkUnsafeArea({ kind: 'PLACE', placeName: 'Atlantis', radiusKm: 5, whose: 'GANG' })).toEqual({
      allowed: false,
      reason: 'AREA_UNKNOWN',
      field: 'area.placeName',
    });
  });
});
