import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clockContext } from '@openhaven/server/commands/clock-context';
import { sealAudit } from '@openhaven/server/commands/seal-audit';
import { verifyAudit } from '@openhaven/server/commands/verify-audit';
import { type TestStore, startStore } from '@openhaven/server/testing/store';
import { aRoom } from '../testing/room.ts';
import { keepCheckpoint } from './keep-checkpoint.ts';
import { TIMETABLE } from './timetable.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
let own: TestStore;
beforeAll(async () => {
  own = await startStore();
});
afterAll(async () => {
  await own.stop();
  rmSync(folder, { recursive: true });
});

describe('a checkpoint of the record', () => {
  test('is kept each hour, in the log and in the file, and vouches for what was sealed', async () => {
    const checkpointFile = join(folder, 'checkpoints');
    const room = { ...aRoom({ store: own.store, now: () => NOW }), checkpointFile };
    await keepCheckpoint(room);
    expect(room.logged()).toBe('');

    const context = clockContext(own.store, NOW);
    for (let n = 0; n < 3; n += 1) {
      await own.store.audit.add({ action: 'hold.placed', audience: [] }, context);
      await sealAudit(context);
      await keepCheckpoint(room);
    }
    const checkpoints = readFileSync(checkpointFile, 'utf8').trim().split('\n');
    expect(checkpoints).toHaveLength(3);
    for (const checkpoint of checkpoints) expect(room.logged()).toContain(`"checkpoint":"${checkpoint}"`);
    expect(await verifyAudit(context, { checkpoints })).toMatchObject({ sound: true, sealed: 3, checkpoints: 3 });
    expect(TIMETABLE.find(({ work }) => work === keepCheckpoint)?.everyMs).toBe(3_600_000);
  });
});
