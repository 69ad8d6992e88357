import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { codeAt } from '../../server/src/crypto/app-code.ts';
import { press, write } from './keyboard.ts';
import { inspect, openStage, type Stage } from './stage.ts';

const STEP_MS = 30_000;

let stage: Stage;
let page: Page;
let secret = '';
let recoveryCodes: readonly string[] = [];

beforeAll(async () => {
  stage = await openStage('none');
}, 120_000);

afterAll(async () => {
  await stage.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const password = (): string => stage.platform.signIns[0]?.password ?? '';
/** What the app shows half a minute after it last showed something that was used. */
let shownAt = 0;
const nextCode = (): string => {
  shownAt = Math.max(Date.now(), shownAt + STEP_MS);
  return codeAt(secret, new Date(shownAt));
};

async function signInAgain(email: string): Promise<void> {
  await press(page, button('Sign out'));
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await write(page, page.getByLabel('E-mail address'), email);
  await write(page, page.getByLabel('Password', { exact: true }), password());
  await press(page, button('Sign in'));
}

describe('the password, by keyboard', () => {
  const email = 'officer.bromsgrove@example.org';
  const NEW = 'three quiet herons';

  it('is changed for the present one, and the new one lets in', async () => {
    page = await stage.signIn(email, 'phone');
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await press(page, button('Change how you sign in'));
    await write(page, page.getByLabel('Your password'), password());
    await press(page, button('Go on'));
    await page.getByLabel('Your present password').waitFor();
    await press(page, button('Change the password'));
    await page.getByText('Enter your present password.').first().waitFor();
    await inspect(page, 'account-password-errors');
    await write(page, page.getByLabel('Your present password'), 'not that one');
    await write(page, page.getByLabel('A new password'), NEW);
    await press(page, button('Change the password'));
    await page.getByText('That is not your present password.').first().waitFor();
    await page.getByLabel('Your present password').fill('');
    await write(page, page.getByLabel('Your present password'), password());
    await press(page, button('Change the password'));
    await page.getByText('The password is changed.').waitFor();
    await inspect(page, 'account-password-changed');
    await press(page, button('Sign out'));
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await write(page, page.getByLabel('E-mail address'), email);
    await write(page, page.getByLabel('Password', { exact: true }), NEW);
    await press(page, button('Sign in'));
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  }, 120_000);
});

describe('an app that shows codes, by keyboard', () => {
  const email = 'officer.malvern@example.org';

  it('is set up after proving once more who one is', async () => {
    page = await stage.signIn(email, 'desk');
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await press(page, button('Change how you sign in'));
    await page.getByRole('heading', { name: 'Prove who you are' }).waitFor();
    await inspect(page, 'account-step-up');
    await write(page, page.getByLabel('Your password'), password());
    await press(page, button('Go on'));
    await press(page, button('Set up an app'));
    secret = (await page.locator('p.app-code').innerText()).replaceAll(' ', '');
    await inspect(page, 'account-add-app');
    await write(page, page.getByLabel(/^Code that the app/), nextCode());
    await press(page, button('Use this app'));
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
    recoveryCodes = await page.locator('#recovery-codes li').allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    await inspect(page, 'account-recovery-codes');
    await press(page, button('I have kept them'));
    await page.getByText('Set up', { exact: true }).waitFor();
    await inspect(page, 'account');
  }, 120_000);

  it('is asked for at the next sign-in', async () => {
    await signInAgain(email);
    const field = page.getByLabel('Code from your app');
    await field.waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await inspect(page, 'sign-in-code');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('That code is not right').waitFor();
    await write(page, field, nextCode());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  }, 120_000);

  it('can be done without once, with a recovery code', async () => {
    await signInAgain(email);
    await write(page, page.getByLabel('Code from your app'), recoveryCodes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await page.getByText('Recovery codes left').waitFor();
    expect(await page.locator('main dl').innerText()).toMatch(/Recovery codes left\s+9/);
  }, 120_000);
});

describe('a passkey, by keyboard', () => {
  const email = 'officer.redditch@example.org';
  let key: CDPSession;

  /** A device of the page's own that knows its owner: what a laptop with a fingerprint reader is. */
  async function giveAuthenticator(of: Page): Promise<CDPSession> {
    const device = await of.context().newCDPSession(of);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return device;
  }

  it('is added, and gives recovery codes', async () => {
    page = await stage.signIn(email, 'desk', 'localhost');
    key = await giveAuthenticator(page);
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await press(page, button('Change how you sign in'));
    await write(page, page.getByLabel('Your password'), password());
    await press(page, button('Go on'));
    await write(page, page.getByLabel('What do you call this device?'), 'Work laptop');
    await inspect(page, 'account-changing');
    await press(page, button('Add a passkey'));
    await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
    await press(page, button('I have kept them'));
    await page.getByText('Work laptop').first().waitFor();
    await inspect(page, 'account-passkeys');
  }, 120_000);

  it('signs its owner in without address or password, and the first page is there within five seconds', async () => {
    await press(page, button('Sign out'));
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.goto(page.url());
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await inspect(page, 'sign-in-passkey');
    const from = Date.now();
    await press(page, button('Sign in with a passkey'));
    await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await page.getByText('Nothing waits for you now').waitFor();
    expect(Date.now() - from).toBeLessThan(5_000);
  }, 120_000);

  it('proves once more who its owner is', async () => {
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await press(page, button('Change how you sign in'));
    await button('Use your passkey').waitFor();
    await inspect(page, 'account-step-up-passkey');
    await press(page, button('Use your passkey'));
    await button('Add a passkey').waitFor();
  }, 120_000);

  it('that the device no longer has, leads to words and not to a dead end', async () => {
    await press(page, button('Sign out'));
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await key.send('WebAuthn.disable');
    await giveAuthenticator(page);
    await press(page, button('Sign in with a passkey'));
    await page.getByText('No passkey was used').waitFor();
    await write(page, page.getByLabel('E-mail address'), email);
    await write(page, page.getByLabel('Password', { exact: true }), password());
    await press(page, button('Sign in'));
    await page.getByLabel('Recovery code').waitFor();
    await inspect(page, 'sign-in-recovery-code');
  }, 120_000);
});

describe('where somebody is signed in, by keyboard', () => {
  const email = 'officer.wychavon@example.org';

  it('is listed, and ended elsewhere: the other page is covered within seconds', async () => {
    const other = await stage.signIn(email, 'phone');
    page = await stage.signIn(email, 'desk');
    await press(page, page.getByRole('link', { name: 'Your account' }));
    await page.getByText('This one').waitFor();
    expect(await page.locator('app-sessions li').allInnerTexts()).toEqual([
      expect.stringMatching(/^Chrome on Linux/),
      expect.stringMatching(/^Chrome on Linux/),
    ]);
    await inspect(page, 'account-sessions');
    await press(page, button('Sign out everywhere else'));
    await page.getByText('Signed out everywhere else.').waitFor();
    await page.getByText('Sign out there').waitFor({ state: 'detached' });
    expect(await page.locator('app-sessions li').count()).toBe(1);
    await other.getByRole('heading', { level: 1, name: 'Sign in to go on' }).waitFor();
  }, 120_000);
});
