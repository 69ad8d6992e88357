import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run/places.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

// Machine code that msgpackr does without; the lock never has all its platforms.
const MAY_BE_ABSENT = '@msgpackr-extract/';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * What in the lock would trip `npm ci` elsewhere, one line each.
 *
 * - an optional package (mostly a binary for another platform) that the lock does not know: `npm ci` refuses the whole lock;
 * - the address of a registry: installs must use whatever registry the machine is set to;
 * - a package without a checksum.
 */
export function faultsOf(packages: LockedPackages): readonly string[] {
  const known = new Set(Object.keys(packages).map(nameOf));
  return Object.entries(packages).flatMap(([path, one]) => {
    const absent = Object.keys(one.optionalDependencies ?? {}).filter(
      (name) => !known.has(name) && !name.startsWith(MAY_BE_ABSENT),
    );
    const faults = absent.map((name) => `${path || 'the root'} wants ${name}, which the lock does not have`);
    if (/^\w+:\/\//.test(one.resolved ?? '')) faults.push(`${path} names a registry`);
    const isInstalled = path.includes('node_modules/') && one.link !== true;
    if (isInstalled && one.integrity === undefined) faults.push(`${path} has no checksum`);
    return faults;
  });
}

export function lockFaults(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: LockedPackages };
  return faultsOf(lock.packages);
}
