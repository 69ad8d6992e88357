import type { Page } from 'playwright-core';
import { choose, press, write } from './keyboard.ts';
import { question } from './question.ts';
import { inspect } from './stage.ts';

/** Tells the minimum safe referral of a mother and a girl of six, by keyboard, and stops before it is sent. */
export async function tellStory(page: Page): Promise<void> {
  await press(page, page.getByRole('link', { name: 'New referral', exact: true }));
  await choose(page, question(page, /reached safely/).getByLabel('Only through us'));
  await choose(page, question(page, /^Applicant$/).getByLabel('Female'));
  await write(page, page.getByLabel('Applicant’s age'), '34');
  await write(page, page.getByLabel('Girls’ ages'), '6');
  await choose(page, question(page, /not safe/).getByLabel('There are none'));
  await choose(page, question(page, /building have/).getByLabel('None of these'));
  await choose(page, question(page, /recourse to public funds/).getByLabel('No', { exact: true }));
  await choose(page, question(page, 'Agreement').getByRole('checkbox'));
}

/** Sends the story that has been told, and comes to the page of places. Returns the reference of the referral. */
export async function sendReferral(page: Page): Promise<string> {
  await press(page, page.getByRole('button', { name: 'Check and send' }));
  await page.getByRole('heading', { level: 1, name: 'Check the answers and send' }).waitFor();
  await page.getByRole('button', { name: 'Send the referral' }).waitFor();
  await inspect(page, 'referral-check');
  await press(page, page.getByRole('button', { name: 'Send the referral' }));
  await page.getByRole('heading', { level: 1, name: 'Find places' }).waitFor();
  const reference = await page.locator('app-referral-header a').first().innerText();
  return reference.trim();
}

/** Asks services by name from the page of places, and comes to the page of the referral. */
export async function askServices(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await choose(page, page.getByRole('checkbox', { name: `Ask ${name}`, exact: true }));
  await press(page, page.getByRole('button', { name: `Ask ${names.length} services` }));
  await page.getByRole('heading', { level: 1, name: 'Referral', exact: true }).waitFor();
}
