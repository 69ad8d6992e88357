import type { Db } from 'mongodb';

interface Kept {
  readonly _id: string;
}
interface KeptHold extends Kept {
  readonly unitId: string;
  readonly active: boolean;
}
interface KeptUnit extends Kept {
  readonly state: { readonly status: string; readonly hold?: { readonly holdId: string; readonly expiresAt: Date } };
}
interface KeptJob extends Kept {
  readonly name: string;
  readonly state: string;
}
interface KeptRequest extends Kept {
  readonly sentAt: Date;
  readonly acknowledgeBy: Date;
  readonly decideBy: Date;
}

const HOUR_MS = 3_600_000;

/** Which of these referrals the store does not have, or still has as drafts although "received" was said. */
export async function lostReferrals(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const kept = await db
    .collection<Kept & { status: string }>('referrals')
    .find({ _id: { $in: [...ids] }, status: { $ne: 'DRAFT' } })
    .toArray();
  const found = new Set(kept.map((one) => one._id));
  return ids.filter((id) => !found.has(id));
}

export async function countReferrals(db: Db): Promise<number> {
  return db.collection('referrals').countDocuments({});
}

/** Which acknowledged holds the store does not know. */
export async function lostHolds(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const kept = await db
    .collection<Kept>('holds')
    .find({ _id: { $in: [...ids] } })
    .toArray();
  const found = new Set(kept.map((one) => one._id));
  return ids.filter((id) => !found.has(id));
}

/** Units with two active holds, or whose own hold is not the active one. */
export async function doublyHeldUnits(db: Db): Promise<readonly string[]> {
  const active = await db.collection<KeptHold>('holds').find({ active: true }).toArray();
  const byUnit = Map.groupBy(active, (hold) => hold.unitId);
  const units = await db.collection<KeptUnit>('units').find({ 'state.status': 'HELD' }).toArray();
  const twice = [...byUnit].filter(([, holds]) => holds.length > 1).map(([unitId]) => unitId);
  const astray = units.filter((unit) => byUnit.get(unit._id)?.[0]?._id !== unit.state.hold?.holdId);
  return [...twice, ...astray.map((unit) => unit._id)];
}

/** Lets two hours pass for every hold: they have run out. Returns the units they were on. */
export async function lapseHolds(db: Db): Promise<readonly string[]> {
  const past = new Date(Date.now() - 1000);
  const units = await db.collection<KeptUnit>('units').find({ 'state.status': 'HELD' }).toArray();
  for (const unit of units) {
    await db.collection<Kept>('units').updateOne({ _id: unit._id }, { $set: { 'state.hold.expiresAt': past } });
  }
  await db.collection('holds').updateMany({ active: true }, { $set: { expiresAt: past } });
  return units.map((unit) => unit._id);
}

/** Lets two hours pass for every request that waits for an answer, and makes its next steps due. Returns the jobs. */
export async function makeEscalationsDue(db: Db): Promise<readonly string[]> {
  const back = (at: Date): Date => new Date(at.getTime() - 2 * HOUR_MS);
  const requests = await db
    .collection<KeptRequest>('requests')
    .find({ status: { $in: ['SENT', 'SEEN'] } })
    .toArray();
  for (const one of requests) {
    const moved = { sentAt: back(one.sentAt), acknowledgeBy: back(one.acknowledgeBy), decideBy: back(one.decideBy) };
    await db.collection<Kept>('requests').updateOne({ _id: one._id }, { $set: moved });
  }
  const jobs = await db.collection<KeptJob>('outbox').find({ name: 'request.escalate', state: 'WAITING' }).toArray();
  for (const job of jobs) {
    const past = new Date(Date.now() - 1000);
    await db.collection<Kept>('outbox').updateOne({ _id: job._id }, { $set: { dueAt: past, takeFrom: past } });
  }
  return jobs.map((job) => job._id);
}

/** How many of these jobs are not done. */
export async function jobsLeft(db: Db, ids: readonly string[]): Promise<number> {
  return db.collection<KeptJob>('outbox').countDocuments({ _id: { $in: [...ids] }, state: 'WAITING' });
}
