import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate } from './calendar.ts';
import type { SubjectAccessId, UserId } from './ids.ts';
import { EMPTY_STORY, type Story } from './story.ts';
import {
  type SubjectAccess,
  answerDueOn,
  closeSubjectAccess,
  copyUntil,
  disclosureItems,
  prepareSubjectAccess,
  releaseSubjectAccess,
  reopenSubjectAccess,
} from './subject-access.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [ANNA, BEN] = ['anna', 'ben'] as unknown as [UserId, UserId];
const open: SubjectAccess = {
  id: 'one' as SubjectAccessId,
  state: 'OPEN',
  receivedOn: '2026-11-19' as CivilDate,
  identity: 'IN_PERSON',
};
const by = (userId: UserId, elevatedAt: Date | undefined = NOW) => ({ userId, elevatedAt });

const OF_OTHERS = ['Quillon', 'Auntie Vexley'];
const STORY: Story = {
  ...EMPTY_STORY,
  preferredName: 'Zanthia',
  household: {
    members: [
      { role: 'APPLICANT', sex: 'FEMALE', transgender: 'NOT_KNOWN', ageYears: 34 },
      { role: 'CHILD', sex: 'MALE', transgender: 'NOT_KNOWN', ageYears: 9, name: 'Quillon' },
    ],
    pregnant: 'YES',
    pets: ['DOG'],
  },
  safeContact: {
    channels: [
      { kind: 'PHONE', value: '07700900987', safe: true, mayLeaveMessage: false, whoMayAnswer: 'Auntie Vexley' },
    ],
    ifNoContact: 'NOT_ASKED',
  },
};

describe('the last day for an answer', () => {
  it.each([
    ['2026-11-19', '2026-12-19'],
    ['2027-01-31', '2027-02-28'],
    ['2028-01-30', '2028-02-29'],
    ['2026-12-31', '2027-01-31'],
  ])('to what came on %s is %s', (receivedOn, due) => {
    expect(answerDueOn({ receivedOn: receivedOn as CivilDate })).toBe(due);
  });
});

describe('the parts of a story', () => {
  it('say what is hers in words that she reads', () => {
    const items = Object.fromEntries(disclosureItems(STORY).map(({ key, text }) => [key, text]));
    expect(items).toMatchObject({ name: 'Zanthia', self: 'female; 34 years; pregnant; pet: dog' });
    expect(items['contact']).toBe('phone 07700900987 (safe)');
  });

  it('leave out what nobody has told, and always say what is withheld', () => {
    const keys = disclosureItems(EMPTY_STORY).map(({ key }) => key);
    expect(keys).toEqual(['tonight', 'money', 'places', 'keptOut', 'staff']);
  });

  it('show nothing of other people, and nothing of places', () => {
    expect(OF_OTHERS.filter((word) => JSON.stringify(disclosureItems(STORY)).includes(word))).toEqual([]);
    const closed = disclosureItems(STORY).filter(({ tag }) => tag === 'OTHER_PERSON' || tag === 'WITHHELD');
    expect(closed.map(({ key, text }) => [key, text])).toEqual([
      ['others', ''],
      ['whoMayAnswer', ''],
      ['places', ''],
      ['keptOut', ''],
      ['staff', ''],
    ]);
  });
});

describe('a copy', () => {
  const items = disclosureItems(STORY);
  const isHers = (key: string) =>
    items.some((item) => item.key === key && (item.tag === 'OWN' || item.tag === 'MIXED'));

  it('holds what was chosen and is hers, whatever anybody chooses', () => {
    const key = fc.oneof(fc.constantFrom(...items.map((item) => item.key)), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(key), (keys) => {
        const prepared = prepareSubjectAccess(open, { items, keys }, ANNA);
        expect(prepared.allowed).toBe(keys.length > 0 && keys.every(isHers));
        if (prepared.allowed) expect(prepared.value.copy.map((item) => item.key).toSorted()).toEqual(keys.toSorted());
      }),
      { numRuns: 10_000 },
    );
  });

  it('is prepared once', () => {
    const again = prepareSubjectAccess({ ...open, state: 'PREPARED' }, { items, keys: ['name'] }, ANNA);
    expect(again).toMatchObject({ reason: 'SUBJECT_ACCESS_STATE' });
  });

  const prepared: SubjectAccess = { ...open, state: 'PREPARED', preparedBy: ANNA };
  it('is released by another than prepared it, with a fresh proof', () => {
    expect(releaseSubjectAccess(prepared, by(ANNA), NOW)).toMatchObject({ reason: 'SECOND_PERSON_NEEDED' });
    expect(releaseSubjectAccess(prepared, { userId: BEN, elevatedAt: undefined }, NOW)).toMatchObject({
      reason: 'STEP_UP_NEEDED',
    });
    expect(releaseSubjectAccess(prepared, by(BEN, new Date('2026-11-20T11:55:00Z')), NOW)).toMatchObject({
      reason: 'STEP_UP_NEEDED',
    });
    expect(releaseSubjectAccess(prepared, by(BEN), NOW)).toMatchObject({ allowed: true, value: { releasedBy: BEN } });
    expect(releaseSubjectAccess(open, by(BEN), NOW)).toMatchObject({ reason: 'SUBJECT_ACCESS_STATE' });
  });

  it('can be taken out for seven times 24 hours after its release, and not before', () => {
    expect(copyUntil(prepared)).toBeNull();
    expect(copyUntil({ releasedAt: NOW })).toEqual(new Date('2026-11-27T12:00:00Z'));
  });

  it('prepared anew forgets who prepared it; ended, nothing follows', () => {
    expect(reopenSubjectAccess(prepared)).toEqual({ allowed: true, value: open });
    expect(closeSubjectAccess(prepared)).toMatchObject({ value: { state: 'CLOSED' } });
    for (const state of ['RELEASED', 'CLOSED'] as const) {
      expect(closeSubjectAccess({ ...open, state })).toMatchObject({ reason: 'SUBJECT_ACCESS_STATE' });
      expect(reopenSubjectAccess({ ...open, state })).toMatchObject({ reason: 'SUBJECT_ACCESS_STATE' });
    }
  });
});
