import { installPackages, type Machine, onPath, THIS_MACHINE } from './apt.ts';

const NAMES = ['chromium', 'google-chrome'];

const find = (machine: Machine): string | null =>
  NAMES.map((name) => onPath(name, machine.path)).find((path) => path !== null) ?? null;

/** Chromium for the tests of pages: found, or installed on Debian and Ubuntu as root, else null with a plain line. */
export function findChromium(log: (line: string) => void, machine = THIS_MACHINE): string | null {
  const found = find(machine);
  if (found !== null) return found;
  if (installPackages(['chromium', 'fonts-liberation'], log, machine)) return find(machine);
  log('Chromium is missing and could not be installed: install the package `chromium` to run the tests of pages.');
  return null;
}
