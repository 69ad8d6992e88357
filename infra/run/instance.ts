import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which process uses a data folder now. */
export interface Instance {
  readonly pid: number;
  /** Distinguishes the process from a later one that was given the same number. */
  readonly startedAt: string;
}

interface Taken {
  /** Whether the last holder died without giving the folder back; its processes may need a moment to end. */
  readonly endedSuddenly: boolean;
  readonly release: () => void;
}

const fileIn = (dataDir: string): string => join(dataDir, 'running.json');
const START_TIME_FIELD = 19;

/** When a process started, in ticks since boot (Linux); empty where it is gone or the machine does not say. */
function startTimeOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME_FIELD] ?? '';
  } catch {
    // No such process, or no /proc: then the number alone decides.
    return '';
  }
}

function isAlive({ pid, startedAt }: Instance): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return startTimeOf(pid) === startedAt;
}

/** The running instance that holds this data folder, or null. */
export function runningInstance(dataDir: string): Instance | null {
  try {
    const instance = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Instance;
    return isAlive(instance) ? instance : null;
  } catch {
    // No file, or one that a crash cut short: nobody holds it.
    return null;
  }
}

/**
 * Takes the data folder for this process, for its lifetime.
 * @returns what to call at the end, or the instance that holds it already
 */
export function takeDataDir(dataDir: string): Taken | { heldBy: Instance } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const heldBy = runningInstance(dataDir);
  if (heldBy) return { heldBy };
  const endedSuddenly = existsSync(fileIn(dataDir));
  rmSync(fileIn(dataDir), { force: true });
  const mine: Instance = { pid: process.pid, startedAt: startTimeOf(process.pid) };
  try {
    writeFileSync(fileIn(dataDir), JSON.stringify(mine), { flag: 'wx' });
  } catch {
    // Somebody else took it between our two lines.
    return { heldBy: runningInstance(dataDir) ?? mine };
  }
  return { endedSuddenly, release: () => rmSync(fileIn(dataDir), { force: true }) };
}
