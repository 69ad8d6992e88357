import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aMachine } from './a-machine.ts';
import { findChromium } from './chromium.ts';

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openhaven-chromium-'));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = (machine: ReturnType<typeof aMachine>): string | null => findChromium((line) => said.push(line), machine);

/** Installs what it knows and nothing else. */
const shopOf = (known: string): string =>
  `PATH=/usr/bin:/bin
   [ "$1" = install ] || exit 0
   case " $* " in *" ${known} "*) printf '#!/bin/sh\\n' > $(dirname "$0")/${known}; chmod +x $(dirname "$0")/${known};; *) exit 100;; esac`;

describe('the browser of the tests of pages', () => {
  it.each(['chromium-headless-shell', 'chromium'])('is installed where packages know %s alone', (known) => {
    const machine = aMachine(folder, { 'apt-get': shopOf(known) });
    expect(find(machine)).toBe(join(machine.path, known));
    expect(said.at(-1)).toBe(`Installing ${known} and fonts-liberation (apt-get).`);
  });

  it('is what is there, and nothing is installed then', () => {
    const machine = aMachine(folder, { 'apt-get': shopOf('chromium-headless-shell'), 'google-chrome': '' });
    expect(find(machine)).toBe(join(machine.path, 'google-chrome'));
    expect(said).toEqual([]);
  });

  it('is asked for by name where it cannot be installed', () => {
    expect(find(aMachine(folder, { 'apt-get': 'exit 1' }, false))).toBeNull();
    expect(said).toEqual([expect.stringContaining('install the package `chromium`')]);
  });
});
