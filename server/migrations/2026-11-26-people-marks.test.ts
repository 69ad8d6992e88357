import { beforeAll, expect, it } from '@jest/globals';
import type { ReferralId } from '@openhaven/domain/ids';
import mongoose from 'mongoose';
import { setExclusions } from '../src/commands/set-exclusions.ts';
import { aDraft, aSentReferral, allowed } from '../testing/builders/cases.ts';
import { aKey } from '../testing/builders/people.ts';
import { aDesk } from '../testing/desk.ts';
import { TEST_KEYS } from '../testing/store.ts';
import { up } from './2026-11-26-people-marks.ts';

const desk = aDesk();
interface Mark {
  readonly _id: string;
  readonly feared: readonly string[];
}
const marks = async () => {
  const rows = await mongoose.connection.collection<Mark>('people-marks').find().sort({ _id: 1 }).toArray();
  return rows.map(({ _id, feared }) => [_id, feared.toSorted()]);
};

let one: ReferralId;
let other: ReferralId;
let before: Awaited<ReturnType<typeof marks>>;
beforeAll(async () => {
  await aDraft(desk.officer);
  [one, other] = [await aSentReferral(desk.officer), await aSentReferral(desk.officer)];
  for (const referralId of [one, other]) {
    const people = [{ who: 'PERPETRATOR', name: 'Corin Vexley' }] as const;
    const rest = { rev: 0, organisationIds: [], restricted: false, openTo: [] };
    allowed(await setExclusions(desk.officer, { idempotencyKey: aKey(), referralId, people, ...rest }));
  }
  before = await marks();
  // As the version before left it: no marks, and nothing found by them.
  await mongoose.connection.collection('people-marks').deleteMany({});
  await mongoose.connection.collection('clashes').deleteMany({});
});

it('finds the households that may be in each other’s way, as this version would have; run again, it changes nothing', async () => {
  await up({ keys: TEST_KEYS });
  expect(await marks()).toEqual(before);
  const clash = { kind: 'SAME_PERSON_FEARED', referralIds: expect.arrayContaining([one, other]) as unknown };
  const [found, ...more] = await desk.store.clashes.waiting(10);
  expect([found, more]).toMatchObject([clash, []]);
  await up({ keys: TEST_KEYS });
  expect([await marks(), await desk.store.clashes.waiting(10)]).toEqual([before, [found]]);
});
