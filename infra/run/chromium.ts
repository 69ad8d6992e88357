import { installPackages, type Machine, onPath, THIS_MACHINE } from './apt.ts';

/** Debian's package without windows needs a fifth less time than the browser; Ubuntu has the other alone. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];
const PROGRAMS = [...PACKAGES, 'google-chrome'];

/** The browser of the tests of pages, if this machine has one. */
export const chromiumOn = (machine = THIS_MACHINE): string | null =>
  PROGRAMS.map((name) => onPath(name, machine.path)).find((path) => path !== null) ?? null;

/** Chromium for the tests of pages: found, or installed on Debian and Ubuntu as root, else null with a plain line. */
export function findChromium(log: (line: string) => void, machine: Machine = THIS_MACHINE): string | null {
  const found = chromiumOn(machine);
  if (found !== null) return found;
  if (PACKAGES.some((name) => installPackages([name, 'fonts-liberation'], log, machine))) return chromiumOn(machine);
  log('Chromium is missing and could not be installed: install the package `chromium` to run the tests of pages.');
  return null;
}
