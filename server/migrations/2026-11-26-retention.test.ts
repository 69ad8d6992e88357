import { beforeAll, expect, it } from '@jest/globals';
import { erasing } from '@openhaven/domain/retention';
import mongoose from 'mongoose';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { aDraft, aSentReferral, allowed } from '../testing/builders/cases.ts';
import { aKey } from '../testing/builders/people.ts';
import { aDesk } from '../testing/desk.ts';
import { up } from './2026-11-26-retention.ts';

const desk = aDesk();
const rows = () => mongoose.connection.collection<{ _id: string; eraseFrom?: Date | null }>('referrals');
const kept = async () => (await rows().find().sort({ _id: 1 }).toArray()).map(({ _id, eraseFrom }) => [_id, eraseFrom]);

let before: Awaited<ReturnType<typeof kept>>;
let first: typeof before;
beforeAll(async () => {
  await aDraft(desk.officer);
  const referralId = await aSentReferral(desk.officer);
  await aSentReferral(desk.officer);
  const end = { idempotencyKey: aKey(), referralId, reason: 'SURVIVOR_CHANGED_MIND' };
  allowed(await withdrawReferral(desk.officer, end));
  before = await kept();
  await rows().updateMany({}, { $unset: { eraseFrom: 1, draftSavedAt: 1, legalHold: 1, erasure: 1 } });
});

it('gives every referral the end of its time, as this version would have', async () => {
  expect((await kept()).map(([, eraseFrom]) => eraseFrom)).toEqual([undefined, undefined, undefined]);
  await up();
  const after = await kept();
  // Of the draft nobody noted when it was saved: it has its full week from now on, and no less than before.
  const week = erasing({ status: 'DRAFT', createdAt: new Date() })?.from;
  const begun = erasing({ status: 'DRAFT', createdAt: desk.officer.now })?.from;
  expect(after).toEqual(before.map(([id, from]) => [id, String(from) === String(begun) ? week : from]));
  expect((await desk.store.referrals.toErase(new Date('2100-01-01'), 10)).map(({ status }) => status).sort()).toEqual([
    'DRAFT',
    'WITHDRAWN',
  ]);
  first = after;
});

it('changes nothing when it is run again', async () => {
  await up();
  expect(await kept()).toEqual(first);
});
