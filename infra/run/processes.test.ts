import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { NotReadyError, type Program, startProgram, stopRunning } from './processes.ts';

const folder = mkdtempSync(join(tmpdir(), 'openhaven-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const aProgram = (script: string, more: Partial<Program> = {}): Program => ({
  name: 'part',
  command: '/bin/sh',
  args: ['-c', script],
  ready: /^ready/,
  logFile: join(folder, 'logs/part.log'),
  ...more,
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended but was not collected yet has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

async function within(ms: number, isTrue: () => boolean): Promise<boolean> {
  const until = Date.now() + ms;
  while (Date.now() < until && !isTrue()) await wait(50);
  return isTrue();
}

describe('a program', () => {
  it('is running once it says that it is ready, and its words are in its log', async () => {
    const running = await startProgram(aProgram('echo starting; echo ready on port 1; exec sleep 60'));
    expect(running.readyLine).toBe('ready on port 1');
    expect(isAlive(running.pid)).toBe(true);
    await stopRunning(running, 1000);
    // What a program says is written while it runs: the last of it may come after its end.
    const isLogged = (): boolean => readFileSync(join(folder, 'logs/part.log'), 'utf8').includes('starting');
    expect(await within(2_000, isLogged)).toBe(true);
  });

  it('that ends first is a fault that carries its last words', async () => {
    const start = startProgram(aProgram('echo the key is missing >&2; exit 3'));
    await expect(start).rejects.toThrow(NotReadyError);
    await expect(start).rejects.toThrow(/the key is missing/);
  });

  it('that says nothing in time is ended', async () => {
    await expect(
      startProgram(aProgram('echo $$ > pid; exec sleep 60', { cwd: folder, readyWithinMs: 300 })),
    ).rejects.toThrow(/in time/);
    expect(isAlive(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false);
  });

  it('that is not there is a fault, not a crash', async () => {
    await expect(startProgram(aProgram('', { command: '/no/such/program' }))).rejects.toThrow(/could not be started/);
  });

  it('that ignores the request to stop is ended with everything it started', async () => {
    const running = await startProgram(
      aProgram('trap "" TERM; sleep 61 & echo $! > child; echo ready; wait; wait', { cwd: folder }),
    );
    const child = Number(readFileSync(join(folder, 'child'), 'utf8'));
    await stopRunning(running, 200);
    expect(await within(2000, () => !isAlive(child) && !isAlive(running.pid))).toBe(true);
  });

  it('does not outlive a parent that was ended by kill -9', async () => {
    const parent = join(folder, 'parent.ts');
    const { ready: _ready, ...plain } = aProgram('echo ready; exec sleep 62');
    writeFileSync(
      parent,
      `import { startProgram } from '${join(import.meta.dirname, 'processes.ts')}';
const running = await startProgram({ ...${JSON.stringify(plain)}, ready: /^ready/ });
console.log(running.pid);
setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, ['--no-warnings', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await within(5000, () => !isAlive(pid))).toBe(true);
  }, 15_000);
});
