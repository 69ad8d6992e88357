import { expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { aSentReferral } from '../testing/builders/cases.ts';
import { aDesk } from '../testing/desk.ts';
import { TEST_KEYS } from '../testing/store.ts';
import { aStory } from '../testing/stories.ts';
import { up } from './2026-11-26-applicant-marks.ts';

const desk = aDesk();

it('finds the referrals that may be one household, as this version would have; run again, it changes nothing', async () => {
  for (const name of ['Catherine Vexley', 'Kathryn Vexley', 'Ann Lee']) {
    const story = aStory({ members: [{ role: 'APPLICANT', sex: 'FEMALE', ageYears: 34, name }] });
    await aSentReferral(desk.officer, { story });
  }
  const pairs = async () => (await desk.store.duplicates.waiting(10)).map(({ referralIds }) => [...referralIds].sort());
  const before = await pairs();
  expect(before).toHaveLength(1);
  // As the version before left it: no marks, and nothing found by them.
  for (const name of ['applicant-marks', 'duplicates']) await mongoose.connection.collection(name).deleteMany({});
  await up({ keys: TEST_KEYS });
  expect(await pairs()).toEqual(before);
  await up({ keys: TEST_KEYS });
  expect(await pairs()).toEqual(before);
});
