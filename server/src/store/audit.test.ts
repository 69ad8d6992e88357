import { randomUUID } from 'node:crypto';
import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStore, type TestStore } from '../../testing/store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await startStore();
});
afterAll(() => test.stop());

const actor = {
  kind: 'PERSON',
  userId: randomUUID() as UserId,
  organisationId: randomUUID() as OrganisationId,
  role: 'REFERRER',
} as const;
const minute = (n: number): Date => new Date(Date.UTC(2026, 0, 5, 9, n));

async function aReferralWith(rows: number): Promise<ReferralId> {
  const referralId = randomUUID() as ReferralId;
  for (let n = 0; n < rows; n += 1) {
    const entry = { action: `step.${n}`, referralId, audience: [actor.organisationId] };
    await test.store.audit.add(entry, { actor, now: minute(Math.floor(n / 2)) });
  }
  return referralId;
}

describe('the record of what happened', () => {
  it('says who, when by the clock of the command, and when in truth', async () => {
    const before = new Date();
    const entry = { action: 'referral.submitted', referralId: randomUUID() as ReferralId, audience: [] };
    const row = await test.store.audit.add(entry, { actor, now: minute(0) });
    expect(row).toMatchObject({
      ...entry,
      at: minute(0),
      actorKind: 'PERSON',
      actorRole: 'REFERRER',
      actorUserId: actor.userId,
    });
    expect(row.recordedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  it('is read newest first, page by page, each row once, also where two have the same instant', async () => {
    const referralId = await aReferralWith(7);
    const first = await test.store.audit.timeline(referralId, { first: 3, after: null });
    expect(first).toMatchObject({ hasNextPage: true, totalCount: 7 });
    const seen = first.edges.map(({ node }) => node.id);
    for (let page = first; page.hasNextPage; ) {
      page = await test.store.audit.timeline(referralId, { first: 3, after: page.edges.at(-1)?.cursor ?? null });
      seen.push(...page.edges.map(({ node }) => node.id));
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
    expect(first.edges[0]?.node.at).toEqual(minute(3));
  });

  it('gives what was written since an instant, oldest first', async () => {
    const since = new Date();
    await aReferralWith(5);
    const rows = await test.store.audit.since(since, 3);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.action)).toContain('step.0');
  });
});
