import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run/places.ts';

const SILENCER = /(eslint-disable|@ts-(expect-error|ignore|nocheck)|biome-ignore|knip-ignore)/;
const REASON = /(--|@ts-expect-error:|biome-ignore [\w/]+:)\s*\S.{2}/;
const ROOMS = ['server', 'workers', 'client', 'infra'];
const UNREAD = new Set(['node_modules', 'dist', 'generated', 'check']);

/** Comments that silence a tool without saying why (`-- because …`), as `file:line`. */
export function unexplainedSuppressions(): readonly string[] {
  const files = ROOMS.flatMap((room) =>
    globSync(`${room}/**/*.{ts,html}`, { cwd: ROOT, exclude: (name) => UNREAD.has(name.split('/').at(-1) ?? '') }),
  );
  return files.flatMap((file) =>
    silencedLines(readFileSync(join(ROOT, file), 'utf8')).map(
      (line) => `${file}:${line} silences a tool without a reason`,
    ),
  );
}

export function silencedLines(source: string): readonly number[] {
  return source.split('\n').flatMap((line, index) => (SILENCER.test(line) && !REASON.test(line) ? [index + 1] : []));
}
