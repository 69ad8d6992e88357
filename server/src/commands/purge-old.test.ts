import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { CivilDate } from '@openhaven/domain/calendar';
import type { SubjectAccessId } from '@openhaven/domain/ids';
import mongoose from 'mongoose';
import { aSentReferral } from '../../testing/builders/cases.ts';
import { aDesk } from '../../testing/desk.ts';
import { clockContext } from './clock-context.ts';
import { purgeOld } from './purge-old.ts';

const desk = aDesk();
const day = (text: string): CivilDate => text as CivilDate;
const kept = async (collection: string, field: string): Promise<readonly unknown[]> =>
  (await mongoose.connection.collection(collection).find().toArray()).map((row) => row[field]);

it('throws away after a year what was found about looks and who was given a copy, and nothing that waits', async () => {
  const { store, officer } = desk;
  const { userId, organisationId } = officer.actor;
  for (const monday of ['2025-11-24', '2025-12-01'])
    await store.lookDigests.add({ organisationId, monday: day(monday), people: [] });

  const alarm = { userId, organisationId, pattern: 'MANY_STORIES', count: 20 } as const;
  for (const at of ['2025-11-28', '2025-11-29', '2025-12-02'])
    await store.lookAlarms.add({ ...alarm, day: at, notedAt: new Date(`${at}T10:00:00Z`) });
  for (const { finding: _none, ...one } of await store.lookAlarms.latest(10))
    if (one.day !== '2025-11-29') await store.lookAlarms.save({ ...one, finding: 'EXPLAINED', foundBy: userId });

  const copyOf = async (receivedOn: string, state: 'OPEN' | 'CLOSED'): Promise<void> => {
    const referralId = await aSentReferral(officer);
    const id = randomUUID() as SubjectAccessId;
    const about = { id, referralId, reference: 'WOR-TEST', receivedOn: day(receivedOn), identity: 'KNOWN_TO_US' };
    await store.subjectAccess.add({ ...about, state: 'OPEN' });
    const added = await store.subjectAccess.get(id);
    if (added && state === 'CLOSED') await store.subjectAccess.save({ ...added, state });
  };
  await copyOf('2025-11-20', 'CLOSED');
  await copyOf('2025-11-21', 'OPEN');
  await copyOf('2025-12-03', 'CLOSED');

  const now = new Date('2026-11-30T03:00:00Z');
  await purgeOld(clockContext(store, now));
  expect(await kept('look-digests', 'monday')).toEqual(['2025-12-01']);
  expect((await kept('look-alarms', 'day')).toSorted()).toEqual(['2025-11-29', '2025-12-02']);
  expect((await kept('subject-access', 'receivedOn')).toSorted()).toEqual(['2025-11-21', '2025-12-03']);
});
