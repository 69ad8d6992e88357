import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A process to start, and the line by which it says that it is ready. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ready: RegExp;
  readonly readyWithinMs?: number;
  /** Everything it says is appended here. */
  readonly logFile: string;
}

export interface Running {
  readonly name: string;
  readonly pid: number;
  /** The line that said "ready". */
  readonly readyLine: string;
  readonly ended: Promise<void>;
  readonly hasEnded: () => boolean;
}

/** A program ended, or said nothing in time, before it was ready. The message carries its last lines. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

const LAST_LINES = 30;
let reaper: Writable | undefined;

/** The process that ends our children if we die without doing it. Started once, and never waited for. */
function tellReaper(line: string): void {
  if (!reaper) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'reaper.mjs')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.unref();
    reaper = child.stdin;
    (reaper as Writable & { unref(): void }).unref();
    reaper.on('error', () => {
      // The reaper is a last resort: without it we still stop what we started.
      reaper = undefined;
    });
  }
  reaper.write(`${line}\n`);
}

interface Lines {
  readonly last: string[];
  readonly ready: Promise<string>;
}

/** Copies what a child says to its log, keeps the last lines, and resolves with the one that says "ready". */
function listen(child: ChildProcess, program: Program): Lines {
  mkdirSync(dirname(program.logFile), { recursive: true });
  const log = createWriteStream(program.logFile, { flags: 'a' });
  const last: string[] = [];
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as Readable }).on('line', (line) => {
      log.write(`${line}\n`);
      last.push(line);
      if (last.length > LAST_LINES) last.shift();
      if (program.ready.test(line)) ready.resolve(line);
    });
  }
  child.once('close', () => log.end());
  return { last, ready: ready.promise };
}

/**
 * Starts a program in a process group of its own and waits until it is ready.
 * @throws NotReadyError if it ends or stays silent first; it is then no longer running
 */
export async function startProgram(program: Program): Promise<Running> {
  const child = spawn(program.command, program.args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
    ...(program.env === undefined ? {} : { env: program.env }),
  });
  const { last, ready } = listen(child, program);
  const running = await spawned(child, program);
  const failure = (why: string): NotReadyError => new NotReadyError([`${program.name} ${why}.`, ...last].join('\n'));
  const outcome = await Promise.race([
    ready,
    running.ended.then(() => failure('ended before it was ready')),
    patience(program.readyWithinMs ?? 30_000).then(() => failure('was not ready in time')),
  ]);
  if (typeof outcome === 'string') return { ...running, readyLine: outcome };
  await stopRunning(running, 0);
  throw outcome;
}

async function spawned(child: ChildProcess, program: Program): Promise<Running> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (fault) => reject(new NotReadyError(`${program.name} could not be started: ${fault.message}`)));
  });
  const pid = child.pid ?? 0;
  tellReaper(`+${pid}`);
  void ended.then(() => tellReaper(`-${pid}`));
  return {
    name: program.name,
    pid,
    readyLine: '',
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
  };
}

/** A wait that does not keep the process alive. */
function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** Sends a signal to a program and everything it started. A program that has ended is left in peace. */
export function signalRunning(running: Running, signal: NodeJS.Signals): void {
  if (running.hasEnded()) return;
  try {
    process.kill(-running.pid, signal);
  } catch {
    // It ended between the two lines: that is what a signal is for.
  }
}

/** Asks a program to stop, and ends it if it has not after `graceMs`. */
export async function stopRunning(running: Running, graceMs: number): Promise<void> {
  signalRunning(running, 'SIGTERM');
  await Promise.race([running.ended, patience(graceMs)]);
  signalRunning(running, 'SIGKILL');
  await running.ended;
}
