import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { CLIENT_DIR } from '../../infra/run/places.ts';

const KIB = 1024;

/** Bytes over the wire of every file of a kind that the first page names. */
function downloadOf(extension: 'js' | 'css'): number {
  const page = readFileSync(join(CLIENT_DIR, 'index.html'), 'utf8');
  const named = page.matchAll(new RegExp(`(?:src|href)="([^"]+\\.${extension})"`, 'g'));
  const files = new Set([...named].map(([, file]) => file ?? ''));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(CLIENT_DIR, file)), { level: 9 }).length, 0);
}

describe('the first download', () => {
  it('is at most 76 KiB of code, and 100 KB with the look of the pages', () => {
    const [code, look] = [downloadOf('js'), downloadOf('css')];
    expect(code).toBeGreaterThan(10 * KIB);
    expect(code).toBeLessThanOrEqual(76 * KIB);
    expect(code + look).toBeLessThanOrEqual(100_000);
  });
});
