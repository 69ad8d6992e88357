import type { Locator, Page } from 'playwright-core';

/** The group of radios or checkboxes that asks a question. */
export function question(page: Page, legend: string | RegExp): Locator {
  return page.locator('fieldset').filter({ has: page.locator('legend', { hasText: legend }) });
}
