import type { HoldId, OrganisationId, ReleaseId, UserId } from '@openhaven/domain/ids';
import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/context.ts';
import { found } from './cases.ts';

/** A release of a hold's place to somebody, given at an instant for two hours. Nothing is asked about it. */
export async function aRelease(
  store: Store,
  { holdId, toUserId, at }: { holdId: HoldId; toUserId: UserId; at: Date },
): Promise<ReleaseId> {
  const { organisationId } = await found<{ organisationId: OrganisationId }>(store.holds.get(holdId));
  const id = randomUUID() as ReleaseId;
  const expiresAt = new Date(at.getTime() + 7_200_000);
  await store.releases.add({
    id,
    holdId,
    organisationId,
    toUserId,
    releasedBy: toUserId,
    releasedAt: at,
    expiresAt,
    timesSeen: 0,
    rev: 1,
  });
  return id;
}
