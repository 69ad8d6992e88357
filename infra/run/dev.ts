import { watch } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR, ROOT } from './places.ts';
import type { Part, Platform } from './platform.ts';
import { startProgram } from './processes.ts';

const SETTLE_MS = 300;

/** Which parts run the sources of a folder. */
const FOLDERS: Readonly<Record<string, readonly Part[]>> = {
  'server/domain/src': ['server', 'workers'],
  'server/src': ['server', 'workers'],
  'workers/src': ['workers'],
};

/** Restarts the server or the workers when their sources change, and builds the pages again when theirs do. */
export function followSources(platform: Platform, say: (line: string) => void): void {
  const building = startProgram({
    name: 'pages',
    command: 'npm',
    args: ['run', 'build', '-w', 'client', '--', '--watch', '--configuration', 'development'],
    cwd: ROOT,
    ready: /bundle generation/,
    readyWithinMs: 120_000,
    logFile: join(DATA_DIR, 'logs/pages.log'),
  });
  building.catch((fault: unknown) => say(String(fault)));
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
