import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The four keys, each a file of 32 bytes in base64: setting → file name. */
const KEY_FILES = {
  CASE_KEY_FILE: 'case.key',
  LOCATION_KEY_FILE: 'location.key',
  INDEX_KEY_FILE: 'index.key',
  AUDIT_KEY_FILE: 'audit.key',
} as const;

export type KeySettings = Record<keyof typeof KEY_FILES, string>;

const KEY_BYTES = 32;

/** Makes the keys that are missing, readable by their owner only. A key that is there is never touched. */
export function makeKeys(folder: string): KeySettings {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const paths = Object.entries(KEY_FILES).map(([setting, name]) => [setting, join(folder, name)] as const);
  for (const [, path] of paths) {
    if (!existsSync(path))
      writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  return Object.fromEntries(paths) as KeySettings;
}
