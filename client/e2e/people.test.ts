import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { codeAt } from '../../server/src/crypto/app-code.ts';
import { choose, press, write } from './keyboard.ts';
import { question } from './question.ts';
import { inspect, openStage, type Stage } from './stage.ts';

const EMAIL = 'new.worker@example.org';
const PASSWORD = 'three words in a row';

let stage: Stage;
let admin: Page;
let worker: Page;
let code = '';

beforeAll(async () => {
  stage = await openStage('none');
}, 120_000);

afterAll(async () => {
  await stage.close();
});

describe('who is let in, by keyboard', () => {
  it('an administrator makes a code for somebody new', async () => {
    admin = await stage.signIn('admin.rowan@example.org', 'desk');
    await press(admin, admin.getByRole('link', { name: 'People', exact: true }));
    await press(admin, admin.getByRole('link', { name: 'Invite somebody' }));
    await press(admin, admin.getByRole('button', { name: 'Make a code' }));
    await admin.getByText('Enter their name.').first().waitFor();
    await inspect(admin, 'people-invite-errors');
    await write(admin, admin.getByLabel('Their name'), 'Kim Doe');
    await write(admin, admin.getByLabel('Their address at work'), EMAIL);
    await choose(admin, question(admin, 'What do they do?').getByLabel('Refuge worker'));
    await choose(admin, question(admin, 'Which services').getByRole('checkbox').first());
    await press(admin, admin.getByRole('button', { name: 'Make a code' }));
    await admin.getByRole('heading', { name: 'Prove who you are' }).waitFor();
    await inspect(admin, 'people-invite-proof');
    await write(admin, admin.getByLabel('Your password'), stage.platform.signIns[0]?.password ?? '');
    await press(admin, admin.getByRole('button', { name: 'Go on' }));
    await admin.getByRole('heading', { name: 'Give Kim Doe this code' }).waitFor();
    code = await admin.locator('p.app-code').innerText();
    await inspect(admin, 'people-invite-code');
  }, 120_000);

  it('who opens an account with it, and comes to a page of their own', async () => {
    worker = await stage.visit('/', 'phone');
    await press(worker, worker.getByRole('link', { name: 'I have been invited' }));
    await write(worker, worker.getByLabel('Your address at work'), EMAIL);
    await write(worker, worker.getByLabel('The code'), code.toLowerCase());
    await write(worker, worker.getByLabel('A new password'), 'short');
    await press(worker, worker.getByRole('button', { name: 'Open the account' }));
    await worker.getByText('Use at least 12 characters.').first().waitFor();
    await inspect(worker, 'join-errors');
    await write(worker, worker.getByLabel('A new password'), PASSWORD);
    await press(worker, worker.getByRole('button', { name: 'Open the account' }));
    await worker.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await press(worker, worker.getByRole('link', { name: 'Vacancies', exact: true }));
    await worker.getByRole('heading', { level: 1, name: 'Vacancies' }).waitFor();
  }, 120_000);

  it('and is shut out: the open page is covered within seconds, and signing in is refused', async () => {
    await press(admin, admin.getByRole('link', { name: 'I have told them' }));
    await press(admin, admin.getByRole('link', { name: 'Kim Doe' }));
    await admin.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
    await inspect(admin, 'people-person');
    await press(admin, admin.getByRole('button', { name: 'Shut out' }));
    await admin.getByText('Every session of theirs has ended').waitFor();
    await inspect(admin, 'people-after');
    await worker.getByRole('heading', { level: 1, name: 'Sign in to go on' }).waitFor();
    await write(worker, worker.getByLabel('E-mail address'), EMAIL);
    await write(worker, worker.getByLabel('Password', { exact: true }), PASSWORD);
    await worker.keyboard.press('Enter');
    await worker.getByText('is not right').waitFor();
    expect(await admin.locator('main').innerText()).toMatch(/Shut out/i);
  }, 120_000);
});

describe('a lost second factor, by keyboard', () => {
  it('is asked about by one, agreed to by another, and stopped by the person', async () => {
    await press(admin, admin.getByRole('link', { name: 'People', exact: true }));
    await press(admin, admin.getByRole('link', { name: 'Aisha Khan' }));
    await admin.getByRole('heading', { level: 1, name: 'Account' }).waitFor();
    expect(await admin.getByText('Lost passkey or telephone').count()).toBe(0);

    worker = await stage.signIn('worker.rowan@example.org', 'phone');
    await addApp(worker);
    await admin.reload();
    await press(admin, admin.getByRole('button', { name: 'Ask to take away what is lost' }));
    await admin.getByText('Another administrator or the county coordinator has to agree').waitFor();

    const coordinator = await stage.signIn('coordinator@example.org', 'desk');
    await press(coordinator, coordinator.getByRole('link', { name: 'Accounts', exact: true }));
    await coordinator.getByText('Aisha Khan').first().waitFor();
    await inspect(coordinator, 'county-accounts');
    await press(coordinator, coordinator.getByRole('button', { name: /^Agree/ }));
    await prove(coordinator);
    await coordinator.getByText('You have agreed for Aisha Khan').waitFor();

    await worker.goto(new URL('/account', stage.platform.url).href);
    await worker.getByRole('heading', { name: 'Have you lost your passkey or telephone?' }).waitFor();
    await inspect(worker, 'account-reset');
    await press(worker, worker.getByRole('button', { name: 'I have lost nothing: stop it' }));
    await worker.getByText('Stopped. Nothing has changed.').waitFor();
  }, 180_000);

  async function prove(page: Page): Promise<void> {
    await page.getByRole('heading', { name: 'Prove who you are' }).waitFor();
    await write(page, page.getByLabel('Your password'), stage.platform.signIns[0]?.password ?? '');
    await press(page, page.getByRole('button', { name: 'Go on' }));
  }

  async function addApp(page: Page): Promise<void> {
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await press(page, page.getByRole('button', { name: 'Change how you sign in' }));
    await prove(page);
    await press(page, page.getByRole('button', { name: 'Set up an app' }));
    const secret = (await page.locator('p.app-code').innerText()).replaceAll(' ', '');
    await write(page, page.getByLabel(/^Code that the app/), codeAt(secret, new Date()));
    await press(page, page.getByRole('button', { name: 'Use this app' }));
    await press(page, page.getByRole('button', { name: 'I have kept them' }));
    await page.getByText('Set up', { exact: true }).waitFor();
  }
});
