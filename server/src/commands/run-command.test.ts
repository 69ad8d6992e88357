import { describe, expect, it } from '@jest/globals';
import { allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { aKey } from '../../testing/builders/people.ts';
import { aDesk } from '../../testing/desk.ts';
import type { Store } from '../context.ts';
import { BadInputError, NotFoundError } from '../errors.ts';
import { mustBeSaved, runCommand, runStep } from './run-command.ts';

const desk = aDesk();
const about = { referralId: '00000000-0000-4000-8000-0000000000aa' as ReferralId };

describe('runCommand', () => {
  it('counts once for a key: whatever it comes to the next time, the answer is the one that was kept', async () => {
    let runs = 0;
    const wish = { name: 'test.run', key: aKey(), input: { a: 1 } };
    const run = () =>
      runCommand(desk.officer, wish, () => {
        runs += 1;
        return Promise.resolve(allow({ ids: [`${runs}`] }));
      });
    expect([await run(), await run(), await run()]).toEqual(Array.from({ length: 3 }, () => allow({ ids: ['1'] })));
  });

  it('refuses the key for other contents and for another command, but not for another person', async () => {
    const key = aKey();
    const run = (context: typeof desk.officer, name: string, input: object) =>
      runCommand(context, { name, key, input }, () => Promise.resolve(allow({ by: context.actor.userId })));
    expect(await run(desk.officer, 'test.one', { a: 1 })).toMatchObject({ allowed: true });
    const other = { allowed: false, reason: 'KEY_USED_FOR_ANOTHER', field: 'idempotencyKey' };
    expect(await run(desk.officer, 'test.one', { a: 2 })).toEqual(other);
    expect(await run(desk.officer, 'test.two', { a: 1 })).toEqual(other);
    expect(await run(desk.stranger, 'test.one', { a: 1 })).toEqual(allow({ by: desk.stranger.actor.userId }));
  });

  it('takes contents for the same whatever the order in which their fields were sent', async () => {
    const key = aKey();
    const run = (input: object) =>
      runCommand(desk.officer, { name: 'test.order', key, input }, () => Promise.resolve(allow({})));
    expect(await run({ a: 1, b: [1, 2] })).toEqual(await run({ b: [1, 2], a: 1 }));
    expect(await run({ a: 1, b: [2, 1] })).toMatchObject({ reason: 'KEY_USED_FOR_ANOTHER' });
  });

  it('keeps a refusal as well, and writes it down by its code', async () => {
    const wish = { name: 'test.refused', key: aKey(), input: {}, about };
    const first = await runCommand(desk.officer, wish, () => Promise.resolve(refuse('UNIT_NOT_VACANT', 'unitId')));
    const again = await runCommand(desk.officer, wish, () => Promise.resolve(allow({})));
    expect(again).toEqual(first);
    const rows = (await desk.store.audit.since(new Date(0), 1_000)).filter(
      ({ action }) => action === 'test.refused.refused',
    );
    expect(rows).toMatchObject([{ reason: 'UNIT_NOT_VACANT', refused: true, ...about }]);
  });

  it('gives the kept answer though the work would be refused now, and writes down no refusal', async () => {
    const wish = { name: 'test.turned', key: aKey(), input: {}, about };
    const first = await runCommand(desk.officer, wish, () => Promise.resolve(allow({ id: 'one' })));
    expect(await runCommand(desk.officer, wish, () => Promise.resolve(refuse('UNIT_NOT_VACANT')))).toEqual(first);
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'test.turned.refused')).toEqual([]);
  });

  it('gives the kept answer though what it was about is not there any more', async () => {
    const [key, input] = [aKey(), { a: 1 }];
    const gone = async (tx: Store) => {
      await tx.audit.add({ action: 'test.before-gone', audience: [] }, desk.officer);
      throw new NotFoundError('Referral');
    };
    const first = await runCommand(desk.officer, { name: 'test.gone', key, input }, () => Promise.resolve(allow({})));
    expect(await runCommand(desk.officer, { name: 'test.gone', key, input }, gone)).toEqual(first);
    const other = await runCommand(desk.officer, { name: 'test.gone', key, input: { a: 2 } }, gone);
    expect(other).toMatchObject({ reason: 'KEY_USED_FOR_ANOTHER' });
    await expect(runCommand(desk.officer, { name: 'test.gone', key: aKey(), input }, gone)).rejects.toThrow(
      'not found',
    );
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'test.before-gone')).toEqual([]);
  });

  it('saves nothing of what a used key does again', async () => {
    const wish = { name: 'test.again', key: aKey(), input: {} };
    const work = async (tx: Store) => {
      await tx.audit.add({ action: 'test.done-again', audience: [] }, desk.officer);
      return allow({});
    };
    for (let time = 0; time < 3; time += 1) await runCommand(desk.officer, wish, work);
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'test.done-again')).toHaveLength(1);
  });

  it('decides once of twenty with one key at the same time, and gives all of them its answer', async () => {
    const wish = { name: 'test.race', key: aKey(), input: {} };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        runCommand(desk.officer, wish, async (tx) => {
          await tx.audit.add({ action: 'test.raced', audience: [] }, desk.officer);
          return allow({ by: `${n}` });
        }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'test.raced')).toHaveLength(1);
  });

  it('takes no key that is too long to be one', async () => {
    const wish = { name: 'test.long', key: 'x'.repeat(101), input: {} };
    await expect(runCommand(desk.officer, wish, () => Promise.resolve(allow({})))).rejects.toThrow(BadInputError);
  });

  it('saves nothing at all if anything fails', async () => {
    const wish = { name: 'test.fault', key: aKey(), input: {} };
    const failing = runCommand(desk.officer, wish, async (tx) => {
      await tx.audit.add({ action: 'test.written', audience: [] }, desk.officer);
      throw new Error('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    const rows = await desk.store.audit.since(new Date(0), 1_000);
    expect(rows.filter(({ action }) => action === 'test.written')).toEqual([]);
    expect(await runCommand(desk.officer, wish, () => Promise.resolve(allow({})))).toEqual(allow({}));
  });

  it('decides again when a conditional write was lost, and gives up as a fault if that never ends', async () => {
    let attempts = 0;
    const done = await runStep(desk.officer, () => {
      attempts += 1;
      mustBeSaved(attempts === 2);
      return Promise.resolve('saved');
    });
    expect([done, attempts]).toEqual(['saved', 2]);
    const never = runStep(desk.officer, () => {
      mustBeSaved(false);
      return Promise.resolve();
    });
    await expect(never).rejects.toThrow('the revision has moved on');
  });
});
