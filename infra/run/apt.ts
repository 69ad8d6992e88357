import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program is on the path, or null. */
export function onPath(name: string, path = process.env['PATH'] ?? ''): string | null {
  const places = path.split(delimiter).map((folder) => join(folder, name));
  return places.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next place is looked at.
    return false;
  }
}

/** What an installation needs to know of the machine; tests put their own in. */
export interface Machine {
  readonly path: string;
  readonly isRoot: boolean;
  /** Debian asks this program whether a freshly installed service may start. */
  readonly policyFile: string;
}

export const THIS_MACHINE: Machine = {
  path: process.env['PATH'] ?? '',
  isRoot: process.getuid?.() === 0,
  policyFile: '/usr/sbin/policy-rc.d',
};

const REFUSE_SERVICES = '#!/bin/sh\nexit 101\n';

/**
 * Installs Debian or Ubuntu packages without starting any system service.
 * @returns whether they were installed; false where this is no such machine, or we are not root
 */
export function installPackages(
  names: readonly string[],
  log: (line: string) => void,
  machine = THIS_MACHINE,
): boolean {
  const apt = onPath('apt-get', machine.path);
  if (apt === null || !machine.isRoot) return false;
  log(`Installing ${names.join(' and ')} (apt-get).`);
  const hadPolicy = existsSync(machine.policyFile);
  if (!hadPolicy) writeFileSync(machine.policyFile, REFUSE_SERVICES, { mode: 0o755 });
  try {
    const env = { ...process.env, PATH: machine.path, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...args: string[]): boolean => spawnSync(apt, args, { env, stdio: 'ignore' }).status === 0;
    // An old list of packages is often enough where the network is poor, so a failed update is survived.
    run('update');
    return run('install', '-y', '--no-install-recommends', ...names);
  } finally {
    if (!hadPolicy) rmSync(machine.policyFile, { force: true });
  }
}
