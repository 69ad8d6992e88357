import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areasOn } from '@openhaven/domain/area';
import { DEMO_PASSWORD, DEMO_SIGN_INS, seedDemo } from '../scripts/seed-demo.ts';
import { ask } from '../testing/api.ts';
import { type TestServer, startServer } from '../testing/server.ts';
import { type TestStore, startStore } from '../testing/store.ts';

const now = new Date('2026-11-20T12:00:00Z');
let own: TestStore;
let server: TestServer;
beforeAll(async () => {
  own = await startStore();
  server = await startServer({ store: own.store, clock: () => now });
});
afterAll(async () => {
  await server.stop();
  await own.stop();
});

describe('the demonstration', () => {
  it('is there after the first run, and the second changes nothing', async () => {
    expect(await seedDemo(own.store, now)).toBe(true);
    const board = await own.store.board.read();
    expect(await seedDemo(own.store, new Date())).toBe(false);
    expect((await own.store.board.read()).places).toEqual(board.places);
  });

  it('has rooms in every district of the county and over the border, free, held back and lived in', async () => {
    const { places, services } = await own.store.board.read();
    expect(services.size).toBeGreaterThanOrEqual(14);
    expect(places.length).toBeGreaterThanOrEqual(55);
    const areas = new Set<string>(places.map(({ site }) => site.publishedArea));
    const county = areasOn('2026-11-20').filter(({ upperTier }) => upperTier === 'E10000034');
    expect(county.map(({ code }) => code).filter((code) => !areas.has(code))).toEqual([]);
    expect([...areas].some((code) => !county.some((one) => one.code === code) && code !== 'E10000034')).toBe(true);
    const states = new Set(places.map(({ unit }) => unit.state.status));
    expect([...states].sort()).toEqual(['AVAILABLE', 'NOTICE', 'OCCUPIED', 'OUT_OF_SERVICE', 'TURNAROUND']);
  });

  it('lets everybody sign in who is said to, and shows each the work of the role', async () => {
    expect(new Set(DEMO_SIGN_INS.map(({ role }) => role)).size).toBe(8);
    for (const { email, role } of DEMO_SIGN_INS.filter(
      (one, index, all) => all.findIndex(({ role: other }) => other === one.role) === index,
    )) {
      const visitor = await server.signIn({ email }, DEMO_PASSWORD);
      expect(await ask(visitor, '{ viewer { role organisation { name } services { name } } }')).toMatchObject({ role });
    }
  });

  it('never goes into a production database', () => {
    const script = join(import.meta.dirname, '../scripts/seed-demo.ts');
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', script], { env, encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
  });
});
