import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from '@jest/globals';
import axe from 'axe-core';
import { type Browser, chromium, type Page, type Response } from 'playwright-core';
import { PLACE_WORDS, STORY_WORDS, TYPED_WORDS } from '../../infra/faults/documents.ts';
import { type Leak, leaksIn, type Words } from '../../server/testing/leaks.ts';
import { sweep } from '../../infra/faults/sweep.ts';
import { findChromium } from '../../infra/run/chromium.ts';
import { type Platform, startPlatform } from '../../infra/run/platform.ts';
import { press, write } from './keyboard.ts';

const SIZES = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 900 } } as const;
type Size = keyof typeof SIZES;

/** The whole platform with its demonstration data, and a browser in front of it. */
export interface Stage {
  readonly platform: Platform;
  /** Opens a browser of somebody's own and signs in by keyboard. Passkeys need `localhost`: a number is no name. */
  readonly signIn: (email: string, size: Size, host?: 'localhost') => Promise<Page>;
  /** A browser of somebody who has not signed in. */
  readonly visit: (path: string, size: Size) => Promise<Page>;
  /** Everything that a server has told a browser so far of where refuges are, by the name of the word. */
  readonly placesTold: () => Promise<readonly Leak[]>;
  /** What went wrong in any of the browsers' consoles; whoever has looked empties it. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

export async function openStage(redis: 'find' | 'none' = 'find'): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oh-e2e-'));
  const platform = await startPlatform({ dataDir, redis });
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const complaints: string[] = [];
  const answers: Promise<readonly Leak[]>[] = [];
  const told = async (): Promise<readonly Leak[]> => (await Promise.all(answers)).flat();
  const open = async (path: string, size: Size): Promise<Page> => {
    const page = await newPage(browser, size);
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('response', (response) => answers.push(placesIn(response)));
    await page.goto(new URL(path, platform.url).href);
    return page;
  };
  return {
    platform,
    complaints,
    placesTold: told,
    visit: open,
    signIn: async (email, size, host) => {
      const { port } = new URL(platform.url);
      const path = host === undefined ? '/' : `http://${host}:${port}/`;
      const page = await open(path, size);
      await fillSignIn(page, platform, email);
      return page;
    },
    close: async () => {
      const leaks = [
        ...(await told()).filter(({ place }) => place !== WHERE_SHOWN),
        ...(await inBrowsers(browser)),
        ...(await sweep(platform, dataDir, HIDDEN)),
      ];
      await browser.close();
      await platform.stop();
      rmSync(dataDir, { recursive: true, force: true });
      expect(leaks).toEqual([]);
    },
  };
}

function chromiumPath(): string {
  const path = findChromium(() => undefined);
  if (path === null) throw new Error('Chromium is missing: install the package `chromium`');
  return path;
}

async function newPage(browser: Browser, size: Size): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'en-GB', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** What nobody may find in what a run leaves behind, on the servers or in a browser. */
const HIDDEN: Words = { ...PLACE_WORDS, ...STORY_WORDS, ...TYPED_WORDS };

/** The only answer that tells where a refuge is: it has been asked for by name, by somebody who proved who they are. */
export const WHERE_SHOWN = 'answer to showPlace';

/** The browser never hands over an answer whose page has been left meanwhile, as after signing out. */
const LONGEST_ANSWER_MS = 5_000;

async function placesIn(response: Response): Promise<readonly Leak[]> {
  const kind = response.headers()['content-type'] ?? '';
  // What is live never ends, and names ids alone.
  if (kind.includes('event-stream')) return [];
  try {
    const text = await Promise.race([response.text(), wait(LONGEST_ANSWER_MS, null, { ref: false })]);
    if (text === null) return [];
    const where = text.includes('"showPlace"') ? WHERE_SHOWN : `answer of ${new URL(response.url()).pathname}`;
    return leaksIn(where, text, PLACE_WORDS);
  } catch {
    // The page was left before the answer was read: nobody has seen it.
    return [];
  }
}

/** What browsers keep of what they have shown: cookies, storage that lasts, storage of the tab, caches. */
async function inBrowsers(browser: Browser): Promise<readonly Leak[]> {
  const kept = browser.contexts().map(async (context) => {
    const ofTabs = context.pages().map((page) => page.evaluate(keptInTab));
    return [await context.storageState({ indexedDB: true }), ...(await Promise.all(ofTabs))];
  });
  return leaksIn('browser', JSON.stringify(await Promise.all(kept)), HIDDEN);
}

async function keptInTab(): Promise<unknown> {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const stored = [Object.entries(sessionStorage), Object.entries(localStorage)];
  return [stored, requests.flat().map(({ url }) => url), history.state];
}

async function fillSignIn(page: Page, platform: Platform, email: string): Promise<void> {
  const person = platform.signIns.find((one) => one.email === email);
  if (!person) throw new Error(`${email} is not among the sign-ins`);
  await write(page, page.getByLabel('E-mail address'), person.email);
  await write(page, page.getByLabel('Password', { exact: true }), person.password);
  await press(page, page.getByRole('button', { name: 'Sign in', exact: true }));
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

const SHOTS = process.env['E2E_SHOTS'];

/**
 * Looks at a page as it is now, on a phone and on a desk: nothing for axe to find, one heading, nothing to scroll
 * sideways to, and nothing personal in its title. Leaves the page in the size it had.
 */
export async function inspect(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await page.locator('h1').waitFor();
    const found = (await violationsOn(page)).map(describeViolation);
    expect({ name, size, found }).toEqual({ name, size, found: [] });
    expect(await page.locator('h1').count()).toBe(1);
    const overflow = await page.evaluate(overflowAtWorst);
    expect({ name, size, overflow: Math.max(0, overflow) }).toEqual({ name, size, overflow: 0 });
    if (SHOTS !== undefined) await shoot(page, `${name}-${size}`);
  }
  expect(await page.title()).toBe('OpenHaven');
  if (before) await page.setViewportSize(before);
}

/** What axe finds wrong. A page keeps axe once it has been brought: to bring it takes four times as long as to run it. */
async function violationsOn(page: Page): Promise<readonly axe.Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations;
}

/** How far the page can be scrolled sideways with the longest words that a clock can show: what fits at noon must at night. */
function overflowAtWorst(): number {
  const texts = [...document.querySelectorAll('app-countdown time')].map(({ firstChild }) => firstChild as Text);
  const before = texts.map(({ data }) => data);
  for (const text of texts) text.data = 'tomorrow at 00:00,';
  const overflow = document.documentElement.scrollWidth - window.innerWidth;
  for (const [at, text] of texts.entries()) text.data = before[at] ?? '';
  return overflow;
}

function describeViolation({ id, nodes }: axe.Result): string {
  return `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`;
}

async function shoot(page: Page, name: string): Promise<void> {
  const dir = SHOTS ?? '';
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}
