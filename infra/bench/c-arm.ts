import type { Bits } from '@openhaven/domain/bits';
import { OPENED_WITH } from '@openhaven/domain/eligibility';
import { Hearing } from '@openhaven/domain/hearing';
import type { PlaceTable } from '@openhaven/domain/place-table';
import type { Story } from '@openhaven/domain/story';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { NOW } from './places.ts';

/** The part of a rank below changes and answer: see `Hearing.rankOf`. */
const LOWER = 3 * 6 * 3 * 512;

/** The search in C, without explanation. */
export interface CArm {
  /** Nanoseconds a search, over all stories so many times. */
  readonly time: (rounds: number) => Promise<number>;
  readonly stop: () => void;
}

/** What C is given of one story: which places each rule bars, and where each place stands. */
function storyFor(table: PlaceTable, story: Story): readonly Bits[] {
  const hearing = new Hearing(table, story, NOW);
  const masks = [...hearing.cannot].map(([rule, bits]) => {
    const other = OPENED_WITH[rule];
    const opened = other && hearing.cannot.get(other);
    return opened ? bits.map((word, at) => word & ~(opened[at] ?? 0)) : bits;
  });
  const lower = new Uint32Array(table.capacity);
  for (let slot = 0; slot < table.capacity; slot++)
    lower[slot] = table.places[slot] === undefined ? 0 : hearing.rankOf(slot) % LOWER;
  const { unsafe, ask, condition } = hearing;
  return [new Uint32Array([masks.length]), table.vacant, unsafe, ask, condition, ...masks, lower];
}

/** Builds and begins the C arm; null where there is no compiler. */
export function cArm(table: PlaceTable, stories: readonly Story[]): CArm | null {
  const folder = mkdtempSync(join(tmpdir(), 'openhaven-bench-'));
  const [program, data] = [join(folder, 'match'), join(folder, 'data')];
  const built = spawnSync('cc', ['-O2', '-o', program, join(import.meta.dirname, 'match.c')], { stdio: 'ignore' });
  if (built.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const head = new Uint32Array([table.capacity / 32, stories.length]);
  const parts = [head, ...stories.flatMap((story) => storyFor(table, story))];
  writeFileSync(data, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))));
  const child: ChildProcess = spawn(program, [data], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = child.stdout ? createInterface({ input: child.stdout })[Symbol.asyncIterator]() : undefined;
  return {
    async time(rounds) {
      child.stdin?.write(`${rounds}\n`);
      const line = await lines?.next();
      return Number(String(line?.value).split(' ')[0]);
    },
    stop() {
      child.stdin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
