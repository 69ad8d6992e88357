import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { ask } from './api.ts';
import { aRefuge, type TestRefuge } from './builders/places.ts';
import { HIDDEN, placesIn, unsealedIn } from './hidden.ts';
import { startServer } from './server.ts';
import { type World, aWorld } from './world.ts';

const start = new Date('2026-11-20T12:00:00Z');
let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(start);
  refuge = await aRefuge(world.store, { confirmedAt: start });
});

describe('the watch over every run of tests', () => {
  it('lets one answer tell where a refuge is, and no other', () => {
    const place = `{"lines":["${HIDDEN.address}"],"postcode":"${HIDDEN.postcode}"}`;
    expect(placesIn(`{"data":{"showPlace":{"place":${place}}}}`)).toEqual([]);
    expect(placesIn(`{"data":{"unit":{"site":${place}}}}`)).toEqual(['address', 'postcode']);
  });

  it('finds an address that is not sealed, and says in which collection', async () => {
    const { db } = mongoose.connection;
    if (!db) throw new Error('the database is not open');
    expect(await unsealedIn(db)).toEqual([]);
    const sites = db.collection<{ _id: string }>('sites');
    await sites.updateOne({ _id: refuge.siteId }, { $set: { note: `left at ${HIDDEN.address}` } });
    expect(await unsealedIn(db)).toEqual(['address in collection sites']);
    await sites.updateOne({ _id: refuge.siteId }, { $unset: { note: '' } });
  });

  it('fails the file whose server has told an address', async () => {
    const loose = await aRefuge(world.store, { name: HIDDEN.address, confirmedAt: start });
    const server = await startServer({ store: world.store, clock: world.now });
    const manager = await server.signIn(loose.manager);
    await ask(manager, '{ vacancies(first: 1) { edges { node { service { name } } } } }');
    await expect(server.stop()).rejects.toThrow('the place was told: address');
    await mongoose.connection.db?.collection<{ _id: string }>('services').deleteOne({ _id: loose.serviceId });
    await mongoose.connection.db?.collection('organisations').deleteMany({ name: /Hidden/ });
  });
});

afterAll(() => world.stop());
