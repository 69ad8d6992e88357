import type { Locator, Page } from 'playwright-core';

/** How many times somebody presses Tab before giving up on a page. */
const PATIENCE = 200;

/** Something on a page that the keyboard alone does not get to, or that never comes; says what stands there instead. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const MUCH = 1_500;

async function unreachable(page: Page, target: Locator, why: string): Promise<UnreachableError> {
  const main = await page.locator('#main').innerText();
  const typed = await page
    .locator('#main input')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const said = main.slice(0, MUCH);
  return new UnreachableError(
    `${why}: ${String(target)}\n${page.url()} says:\n${said}\nand its fields: ${typed.join(' | ')}`,
  );
}

/** Whether the focus is on the target, on another radio of its group (arrows lead on from there), or elsewhere. */
async function whereFocusIs(target: Locator): Promise<'ON_IT' | 'IN_ITS_GROUP' | 'ELSEWHERE'> {
  return target.evaluate((element) => {
    const here = document.activeElement;
    if (here === element) return 'ON_IT';
    const radios = here instanceof HTMLInputElement && element instanceof HTMLInputElement;
    const together = radios && element.type === 'radio' && here.type === 'radio' && here.name === element.name;
    return together ? 'IN_ITS_GROUP' : 'ELSEWHERE';
  });
}

/**
 * Gets to something with Tab, and with arrows inside a group of radios, as somebody without a mouse does.
 * @throws UnreachableError if it never comes or never gets the focus
 */
export async function reach(page: Page, target: Locator): Promise<void> {
  await comeBack(page);
  await target.waitFor({ state: 'attached' }).catch(async (fault: unknown) => {
    throw await unreachable(page, target, String(fault));
  });
  for (let presses = 0; presses < PATIENCE; presses++) {
    const here = await whereFocusIs(target);
    if (here === 'ON_IT') return;
    await page.keyboard.press(here === 'IN_ITS_GROUP' ? 'ArrowDown' : 'Tab');
  }
  throw await unreachable(page, target, 'not reached by keyboard');
}

/** Shows a page again that was covered because nobody had touched it for a minute, as it is when machines are slow. */
async function comeBack(page: Page): Promise<void> {
  const back = page.locator('#cover-back');
  if (!(await back.isVisible())) return;
  await back.press('Enter');
  await back.waitFor({ state: 'detached' });
}

/** Presses a button or follows a link. */
export async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Enter');
}

/** Ticks a box or chooses a radio; leaves what is chosen already. */
export async function choose(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  if (!(await target.isChecked())) await page.keyboard.press('Space');
}

/** Types into a field, in place of what is there. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Types a day into its three fields. */
export async function writeDay(page: Page, day: Date): Promise<void> {
  const parts = { Day: day.getUTCDate(), Month: day.getUTCMonth() + 1, Year: day.getUTCFullYear() };
  for (const [label, part] of Object.entries(parts)) {
    await write(page, page.getByLabel(label, { exact: true }), String(part));
  }
}
