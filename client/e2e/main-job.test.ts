import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { PLACE_WORDS, TYPED_WORDS } from '../../infra/faults/documents.ts';
import { choose, press, reach, write } from './keyboard.ts';
import { askServices, sendReferral, tellStory } from './officer.ts';
import { question } from './question.ts';
import { inspect, openStage, type Stage, WHERE_SHOWN } from './stage.ts';

const ASKED = { saysNo: 'Orchard Homes', isSilent: 'Wye House', offers: 'Avon House' } as const;

let stage: Stage;
let officer: Page;
let declining: Page;
let offering: Page;
let coordinator: Page;
let reference = '';

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterAll(async () => {
  await stage.close();
});

async function openRequest(page: Page): Promise<void> {
  await press(page, page.getByRole('link', { name: 'Requests', exact: true }));
  await press(page, page.getByRole('link', { name: reference }));
  await page.getByRole('heading', { level: 1, name: 'Request', exact: true }).waitFor();
}

async function openReferral(page: Page): Promise<void> {
  await press(page, page.getByRole('link', { name: 'Referrals', exact: true }));
  await press(page, page.getByRole('link', { name: reference }).first());
  await page.getByRole('heading', { level: 2, name: 'What happened' }).waitFor();
}

describe('three people, one household, one safe bed', () => {
  it('lets an officer tell the story by keyboard in under a minute, and sends it', async () => {
    officer = await stage.signIn('officer.worcester@example.org', 'desk');
    await inspect(officer, 'work-list-empty');
    const from = Date.now();
    await tellStory(officer);
    await inspect(officer, 'referral-story');
    reference = await sendReferral(officer);
    expect(Date.now() - from).toBeLessThan(60_000);
    expect(reference).toMatch(/^[A-Z]{3}-[A-Z0-9]+$/);
  }, 120_000);

  it('shows what is free with its reasons and its age, and asks three services at once', async () => {
    await inspect(officer, 'places');
    expect(await officer.getByText(/Last confirmed/).count()).toBeGreaterThan(3);
    await askServices(officer, Object.values(ASKED));
    for (const name of Object.values(ASKED)) await officer.getByRole('heading', { level: 3, name }).waitFor();
    await inspect(officer, 'referral-asked');
  }, 120_000);

  it('lets one service say no, with the need and what would have made it a yes', async () => {
    declining = await stage.signIn('manager.orchard@example.org', 'phone');
    await inspect(declining, 'work-list-manager');
    await openRequest(declining);
    await inspect(declining, 'request');
    expect(await declining.locator('main').innerText()).not.toContain('Worcester');
    await press(declining, declining.getByRole('link', { name: 'Say no' }));
    await choose(declining, question(declining, 'Why not?').getByLabel(/No space/));
    await choose(declining, question(declining, 'Which reason?').getByRole('radio').first());
    await reach(declining, declining.getByLabel('What would have made it a yes?'));
    await declining.keyboard.press('ArrowDown');
    await inspect(declining, 'request-decline');
    await press(declining, declining.getByRole('button', { name: 'Say no' }));
    await declining
      .getByText(/You have said no|said no/i)
      .first()
      .waitFor();
  }, 120_000);

  it('lets another offer a space from a phone in under a minute', async () => {
    offering = await stage.signIn('manager.avon@example.org', 'phone');
    await press(offering, offering.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(offering, offering.getByRole('button', { name: /^Confirm/ }));
    await inspect(offering, 'vacancies');
    const from = Date.now();
    await openRequest(offering);
    await press(offering, offering.getByRole('button', { name: 'We are looking at it' }));
    await press(offering, offering.getByRole('link', { name: 'Offer a place' }));
    await choose(offering, question(offering, 'Which space do you offer?').getByRole('radio').first());
    await write(offering, offering.getByLabel(/Where do you meet them/), TYPED_WORDS.meetingPoint);
    await inspect(offering, 'request-offer');
    await press(offering, offering.getByRole('button', { name: 'Offer this place' }));
    await offering.getByRole('heading', { level: 2, name: 'The space you keep' }).waitFor();
    expect(Date.now() - from).toBeLessThan(60_000);
    await inspect(offering, 'request-offered');
  }, 120_000);

  it('tells the officer who said what, with the time left, and lets the survivor agree', async () => {
    await openReferral(officer);
    const asked = officer.locator('app-requests-asked');
    const card = (name: string) => asked.locator('li').filter({ hasText: name });
    // A page that has just heard of something draws its list anew: what it says is waited for.
    await card(ASKED.saysNo)
      .getByText(/Said no/i)
      .first()
      .waitFor();
    expect(await card(ASKED.saysNo).innerText()).toMatch(/Said no/i);
    expect(await card(ASKED.isSilent).innerText()).not.toMatch(/Said no|Offered/i);
    expect(await card(ASKED.offers).innerText()).toMatch(/Offer/i);
    await inspect(officer, 'referral-offered');
    await press(officer, officer.getByRole('button', { name: 'Ask the survivor' }));
    await officer.getByRole('heading', { level: 1, name: 'Ask the survivor' }).waitFor();
    await inspect(officer, 'referral-offer');
    await choose(officer, question(officer, 'Do they want this place?').getByLabel(/Yes/));
    await choose(officer, question(officer, 'Agreement').getByRole('checkbox'));
    await press(officer, officer.getByRole('button', { name: 'Record the answer' }));
    await officer.getByRole('heading', { level: 1, name: 'Referral', exact: true }).waitFor();
    await inspect(officer, 'referral-agreed');
  }, 120_000);

  it('shows the address to nobody until the refuge names somebody, then to that person, who proves who they are', async () => {
    await press(officer, officer.getByRole('button', { name: 'Where to go' }));
    await officer.getByText(/has not let anybody see the address/).waitFor();
    await inspect(officer, 'referral-where-not-told');
    await openRequest(offering);
    await press(offering, offering.getByRole('link', { name: 'Tell them where to come' }));
    await choose(offering, question(offering, 'Is the address needed?').getByRole('checkbox'));
    await choose(offering, question(offering, 'Who may see it?').getByLabel('Priya Anand'));
    await reach(offering, offering.getByLabel('For how long?'));
    await offering.keyboard.press('ArrowDown');
    await inspect(offering, 'request-where');
    await press(offering, offering.getByRole('button', { name: 'Let them see the address' }));
    await offering.getByText('Has not looked yet').waitFor();
    await inspect(offering, 'request-where-told');

    await press(officer, officer.getByRole('button', { name: 'Show the address for one minute' }));
    await officer.getByRole('heading', { level: 2, name: 'Prove who you are' }).waitFor();
    await inspect(officer, 'referral-where-prove');
    await write(officer, officer.getByLabel('Your password'), stage.platform.signIns[0]?.password ?? '');
    await officer.keyboard.press('Enter');
    await officer.getByText('Demonstration Street').waitFor();
    await inspect(officer, 'referral-where-shown');
    const words = Object.keys(PLACE_WORDS);
    expect(await stage.placesTold()).toEqual(words.map((word) => ({ word, place: WHERE_SHOWN })));
    expect(await officer.evaluate(() => [location.href, document.title].join(' '))).not.toMatch(/Demonstration|ZZ1/);
    // The court bundle: what is printed while the address is on the screen does not hold it.
    await officer.emulateMedia({ media: 'print' });
    expect(await officer.locator('body').innerText()).not.toMatch(/Demonstration Street|ZZ1/);
    await officer.emulateMedia({ media: 'screen' });
    await offering.getByText(/Looked 1 time/).waitFor();
    await press(officer, officer.getByRole('button', { name: 'Hide it now' }));
    await officer.getByText('Demonstration Street').waitFor({ state: 'detached' });
    expect(await officer.locator('body').innerText()).not.toMatch(/Demonstration Street|ZZ1/);
  }, 120_000);

  it('lets the refuge record the arrival', async () => {
    await openRequest(offering);
    await press(offering, offering.getByRole('link', { name: /Arrived or not/ }));
    await choose(offering, question(offering, 'Have they arrived?').getByRole('radio').first());
    await inspect(offering, 'request-arrival');
    await press(offering, offering.getByRole('button', { name: 'Save' }));
    await offering.getByText('You have recorded the arrival').waitFor();
    await press(offering, offering.getByRole('link', { name: 'Vacancies', exact: true }));
    await offering.getByText(reference).first().waitFor();
    await inspect(offering, 'vacancies-occupied');
  }, 120_000);

  it('tells the same story on every page and in every e-mail, and names nobody in either', async () => {
    await openReferral(officer);
    const told = await officer.locator('main').innerText();
    for (const name of Object.values(ASKED)) expect(told).toContain(name);
    expect(told).toMatch(/Placed/);
    await inspect(officer, 'referral-placed');

    coordinator = await stage.signIn('coordinator@example.org', 'desk');
    await press(coordinator, coordinator.getByRole('link', { name: 'Unplaced', exact: true }));
    await coordinator.getByRole('heading', { level: 1 }).waitFor();
    await inspect(coordinator, 'board');
    expect(await coordinator.locator('main').innerText()).not.toContain(reference);

    const mails = stage.platform.mailbox.messages();
    const to = new Set(mails.map((mail) => mail.to));
    for (const login of ['manager.orchard', 'manager.wye', 'manager.avon', 'officer.worcester']) {
      expect([...to].join(' ')).toContain(`${login}@example.org`);
    }
    for (const mail of mails) {
      expect(mail.subject).toMatch(/^You have \d+ tasks?$/);
      expect(mail.text).not.toMatch(new RegExp(`House|Homes|Worcester|${reference}|\\b34\\b|taxi`, 'i'));
    }
    expect(stage.complaints).toEqual([]);
  }, 120_000);
});
