import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runningInstance, takeDataDir } from './instance.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openhaven-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('gives a data folder to one process at a time', () => {
  const first = takeDataDir(folder);
  expect(takeDataDir(folder)).toEqual({ heldBy: expect.objectContaining({ pid: process.pid }) });
  if ('release' in first) first.release();
  expect(runningInstance(folder)).toBeNull();
  expect(takeDataDir(folder)).toMatchObject({ endedSuddenly: false });
});

it('takes over from a process that died, and knows that it did', () => {
  writeFileSync(join(folder, 'running.json'), JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
  expect(takeDataDir(folder)).toMatchObject({ endedSuddenly: true });
});

it('takes over from a note that a crash cut short', () => {
  writeFileSync(join(folder, 'running.json'), '{"pid":');
  expect(takeDataDir(folder)).toMatchObject({ endedSuddenly: true });
});
