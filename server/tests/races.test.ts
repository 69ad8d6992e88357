import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Decision } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { acceptOffer } from '../src/commands/accept-offer.ts';
import { expireHold } from '../src/commands/expire-hold.ts';
import type { HoldDone } from '../src/commands/ids.ts';
import { placeHold } from '../src/commands/place-hold.ts';
import { recordArrival } from '../src/commands/record-arrival.ts';
import { releaseHold } from '../src/commands/release-hold.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import type { Context } from '../src/context.ts';
import { nextBest } from '../src/queries/find-places.ts';
import { allowed, aSentReferral, anOffer, found } from '../testing/builders/cases.ts';
import { aKey, asActor, minutesAfter } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { aPerson } from '../testing/people.ts';
import { type TestStore, startStore } from '../testing/store.ts';

const OFFICERS = 200;
const ROUNDS = 50;
const start = new Date('2026-11-23T10:00:00Z');

let own: TestStore;
let officer: Context;
let refuge: TestRefuge;
let other: TestRefuge;

beforeAll(async () => {
  own = await startStore();
  officer = asActor(await aPerson(own.store, { role: 'REFERRER' }), own.store, start);
  refuge = await aRefuge(own.store, { name: 'Rose House', confirmedAt: start });
  other = await aRefuge(own.store, { name: 'Elm House', area: 'E07000236', confirmedAt: start });
});
afterAll(() => own.stop());

const winners = (decisions: readonly Decision<HoldDone>[]): HoldDone[] =>
  decisions.flatMap((decision) => (decision.allowed ? [decision.value] : []));

function hold(context: Context, referralId: ReferralId, key = aKey()): Promise<Decision<HoldDone>> {
  return placeHold(context, { idempotencyKey: key, referralId, unitId: refuge.unitId });
}

describe('one room and two hundred officers', () => {
  it(
    'lets exactly one of them hold it, fifty rounds running, and tells every other what would work',
    async () => {
      const referrals: ReferralId[] = [];
      for (let index = 0; index < OFFICERS; index += 1) referrals.push(await aSentReferral(officer));
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const now = minutesAfter(start, round);
        const began = performance.now();
        const decisions = await Promise.all(referrals.map((id) => hold({ ...officer, now }, id)));
        times.push(performance.now() - began);
        const [won, ...more] = winners(decisions);
        expect(more).toEqual([]);
        if (!won) throw new Error('nobody won');
        const losers = decisions.filter((decision) => !decision.allowed);
        expect(new Set(losers.map(({ reason }) => reason))).toEqual(new Set(['UNIT_NOT_VACANT']));
        const unit = await found(own.store.units.get(refuge.unitId));
        expect(unit.state).toMatchObject({ status: 'HELD', hold: { holdId: won.holdId } });
        const loser = referrals[decisions.findIndex((decision) => !decision.allowed)];
        if (!loser) throw new Error('nobody lost');
        const [next] = await nextBest({ ...officer, now }, loser);
        expect(next?.service.id).toBe(other.serviceId);
        allowed(await releaseHold({ ...officer, now }, { idempotencyKey: aKey(), holdId: won.holdId }));
      }
      times.sort((a, b) => a - b);
      const [fastest = 0, middle = 0, slowest = 0] = [times[0], times[ROUNDS / 2], times.at(-1)];
      console.info(
        `${OFFICERS} holds at once: median ${middle.toFixed(0)} ms, ${fastest.toFixed(0)} to ${slowest.toFixed(0)} ms`,
      );
    },
    10 * 60_000,
  );

  it('gives one hold for one key, sent twenty times at once and once more later', async () => {
    const referralId = await aSentReferral(officer);
    const key = aKey();
    const decisions = await Promise.all(Array.from({ length: 20 }, () => hold(officer, referralId, key)));
    const later = await hold({ ...officer, now: minutesAfter(start, 60) }, referralId, key);
    const holds = new Set(winners([...decisions, later]).map(({ holdId }) => holdId));
    expect(winners([...decisions, later])).toHaveLength(21);
    expect(holds.size).toBe(1);
    const holdId = allowed(later).holdId;
    allowed(await releaseHold(officer, { idempotencyKey: aKey(), holdId }));
  });

  it('refuses the same key with other contents, and changes nothing', async () => {
    const [one, two] = [await aSentReferral(officer), await aSentReferral(officer)];
    const key = aKey();
    const { holdId } = allowed(await hold(officer, one, key));
    expect(await hold(officer, two, key)).toMatchObject({ allowed: false, reason: 'KEY_USED_FOR_ANOTHER' });
    allowed(await releaseHold(officer, { idempotencyKey: aKey(), holdId }));
  });
});

describe('an offer that runs out while it is accepted', () => {
  it('ends one way only: accepted and reserved, or expired and free', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { holdId } = await anOffer(officer, refuge);
      const atTheEnd = (await found(own.store.holds.get(holdId))).expiresAt;
      const justBefore = new Date(atTheEnd.getTime() - 1);
      const [accepted] = await Promise.all([
        acceptOffer({ ...officer, now: justBefore }, { idempotencyKey: aKey(), holdId, survivorAgrees: true }),
        expireHold(clockContext(own.store, atTheEnd), { holdId }),
      ]);
      const hold = await found(own.store.holds.get(holdId));
      const unit = await found(own.store.units.get(refuge.unitId));
      expect([hold.status, unit.state.status]).toEqual(
        accepted.allowed ? ['SURVIVOR_ACCEPTED', 'RESERVED'] : ['EXPIRED', 'AVAILABLE'],
      );
      if (accepted.allowed) allowed(await releaseHold(officer, { idempotencyKey: aKey(), holdId }));
    }
  });
});

describe('one arrival told twice', () => {
  it('makes one stay, whoever tells it', async () => {
    const { holdId } = await anOffer(officer, refuge);
    allowed(await acceptOffer(officer, { idempotencyKey: aKey(), holdId, survivorAgrees: true }));
    const staff = [refuge.manager, refuge.worker].map((person) => asActor(person, own.store, start));
    const told = await Promise.all(
      [...staff, ...staff].map((context) => recordArrival(context, { idempotencyKey: aKey(), holdId })),
    );
    expect(told.filter((decision) => decision.allowed)).toHaveLength(1);
    expect(told.filter((decision) => !decision.allowed)).toHaveLength(3);
  });
});
