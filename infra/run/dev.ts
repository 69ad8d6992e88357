import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.ts';
import type { Part, Platform } from './platform.ts';

const SETTLE_MS = 300;

/** Which parts run the sources of a folder. */
const FOLDERS: Readonly<Record<string, readonly Part[]>> = {
  'server/domain/src': ['server', 'workers'],
  'server/src': ['server', 'workers'],
  'workers/src': ['workers'],
};

/** Restarts the server or the workers when their sources change, and builds the pages again when theirs do. */
export function followSources(platform: Platform, say: (line: string) => void): void {
  const builder = ['run', 'build', '-w', 'client', '--', '--watch', '--configuration', 'development'];
  spawn('npm', builder, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const changed = new Set<Part>();
  let timer: NodeJS.Timeout | undefined;
  const restartChanged = async (): Promise<void> => {
    for (const part of changed) {
      changed.delete(part);
      say(`Sources changed: starting the ${part} again.`);
      await platform.restart(part).catch((fault: unknown) => say(String(fault)));
    }
  };
  for (const [folder, parts] of Object.entries(FOLDERS)) {
    watch(join(ROOT, folder), { recursive: true }, (_event, file) => {
      if (file?.endsWith('.test.ts') === true) return;
      for (const part of parts) changed.add(part);
      clearTimeout(timer);
      timer = setTimeout(() => void restartChanged(), SETTLE_MS);
    });
  }
  say('Following the sources: the server, the workers and the pages are renewed as you save.');
}
