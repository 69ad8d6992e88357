import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SAVE_DRAFT, SEND_REQUESTS, SUBMIT, TOLD_STORY, TYPED_WORDS } from '../../infra/faults/documents.ts';
import { Person } from '../../infra/faults/person.ts';
import { choose, press, write } from './keyboard.ts';
import { question } from './question.ts';
import { inspect, openStage, type Stage } from './stage.ts';

const OFFICER = 'officer.worcester@example.org';
const MANAGER = 'manager.avon@example.org';
const COORDINATOR = 'coordinator@example.org';

let stage: Stage;
let referral: string;
let request: string;

function passwordOf(email: string): string {
  return stage.platform.signIns.find((one) => one.email === email)?.password ?? '';
}

async function aSentCase(): Promise<void> {
  const as = (email: string): Promise<Person> => Person.signIn(stage.platform.url, email, passwordOf(email));
  const [officer, manager] = [await as(OFFICER), await as(MANAGER)];
  type Begun = { saveDraft: { referral: { id: string } } };
  const { saveDraft } = await officer.act<Begun>(SAVE_DRAFT, { story: TOLD_STORY });
  referral = saveDraft.referral.id;
  await officer.act(SUBMIT, { referralId: referral });
  type Services = { viewer: { services: { id: string }[] } };
  const { viewer } = await manager.ask<Services>('{ viewer { services { id } } }', {});
  type Sent = { sendRequests: { requests: { id: string }[] } };
  const serviceIds = [viewer.services[0]?.id];
  const { sendRequests } = await officer.act<Sent>(SEND_REQUESTS, { referralId: referral, serviceIds });
  request = sendRequests.requests[0]?.id ?? '';
}

beforeAll(async () => {
  stage = await openStage();
  await aSentCase();
}, 120_000);
afterAll(() => stage.close());

const go = (page: Page, path: string): Promise<unknown> => page.goto(new URL(path, stage.platform.url).href);

describe('A13 (b): who must not see a case does not', () => {
  it('lets whoever wrote it keep it to themselves, by keyboard', async () => {
    const officer = await stage.signIn(OFFICER, 'desk');
    await go(officer, `/referrals/${referral}`);
    await press(officer, officer.getByRole('link', { name: 'Who must not see this' }));
    await write(officer, officer.getByLabel(/fleeing from/), TYPED_WORDS.whomTheyFlee);
    await choose(officer, question(officer, /Who of our organisation/).getByLabel(/Only whoever wrote it/));
    await inspect(officer, 'keep-out-restricted');
    await press(officer, officer.getByRole('button', { name: 'Save' }));
    await officer.getByText('Saved: who must not see this.').waitFor();
    await press(officer, officer.getByRole('link', { name: 'Who must not see this' }));
    await officer.getByLabel(/fleeing from/).waitFor();
    expect(await officer.getByLabel(/fleeing from/).inputValue()).toBe(TYPED_WORDS.whomTheyFlee);
  }, 120_000);

  it('shows the coordinator that it is there, and the story only in an emergency', async () => {
    const coordinator = await stage.signIn(COORDINATOR, 'desk');
    await go(coordinator, `/referrals/${referral}`);
    await coordinator.getByText(/This is restricted/).waitFor();
    await inspect(coordinator, 'referral-restricted');
    await press(coordinator, coordinator.getByRole('link', { name: 'Open in an emergency' }));
    await write(coordinator, coordinator.getByLabel(/Why does it have to be opened/), 'Nobody else answers.');
    await press(coordinator, coordinator.getByRole('button', { name: 'Open it for 15 minutes' }));
    await write(coordinator, coordinator.getByLabel('Your password'), 'not the password');
    await press(coordinator, coordinator.getByRole('button', { name: 'Go on' }));
    await coordinator.getByText('That password is not right.').first().waitFor();
    await inspect(coordinator, 'emergency-refused');
    await coordinator.getByLabel('Your password').fill('');
    await write(coordinator, coordinator.getByLabel('Your password'), passwordOf(COORDINATOR));
    await press(coordinator, coordinator.getByRole('button', { name: 'Go on' }));
    await coordinator.getByRole('heading', { level: 1, name: 'The story as it was told' }).waitFor();
    await coordinator.locator('app-summary-list').first().waitFor();
    await go(coordinator, `/referrals/${referral}/emergency`);
    await coordinator.getByText('Why: Nobody else answers.').waitFor();
    await inspect(coordinator, 'emergency-opened');
  }, 120_000);

  it('tells whoever wrote it who looked, and why', async () => {
    const officer = await stage.signIn(OFFICER, 'phone');
    await go(officer, `/referrals/${referral}`);
    await press(officer, officer.getByRole('link', { name: 'Who looked at this' }));
    await officer.getByText('Why: Opened in an emergency').first().waitFor();
    await inspect(officer, 'looks');
  }, 120_000);

  it('takes a request away from a manager who says that they know somebody', async () => {
    const manager = await stage.signIn(MANAGER, 'phone');
    await go(manager, `/requests/${request}`);
    await press(manager, manager.getByRole('link', { name: 'I know somebody in this case' }));
    await press(manager, manager.getByRole('button', { name: 'Say so, and do not show it to me' }));
    await manager.getByText('It is not shown to you any more.').waitFor();
    await go(manager, `/requests/${request}`);
    await manager.getByText('There is nothing to show here.').waitFor();
    await inspect(manager, 'request-gone');
  }, 120_000);

  it('leaves it to the coordinator to see who it was', async () => {
    const coordinator = await stage.signIn(COORDINATOR, 'phone');
    await press(coordinator, coordinator.getByRole('link', { name: /See who must be kept out/ }).first());
    await coordinator.getByText('Said that they know somebody in this case.').waitFor();
    await inspect(coordinator, 'matters');
    await press(coordinator, coordinator.getByRole('button', { name: /Keep out/ }));
    await coordinator.getByText('Looked at: stays out.').waitFor();
  }, 120_000);
});

describe('A15: households that may be in each other’s way', () => {
  const SET = `mutation ($input: SetExclusionsInput!) {
    setExclusions(input: $input) { referral { id } userErrors { code } } }`;
  const HIS = 'Corin Vexley';
  const ROWAN = 'manager.rowan@example.org';
  /** Works in that house. */
  const IN_THE_HOUSE = 'Aisha Khan';

  async function sentBy(officer: Person, feared: string): Promise<string> {
    const begun = await officer.act<{ saveDraft: { referral: { id: string } } }>(SAVE_DRAFT, { story: TOLD_STORY });
    const referralId = begun.saveDraft.referral.id;
    await officer.act(SUBMIT, { referralId });
    await officer.act(SET, { referralId, rev: 0, people: [{ who: 'PERPETRATOR', name: feared }] });
    return referralId;
  }

  it('a coordinator sees both, and finds that they are different people, by keyboard', async () => {
    const officer = await Person.signIn(stage.platform.url, OFFICER, passwordOf(OFFICER));
    await sentBy(officer, HIS);
    await sentBy(officer, 'VEXLEY, corin');
    const coordinator = await stage.signIn(COORDINATOR, 'phone');
    await press(coordinator, coordinator.getByRole('link', { name: /See who must be kept apart/ }).first());
    await coordinator.getByText('Both flee from somebody of the same name.').waitFor();
    await inspect(coordinator, 'conflicts-phone');
    await press(coordinator, coordinator.getByRole('button', { name: /Different people/ }));
    await coordinator.getByText(/Looked at: different people/).waitFor();
    await inspect(coordinator, 'conflicts-decided-phone');
    const desk = await stage.signIn(COORDINATOR, 'desk');
    await press(desk, desk.getByRole('link', { name: 'Unplaced', exact: true }));
    await press(desk, desk.getByRole('link', { name: 'Households kept apart' }));
    await desk.getByText(/Looked at: different people/).waitFor();
    await inspect(desk, 'conflicts-desk');
  }, 120_000);

  it('a manager is told to ring before she answers, and not why', async () => {
    const officer = await Person.signIn(stage.platform.url, OFFICER, passwordOf(OFFICER));
    const manager = await Person.signIn(stage.platform.url, ROWAN, passwordOf(ROWAN));
    const { viewer } = await manager.ask<{ viewer: { services: { id: string }[] } }>(
      '{ viewer { services { id } } }',
      {},
    );
    const begun = await officer.act<{ saveDraft: { referral: { id: string } } }>(SAVE_DRAFT, { story: TOLD_STORY });
    const referralId = begun.saveDraft.referral.id;
    await officer.act(SUBMIT, { referralId });
    type Sent = { sendRequests: { requests: { id: string }[] } };
    const sent = await officer.act<Sent>(SEND_REQUESTS, { referralId, serviceIds: [viewer.services[0]?.id] });
    // Somebody who works in that house at night has his name.
    await officer.act(SET, { referralId, rev: 0, people: [{ who: 'PERPETRATOR', name: IN_THE_HOUSE }] });
    for (const size of ['phone', 'desk'] as const) {
      const page = await stage.signIn(ROWAN, size);
      await go(page, `/requests/${sent.sendRequests.requests[0]?.id ?? ''}`);
      await page.getByText(/There may be a conflict with somebody/).waitFor();
      expect(await page.getByText(IN_THE_HOUSE).count()).toBe(0);
      await inspect(page, `request-conflict-${size}`);
    }
  }, 120_000);
});
