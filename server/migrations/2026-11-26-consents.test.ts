import { expect, it } from '@jest/globals';
import { consentState } from '@openhaven/domain/consent';
import mongoose from 'mongoose';
import { withdrawReferral } from '../src/commands/withdraw-referral.ts';
import { aDraft, aSentReferral, allowed } from '../testing/builders/cases.ts';
import { aKey } from '../testing/builders/people.ts';
import { aDesk } from '../testing/desk.ts';
import { up } from './2026-11-26-consents.ts';

const desk = aDesk();
const rows = () => mongoose.connection.collection<{ _id: string }>('referrals');

it('gives every open referral that was sent 28 days from now, once, and leaves drafts and closed ones alone', async () => {
  const draft = await aDraft(desk.officer);
  const sent = await aSentReferral(desk.officer);
  const closed = await aSentReferral(desk.officer);
  const end = { idempotencyKey: aKey(), referralId: closed, reason: 'SURVIVOR_CHANGED_MIND' };
  allowed(await withdrawReferral(desk.officer, end));
  await rows().updateMany({}, { $unset: { consents: 1 } });

  await up();
  const states = async () => {
    const read = await desk.store.referrals.getMany([draft, sent, closed]);
    return new Map(read.map(({ id, consents = [] }) => [id, consents]));
  };
  const after = await states();
  expect(after.get(draft)).toEqual([]);
  expect(after.get(closed)).toEqual([]);
  expect(after.get(sent)).toMatchObject([{ how: 'WITH_REFERRAL', parts: ['NEEDS', 'HISTORY', 'BACKGROUND'] }]);
  expect(consentState(after.get(sent) ?? [], new Date())).toBe('IN_FORCE');

  await up();
  expect(await states()).toEqual(after);
});
