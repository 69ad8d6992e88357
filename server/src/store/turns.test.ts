import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.ts';

describe('Turns', () => {
  it('lets so many in at a time, in the order in which they came, and everybody in the end', async () => {
    const turns = new Turns(3);
    const done: number[] = [];
    let [inside, most] = [0, 0];
    const run = async (number: number): Promise<void> => {
      await turns.take();
      inside += 1;
      most = Math.max(most, inside);
      await wait(1);
      inside -= 1;
      done.push(number);
      turns.giveBack();
    };
    await Promise.all(Array.from({ length: 20 }, (_, number) => run(number)));
    expect(most).toBe(3);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done).toHaveLength(20);
  });
});
