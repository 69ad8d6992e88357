import { isReviewDue, personRow } from './person-words';

const now = new Date('2026-11-20T12:00:00Z');
const person = {
  id: 'a',
  name: 'Aisha Khan',
  email: 'aisha@refuge.example',
  role: 'REFUGE_WORKER',
  services: [{ id: 's', name: 'Rowan House' }],
  lastSeenAt: '2026-11-20T08:30:00Z',
  hasSecondFactor: true,
  shutOutSince: null,
  reviewDueAt: '2027-01-01T12:00:00Z',
  isViewer: false,
  reset: null,
} as const;

describe('a person in words', () => {
  it('says the role with its services, when they were last there, and that a password is not all they have', () => {
    expect(personRow(person, now)).toEqual({
      id: 'a',
      name: 'Aisha Khan',
      email: 'aisha@refuge.example',
      post: 'Refuge worker, Rowan House',
      seen: '08:30',
      tags: [{ word: 'Second factor', tone: 'good' }],
    });
  });

  it('says what an administrator should do something about', () => {
    const words = ({ tags }: ReturnType<typeof personRow>) => tags.map(({ word }) => word);
    const weak = { ...person, hasSecondFactor: false, reviewDueAt: '2026-11-01T12:00:00Z' };
    expect(words(personRow(weak, now))).toEqual(['Password only', 'Review due']);
    expect(words(personRow({ ...weak, shutOutSince: '2026-11-02T12:00:00Z' }, now))).toEqual(['Shut out']);
    expect(personRow({ ...person, lastSeenAt: null }, now).seen).toBe('never');
  });

  it('asks nobody to vouch for themselves', () => {
    const due = { ...person, reviewDueAt: '2026-11-01T12:00:00Z' };
    expect([isReviewDue(due, now), isReviewDue({ ...due, isViewer: true }, now)]).toEqual([true, false]);
  });
});
