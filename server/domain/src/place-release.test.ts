import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HOLD_STATUSES, type HoldStatus } from './hold.ts';
import type { HoldId, ReleaseId, UserId } from './ids.ts';
import {
  type LookFacts,
  MOST_LOOKS_AN_HOUR,
  type PlaceRelease,
  RELEASE_STATES,
  type ReleasedPlace,
  looksWithinHour,
  noLook,
  releasePlace,
  releaseState,
  takeBack,
} from './place-release.ts';

const NOW = new Date('2026-11-20T22:00:00Z');
const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

interface PlaceWish {
  readonly status?: HoldStatus;
  readonly frozen?: boolean;
  readonly securityCompromised?: boolean;
}

function aPlace(wish: PlaceWish = {}): ReleasedPlace {
  const { status = 'SURVIVOR_ACCEPTED', frozen = false, securityCompromised = false } = wish;
  return { hold: { id: 'hold' as HoldId, status, frozen }, site: { securityCompromised } };
}

const released: PlaceRelease = {
  id: 'release' as ReleaseId,
  holdId: 'hold' as HoldId,
  toUserId: 'officer' as UserId,
  releasedAt: NOW,
  expiresAt: minutes(120),
};
const wish = { id: released.id, toUserId: released.toUserId, until: minutes(120) };

describe('the word of a service that somebody may see where it is', () => {
  it.each(HOLD_STATUSES.map((status) => [status]))(
    'can be given while the hold is %s only if that means agreed',
    (status) => {
      const isAgreed = status === 'SURVIVOR_ACCEPTED' || status === 'TRAVELLING';
      const decision = releasePlace(wish, aPlace({ status }), NOW);
      expect(decision).toEqual(
        isAgreed ? { allowed: true, value: released } : { allowed: false, reason: 'PLACE_NOT_AGREED' },
      );
    },
  );

  it.each([
    ['a frozen offer', { frozen: true }],
    ['a site whose address has become known', { securityCompromised: true }],
  ])('is not given for %s', (_name, unsafe) => {
    expect(releasePlace(wish, aPlace(unsafe), NOW)).toEqual({ allowed: false, reason: 'PLACE_NOT_SAFE_NOW' });
  });

  it.each([
    ['now', 0, false],
    ['a minute', 1, true],
    ['seven days', 7 * 24 * 60, true],
    ['a minute more than that', 7 * 24 * 60 + 1, false],
  ])('may last until %s', (_name, length, isAllowed) => {
    expect(releasePlace({ ...wish, until: minutes(length) }, aPlace(), NOW).allowed).toBe(isAllowed);
  });
});

describe('how it stands', () => {
  it('is open up to its end, and not at it', () => {
    expect(releaseState(released, aPlace(), minutes(119))).toBe('OPEN');
    expect(releaseState(released, aPlace(), minutes(120))).toBe('EXPIRED');
  });

  it.each([
    ['TAKEN_BACK', { ...released, takenBackAt: minutes(5) }, {}],
    ['OVER', released, { status: 'ARRIVED' }],
    ['OVER', released, { status: 'NO_SHOW' }],
    ['OVER', released, { status: 'PROVIDER_WITHDRAWN' }],
    ['OVER', released, { status: 'RELEASED' }],
    ['SUSPENDED', released, { frozen: true }],
    ['SUSPENDED', released, { securityCompromised: true }],
    ['OPEN', released, { status: 'TRAVELLING' }],
  ] as const)('is %s', (state, release, place) => {
    expect(releaseState(release, aPlace(place), minutes(10))).toBe(state);
  });

  it('can be taken back once, and not when it is over', () => {
    const back = takeBack(released, aPlace(), minutes(3));
    expect(back).toEqual({ allowed: true, value: { ...released, takenBackAt: minutes(3) } });
    const gone = { ...released, takenBackAt: minutes(3) };
    expect(takeBack(gone, aPlace(), minutes(4))).toEqual({ allowed: false, reason: 'RELEASE_STATE' });
    expect(takeBack(released, aPlace({ status: 'ARRIVED' }), minutes(4)).allowed).toBe(false);
    expect(takeBack(released, aPlace({ frozen: true }), minutes(4)).allowed).toBe(true);
  });
});

describe('looking', () => {
  const ready: LookFacts = { state: 'OPEN', elevated: true, looks: [] };

  it.each([
    ['is allowed', ready, undefined],
    ['needs a release', { ...ready, state: undefined }, 'NOT_RELEASED'],
    ['needs a proof of who one is', { ...ready, elevated: false }, 'NOT_PROVEN'],
    ['is allowed a fifth time in an hour', { ...ready, looks: [0, 1, 2, 3].map(minutes) }, undefined],
    ['is not allowed a sixth time', { ...ready, looks: [0, 1, 2, 3, 4].map(minutes) }, 'TOO_OFTEN'],
    [
      'is allowed again an hour after the first of five',
      { ...ready, looks: [-30, 1, 2, 3, 4].map(minutes) },
      undefined,
    ],
  ] as const)('%s', (_name, facts, answer) => {
    expect(noLook(facts, minutes(30))).toBe(answer);
  });

  it.each(RELEASE_STATES.filter((state) => state !== 'OPEN').map((state) => [state]))(
    'is never allowed when the release is %s',
    (state) => {
      expect(noLook({ ...ready, state }, NOW)).toBe('NOT_OPEN');
    },
  );

  it('happens at most five times in any hour, however the attempts fall', () => {
    const attempts = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 });
    fc.assert(
      fc.property(attempts, (at) => {
        const looks: Date[] = [];
        for (const minute of at.toSorted((one, other) => one - other)) {
          if (noLook({ ...ready, looks }, minutes(minute)) === undefined) looks.push(minutes(minute));
        }
        return looks.every(
          (look) => looksWithinHour(looks, look).filter((one) => one <= look).length <= MOST_LOOKS_AN_HOUR,
        );
      }),
    );
  });
});
