import { personOptions, releaseFaults, releaseInWords, untilInstant, untilOptions } from './where-form';

const NOW = new Date('2026-11-20T22:00:00Z');

describe('telling somebody where the place is', () => {
  it('offers the agreed arrival first, while it is still to come', () => {
    const options = untilOptions({ arrivalUntil: '2026-11-20T23:30:00Z' }, NOW);
    expect(options[0]).toEqual({ value: '2026-11-20T23:30:00Z', label: 'Until 23:30, as agreed' });
    expect(untilOptions({ arrivalUntil: '2026-11-20T21:00:00Z' }, NOW)[0]?.value).toBe('2');
    expect(untilOptions({ arrivalUntil: null }, NOW)).toHaveLength(4);
  });

  it('counts hours from now, and keeps an instant as it is', () => {
    expect(untilInstant('12', NOW)).toBe('2026-11-21T10:00:00.000Z');
    expect(untilInstant('2026-11-20T23:30:00Z', NOW)).toBe('2026-11-20T23:30:00Z');
  });

  it('names people with the organisation they work for', () => {
    const mayBeNamed = [{ id: 'a', name: 'Sam Example', organisation: { name: 'A council' } }];
    expect(personOptions({ mayBeNamed })).toEqual([{ value: 'a', label: 'Sam Example', hint: 'A council' }]);
  });

  it('asks for a person, a time, and whether the meeting point is not enough', () => {
    expect(releaseFaults({ person: '', until: '', needsAddress: false }).map(({ field }) => field)).toEqual([
      'toUserId',
      'until',
      'needsAddress',
    ]);
    expect(releaseFaults({ person: 'a', until: '2', needsAddress: true })).toEqual([]);
  });

  it('says who may look, until when, and whether they have', () => {
    const release = {
      id: 'r',
      to: { id: 'a', name: 'Sam Example', organisation: { name: 'A council' } },
      expiresAt: '2026-11-20T23:30:00Z',
      state: 'OPEN',
      timesSeen: 2,
      lastSeenAt: '2026-11-20T21:58:00Z',
      actions: ['takeBackRelease'],
    } as const;
    expect(releaseInWords(release, NOW)).toMatchObject({
      until: 'Until 23:30',
      looks: 'Looked 2 times, last 21:58',
      mayTakeBack: true,
    });
    const over = { ...release, state: 'OVER', timesSeen: 0, lastSeenAt: null, actions: [] } as const;
    expect(releaseInWords(over, NOW)).toMatchObject({ until: '', looks: 'Has not looked yet', mayTakeBack: false });
  });
});
