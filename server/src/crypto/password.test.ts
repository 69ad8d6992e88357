import { describe, expect, it } from '@jest/globals';
import { checkPassword, hashPassword } from './password.ts';

describe('passwords', () => {
  it('are kept as argon2id with 19 MiB and two passes, salted each time', async () => {
    const [one, two] = await Promise.all([hashPassword('Correct-Horse-7'), hashPassword('Correct-Horse-7')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
  });

  it('are right, wrong, or too long to be anybody’s', async () => {
    const hash = await hashPassword('Correct-Horse-7');
    expect(await checkPassword('Correct-Horse-7', hash)).toBe(true);
    expect(await checkPassword('correct-horse-7', hash)).toBe(false);
    expect(await checkPassword('', hash)).toBe(false);
    const long = 'x'.repeat(1_001);
    expect(await checkPassword(long, await hashPassword(long))).toBe(false);
  });

  it('are checked for a user who does not exist as slowly as for one who does', async () => {
    const hash = await hashPassword('Correct-Horse-7');
    const msFor = async (kept: string | undefined): Promise<number> => {
      const start = performance.now();
      expect(await checkPassword('wrong', kept)).toBe(false);
      return performance.now() - start;
    };
    await checkPassword('warm', undefined);
    // In turns, and the fastest of each: other work on the machine slows some of either, never all of one.
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let i = 0; i < 20; i += 1) {
      known.push(await msFor(hash));
      unknown.push(await msFor(undefined));
    }
    const ratio = Math.min(...unknown) / Math.min(...known);
    expect(ratio).toBeGreaterThan(0.67);
    expect(ratio).toBeLessThan(1.5);
  });

  it('are checked two at a time, so that a hundred at once do not fill the memory', async () => {
    const hash = await hashPassword('Correct-Horse-7');
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => checkPassword(i % 2 ? 'Correct-Horse-7' : 'x', hash)),
    );
    clearInterval(watch);
    expect(answers.filter(Boolean)).toHaveLength(20);
    // Forty at once would take 760 MiB.
    expect(most - before).toBeLessThan(300 * 1024 * 1024);
  });
});
