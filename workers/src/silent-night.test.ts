import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import type { Store } from '@openhaven/server/context';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { runUntil, virtualClock } from '../../infra/replay/virtual-clock.ts';
import { type TestCounty, aCounty, aReferral, as, ask, offer } from '../testing/county.ts';
import { type TestRoom, aRoom } from '../testing/room.ts';
import { sweep } from './sweep.ts';

/** SCENARIOS A6: a household needs a place tonight, and the refuge that was asked is silent. */
const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);
const SENT = at('20T23:10');

let own: TestStore;
let store: Store;
beforeAll(async () => {
  own = await startStore();
  store = own.store;
});
afterAll(() => own.stop());

interface Night {
  readonly county: TestCounty;
  readonly room: TestRoom;
  readonly referralId: ReferralId;
  readonly requestId: PlacementRequestId;
  readonly until: (time: string) => Promise<void>;
}

/** Six refuges; one is asked at 23:10 and stays silent. */
async function aSilentNight(): Promise<Night> {
  const clock = virtualClock(SENT);
  const county = await aCounty({ store, now: SENT, refuges: 6 });
  const room = aRoom({ store, now: clock.now });
  const officer = as(county.officer, room);
  const referralId = await aReferral(officer);
  const [requestId] = await ask(officer, referralId, county.refuges.slice(0, 1));
  if (!requestId) throw new Error('nobody was asked');
  const until = async (time: string): Promise<void> => {
    await runUntil(room, clock, at(time));
  };
  return { county, room, referralId, requestId, until };
}

const asked = async (referralId: ReferralId): Promise<number> => (await store.requests.ofReferral(referralId)).length;
const lettersTo = ({ room }: Night, { email }: { email: string }): number =>
  room.letters.filter(({ to }) => to === email).length;

test('climbs the ladder on the minute while a refuge stays silent', async () => {
  const night = await aSilentNight();
  const { county, referralId, requestId } = night;
  const [silent] = county.refuges;
  if (!silent) throw new Error('no refuge');

  await night.until('20T23:24');
  expect(lettersTo(night, silent.worker)).toBe(1);
  expect(lettersTo(night, silent.manager)).toBe(1);

  await night.until('20T23:25');
  expect(lettersTo(night, silent.manager)).toBe(2);
  expect(lettersTo(night, silent.worker)).toBe(1);

  await night.until('20T23:39');
  expect(await asked(referralId)).toBe(1);
  await night.until('20T23:40');
  expect(await asked(referralId)).toBe(4);
  expect(lettersTo(night, county.officer)).toBe(1);

  await night.until('21T00:09');
  expect(lettersTo(night, county.coordinator)).toBe(0);
  await night.until('21T00:10');
  expect(lettersTo(night, county.coordinator)).toBe(1);
  expect((await store.requests.get(requestId))?.status).toBe('NO_RESPONSE');
  expect((await store.referrals.get(referralId))?.escalatedAt).toEqual(at('21T00:10'));

  await night.until('21T03:10');
  expect(lettersTo(night, county.commissioner)).toBe(1);
});

test('takes a late yes at six in the morning', async () => {
  const night = await aSilentNight();
  const [silent] = night.county.refuges;
  if (!silent) throw new Error('no refuge');
  await night.until('21T06:00');
  expect((await store.requests.get(night.requestId))?.status).toBe('NO_RESPONSE');
  await offer(as(silent.manager, night.room), night.requestId, silent.unitIds[0]);
  expect((await store.referrals.get(night.referralId))?.status).toBe('OFFERED');
});

test('pages nobody twice when every step is run again', async () => {
  const night = await aSilentNight();
  await night.until('21T06:00');
  const before = night.room.letters.length;
  for (const step of ['REFUGE_MANAGER', 'WIDEN', 'COORDINATOR', 'COMMISSIONER']) {
    const data = { requestId: night.requestId, step };
    await store.outbox.add({ name: 'request.escalate', data, dueAt: at('21T05:00') });
  }
  await store.outbox.add({ name: 'request.no-response', data: { requestId: night.requestId }, dueAt: at('21T05:00') });
  await sweep(night.room);
  expect(night.room.letters.length).toBe(before);
});
