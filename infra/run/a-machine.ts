import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './apt.ts';

/** For tests: a machine on whose path stand only the given programs, each a shell script, in a folder of its own. */
export function aMachine(folder: string, programs: Readonly<Record<string, string>>, isRoot = true): Machine {
  const path = join(folder, 'bin');
  mkdirSync(path);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return { path, isRoot, policyFile: join(folder, 'policy-rc.d') };
}
