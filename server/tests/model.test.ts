import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HoldId, ReferralId } from '@openhaven/domain/ids';
import { isActive } from '@openhaven/domain/hold';
import { acceptOffer } from '../src/commands/accept-offer.ts';
import { clockContext } from '../src/commands/clock-context.ts';
import { declineOffer } from '../src/commands/decline-offer.ts';
import { expireHold } from '../src/commands/expire-hold.ts';
import { extendHold } from '../src/commands/extend-hold.ts';
import { finishTurnaround } from '../src/commands/finish-turnaround.ts';
import { makeOffer } from '../src/commands/make-offer.ts';
import { placeHold } from '../src/commands/place-hold.ts';
import { recordArrival } from '../src/commands/record-arrival.ts';
import { recordDeparture } from '../src/commands/record-departure.ts';
import { recordNoShow } from '../src/commands/record-no-show.ts';
import { releaseHold } from '../src/commands/release-hold.ts';
import { reopenReferral } from '../src/commands/reopen-referral.ts';
import { seekAgain } from '../src/commands/seek-again.ts';
import { takeUnitOutOfUse } from '../src/commands/take-unit-out-of-use.ts';
import { withdrawOffer } from '../src/commands/withdraw-offer.ts';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { returnUnitToUse } from '../src/commands/return-unit-to-use.ts';
import type { Context, KeptHold } from '../src/context.ts';
import { civilDateAt } from '@openhaven/domain/calendar';
import { aSentReferral, found } from '../testing/builders/cases.ts';
import { aKey, asActor, minutesAfter } from '../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { aPerson } from '../testing/people.ts';
import { type TestStore, startStore } from '../testing/store.ts';

const start = new Date('2026-11-20T08:00:00Z');
const BATCHES = 120;
const AT_ONCE = 8;
const SEEDS = [20_261_120, 7, 1_234_567];

let own: TestStore;
let officer: Context;
let now = start;
const refuges: TestRefuge[] = [];
const referrals: ReferralId[] = [];

beforeAll(async () => {
  own = await startStore();
  officer = asActor(await aPerson(own.store, { role: 'REFERRER' }), own.store, start);
  for (let index = 0; index < 3; index += 1) refuges.push(await aRefuge(own.store, { confirmedAt: start }));
  for (let index = 0; index < 8; index += 1) referrals.push(await aSentReferral(officer));
});
afterAll(() => own.stop());

/** The same numbers at every run. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Step = (at: {
  refuge: TestRefuge;
  referralId: ReferralId;
  holdId: HoldId | undefined;
  now: Date;
}) => Promise<unknown>;

const by = (refuge: TestRefuge, now: Date): Context => asActor(refuge.manager, own.store, now);
const key = (): { idempotencyKey: string } => ({ idempotencyKey: aKey() });
const onHold =
  (run: (holdId: HoldId, now: Date, refuge: TestRefuge) => Promise<unknown>): Step =>
  ({ holdId, now, refuge }) =>
    holdId === undefined ? Promise.resolve() : run(holdId, now, refuge);

/** What leads towards a stay, whether or not it is possible just then. */
const TOWARDS: readonly Step[] = [
  ({ refuge, referralId, now }) => placeHold({ ...officer, now }, { ...key(), referralId, unitId: refuge.unitId }),
  async ({ refuge, referralId, now }) => {
    const requests = await own.store.requests.ofReferral(referralId);
    const request = requests.findLast(({ serviceId }) => serviceId === refuge.serviceId);
    if (request) await makeOffer(by(refuge, now), { ...key(), requestId: request.id, unitId: refuge.unitId });
  },
  async ({ refuge, now }) => {
    const unit = await found(own.store.units.get(refuge.unitId));
    if (unit.state.status !== 'HELD') return;
    await makeOffer(by(refuge, now), { ...key(), requestId: unit.state.hold.requestId });
  },
  onHold((holdId, now) => acceptOffer({ ...officer, now }, { ...key(), holdId, survivorAgrees: true })),
  onHold((holdId, now, refuge) => ifTheirs(refuge, (one) => recordArrival(by(one, now), { ...key(), holdId }))),
];

/** What leads away from it. */
const AWAY: readonly Step[] = [
  onHold((holdId, now) => releaseHold({ ...officer, now }, { ...key(), holdId })),
  onHold((holdId, now) => extendHold({ ...officer, now }, { ...key(), holdId })),
  onHold((holdId, now) => expireHold(clockContext(own.store, now), { holdId })),
  onHold((holdId, now) => declineOffer({ ...officer, now }, { ...key(), holdId, reason: 'SURVIVOR_CHANGED_MIND' })),
  onHold((holdId, now, refuge) =>
    ifTheirs(refuge, (one) => withdrawOffer(by(one, now), { ...key(), holdId, reason: 'NO_VACANCY' })),
  ),
  onHold((holdId, now, refuge) => ifTheirs(refuge, (one) => recordNoShow(by(one, now), { ...key(), holdId }))),
  async ({ refuge, now }) => {
    const { state } = await found(own.store.units.get(refuge.unitId));
    if (!('placementId' in state)) return;
    const left = { placementId: state.placementId, leftOn: civilDateAt(now), reason: 'PRIVATE_RENT' };
    await recordDeparture(by(refuge, now), { ...key(), ...left });
    await finishTurnaround(by(refuge, now), { ...key(), unitId: refuge.unitId });
  },
  async ({ refuge, now }) => {
    await takeUnitOutOfUse(by(refuge, now), { ...key(), unitId: refuge.unitId, reason: 'FIRE_OR_FLOOD' });
    await returnUnitToUse(by(refuge, now), { ...key(), unitId: refuge.unitId });
  },
  ({ referralId, now }) => seekAgain({ ...officer, now }, { ...key(), referralId }),
  async ({ referralId, now }) => {
    await withdrawReferral({ ...officer, now }, { ...key(), referralId, reason: 'REFERRER_WITHDREW' });
    await reopenReferral({ ...officer, now }, { ...key(), referralId });
  },
  ({ referralId, now }) => reopenReferral({ ...officer, now }, { ...key(), referralId }),
];

// Tried equally often, hardly anybody would ever arrive.
const STEPS: readonly Step[] = [...Array.from({ length: 6 }, () => TOWARDS).flat(), ...AWAY];

/** Somebody of another refuge is told that there is no such hold: that is a fault only of the test. */
async function ifTheirs(refuge: TestRefuge, run: (refuge: TestRefuge) => Promise<unknown>): Promise<void> {
  await run(refuge).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'NotFoundError')) throw error;
  });
}

const STATUS_OF = { HELD: 'HELD', SURVIVOR_ACCEPTED: 'RESERVED' } as const;

/** What has to be true whatever has happened: holds and units tell the same story, and nobody has two places. */
async function check(): Promise<{ occupied: number; holds: readonly KeptHold[] }> {
  const holds = await own.store.holds.activeOfReferrals(referrals);
  const units = await own.store.units.getMany(refuges.map(({ unitId }) => unitId));
  for (const hold of holds) {
    const unit = units.find(({ id }) => id === hold.unitId);
    expect(unit?.state).toMatchObject({
      status: STATUS_OF[hold.status as keyof typeof STATUS_OF],
      hold: { holdId: hold.id, referralId: hold.referralId, expiresAt: hold.expiresAt },
    });
  }
  let occupied = 0;
  for (const { id, state } of units) {
    if ('hold' in state) expect(holds.map((hold) => hold.id)).toContain(state.hold.holdId);
    if (!('placementId' in state)) continue;
    occupied += 1;
    const stay = await found(own.store.placements.get(state.placementId));
    expect(stay).toMatchObject({ unitId: id, status: 'ARRIVED' });
  }
  for (const referralId of referrals) await checkReferral(referralId, holds);
  return { occupied, holds };
}

async function checkReferral(referralId: ReferralId, all: readonly KeptHold[]): Promise<void> {
  const { status } = await found(own.store.referrals.get(referralId));
  const holds = all.filter((hold) => hold.referralId === referralId);
  const accepted = holds.filter((hold) => hold.status === 'SURVIVOR_ACCEPTED').length;
  expect([status, accepted]).toEqual([status, status === 'AGREED' ? 1 : 0]);
  if (status === 'OFFERED') expect(holds.some(({ offered }) => offered)).toBe(true);
  if (status === 'WITHDRAWN' || status === 'ARRIVED') expect(holds).toEqual([]);
  const stay = await own.store.placements.latestOfReferral(referralId);
  expect([status, stay?.status === 'ARRIVED']).toEqual([status, status === 'ARRIVED']);
}

describe('anybody doing anything at any time', () => {
  it.each(SEEDS)(
    'never gives a room to two families, nor two rooms to one (%d)',
    async (seed) => {
      const chance = chanceFrom(seed);
      const pick = <T>(list: readonly T[]): T => {
        const one = list[Math.floor(chance() * list.length)];
        if (one === undefined) throw new Error('nothing to pick from');
        return one;
      };
      let [stays, held] = [0, 0];
      for (let batch = 0; batch < BATCHES; batch += 1) {
        now = minutesAfter(now, Math.floor(chance() * 50));
        await own.store.units.confirm(
          refuges.map(({ unitId }) => unitId),
          now,
        );
        const holds = await own.store.holds.activeOfReferrals(referrals);
        const wishes = Array.from({ length: AT_ONCE }, () => {
          const hold = holds.length > 0 ? pick(holds) : undefined;
          const theirs = refuges.find(({ unitId }) => unitId === hold?.unitId);
          const at = { refuge: theirs ?? pick(refuges), referralId: pick(referrals), holdId: hold?.id, now };
          return { step: pick(STEPS), at };
        });
        await Promise.all(wishes.map(({ step, at }) => step(at)));
        const seen = await check();
        stays += seen.occupied;
        held += seen.holds.filter((hold) => isActive(hold, now)).length;
      }
      // A model in which nothing happens would hold as well.
      expect(stays).toBeGreaterThan(5);
      expect(held).toBeGreaterThan(BATCHES / 6);
    },
    300_000,
  );
});
