import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { type Browser, type Page, chromium } from 'playwright-core';
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
  /** What went wrong in any of the browsers' consoles. */
  readonly complaints: readonly string[];
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
  return {
    platform,
    complaints,
    visit: (path, size) => open(browser, platform, complaints, path, size),
    signIn: async (email, size, host) => {
      const { port } = new URL(platform.url);
      const path = host === undefined ? '/' : `http://${host}:${port}/`;
      const page = await open(browser, platform, complaints, path, size);
      await fillSignIn(page, platform, email);
      return page;
    },
    close: async () => {
      await browser.close();
      await platform.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function chromiumPath(): string {
  const path = findChromium(() => undefined);
  if (path === null) throw new Error('Chromium is missing: install the package `chromium`');
  return path;
}

async function open(
  browser: Browser,
  platform: Platform,
  complaints: string[],
  path: string,
  size: Size,
): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES[size], locale: 'en-GB', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (fault) => complaints.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(new URL(path, platform.url).href);
  return page;
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
    const { violations } = await axe(page).analyze();
    expect({ name, size, found: violations.map(describeViolation) }).toEqual({ name, size, found: [] });
    expect(await page.locator('h1').count()).toBe(1);
    const overflow = await page.evaluate(overflowAtWorst);
    expect({ name, size, overflow: Math.max(0, overflow) }).toEqual({ name, size, overflow: 0 });
    if (SHOTS !== undefined) await shoot(page, `${name}-${size}`);
  }
  expect(await page.title()).toBe('OpenHaven');
  if (before) await page.setViewportSize(before);
}

/** In one go and for what is wrong alone: no page of ours holds a frame, and what passes need not be told. */
const axe = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });

/** How far the page can be scrolled sideways with the longest words that a clock can show: what fits at noon must at night. */
function overflowAtWorst(): number {
  const texts = [...document.querySelectorAll('app-countdown time')].map(({ firstChild }) => firstChild as Text);
  const before = texts.map(({ data }) => data);
  for (const text of texts) text.data = 'tomorrow at 00:00,';
  const overflow = document.documentElement.scrollWidth - window.innerWidth;
  for (const [at, text] of texts.entries()) text.data = before[at] ?? '';
  return overflow;
}

function describeViolation(violation: { id: string; nodes: readonly { target: unknown }[] }): string {
  return `${violation.id}: ${violation.nodes.map((node) => String(node.target)).join(' | ')}`;
}

async function shoot(page: Page, name: string): Promise<void> {
  const dir = SHOTS ?? '';
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: true });
}
