import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveBoard } from '../context.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { type TestStore, startStore } from '../../testing/store.ts';
import { found } from '../../testing/builders/cases.ts';
import { setPolicy } from '../../testing/builders/places.ts';

const NOW = new Date('2026-11-26T12:00:00Z');

let test: TestStore;
let refuge: TestRefuge;
beforeAll(async () => {
  test = await startStore();
});
beforeEach(async () => {
  refuge = await aRefuge(test.store, { name: 'Rose House', confirmedAt: NOW, units: 2 });
});
afterAll(() => test.stop());

/** The labels of what is free in memory, with the service's version of its policy. */
async function free(board?: LiveBoard): Promise<readonly string[]> {
  const { table } = board ?? (await test.store.board.live());
  return [...table.slotsOfService(refuge.serviceId)]
    .map((slot) => table.places[slot])
    .filter((place) => place?.unit.state.status === 'AVAILABLE')
    .map((place) => `${place?.unit.label} v${place?.service.policy.version}`)
    .sort();
}

describe('the places in memory', () => {
  it('are what the database says, whoever wrote it and however', async () => {
    expect(await free()).toEqual(['Room 1 v1', 'Room 2 v1']);
    const unit = await found(test.store.units.get(refuge.unitId));
    await test.store.units.save({ ...unit, state: { status: 'TURNAROUND' } });
    expect(await free()).toEqual(['Room 2 v1']);
    await test.store.inTransaction(async (tx) => {
      const again = await found(tx.units.get(refuge.unitId));
      await tx.units.save({ ...again, state: { status: 'AVAILABLE' } });
    });
    expect(await free()).toEqual(['Room 1 v1', 'Room 2 v1']);
    await setPolicy(test.store, refuge, { version: 2 });
    expect(await free()).toEqual(['Room 1 v2', 'Room 2 v2']);
  });

  it('lose a space that is closed and a service that takes nobody, and gain one that is new', async () => {
    const unit = await found(test.store.units.get(refuge.unitId));
    await free();
    await test.store.units.save({ ...unit, state: { status: 'CLOSED' } });
    expect(await free()).toEqual(['Room 2 v1']);
    const service = await found(test.store.services.get(refuge.serviceId));
    await test.store.services.putAside(service);
    expect(await free()).toEqual([]);
    await test.store.services.put(service);
    expect(await free()).toEqual(['Room 2 v1']);
  });

  it('have nothing of what was not committed', async () => {
    await free();
    const broken = test.store.inTransaction(async (tx) => {
      const unit = await found(tx.units.get(refuge.unitId));
      await tx.units.save({ ...unit, state: { status: 'TURNAROUND' } });
      expect(await free(await tx.board.live())).toEqual(['Room 2 v1']);
      throw new Error('not after all');
    });
    await expect(broken).rejects.toThrow('not after all');
    expect(await free()).toEqual(['Room 1 v1', 'Room 2 v1']);
  });

  it('know that an address has become known', async () => {
    await free();
    await test.store.sites.setSecurityCompromised(refuge.siteId, true);
    const { table } = await test.store.board.live();
    const sites = [...table.slotsOfSite(refuge.siteId)].map((slot) => table.places[slot]?.site);
    expect(sites.map((site) => site?.securityCompromised)).toEqual([true, true]);
  });
});
