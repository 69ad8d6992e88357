import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { Page } from 'playwright-core';
import { LONE_WOMAN, SAVE_DRAFT, SEND_REQUESTS, SUBMIT } from '../../infra/faults/documents.ts';
import { Person } from '../../infra/faults/person.ts';
import { choose, press, write, writeDay } from './keyboard.ts';
import { inspect, openStage, type Stage } from './stage.ts';

interface Ids {
  readonly draft: string;
  readonly referral: string;
  readonly reference: string;
  readonly unit: string;
  readonly request: string;
}

let stage: Stage;
let ids: Ids;

async function newReferral(officer: Person): Promise<string> {
  const { saveDraft } = await officer.act<{ saveDraft: { referral: { id: string } } }>(SAVE_DRAFT, {
    story: LONE_WOMAN,
  });
  return saveDraft.referral.id;
}

/** A draft, a sent referral, a request to one service and a unit of it, so that every page has something to show. */
async function prepare(): Promise<Ids> {
  const as = async (login: string): Promise<Person> => {
    const one = stage.platform.signIns.find(({ email }) => email === `${login}@example.org`);
    return Person.signIn(stage.platform.url, one?.email ?? '', one?.password ?? '');
  };
  const [officer, manager] = [await as('officer.worcester'), await as('manager.avon')];
  const [draft, referral] = [await newReferral(officer), await newReferral(officer)];
  await officer.act(SUBMIT, { referralId: referral });
  const { vacancies } = await manager.ask<{
    vacancies: { edges: { node: { id: string; service: { id: string } } }[] };
  }>('{ vacancies(first: 1) { edges { node { id service { id } } } } }', {});
  const unit = vacancies.edges[0]?.node;
  const { sendRequests } = await officer.act<{ sendRequests: { requests: { id: string }[] } }>(SEND_REQUESTS, {
    referralId: referral,
    serviceIds: [unit?.service.id],
  });
  const { referral: sent } = await officer.ask<{ referral: { reference: string } }>(
    'query ($id: ID!) { referral(id: $id) { reference } }',
    { id: referral },
  );
  return {
    draft,
    referral,
    reference: sent.reference,
    unit: unit?.id ?? '',
    request: sendRequests.requests[0]?.id ?? '',
  };
}

beforeAll(async () => {
  stage = await openStage();
  ids = await prepare();
}, 120_000);

afterAll(async () => {
  await stage.close();
});

/** As the clock does on the morning of a date that is watched: pages cannot wait for one. */
async function askForCheck(reference: string): Promise<void> {
  const client = await MongoClient.connect(stage.platform.mongoUri);
  const safetyCheckBy = new Date(Date.now() + 4 * 3_600_000);
  const referrals = client.db(stage.platform.env['MONGODB_DB'] ?? 'openhaven').collection('referrals');
  const { modifiedCount } = await referrals.updateOne({ reference }, { $set: { safetyCheckBy } });
  await client.close();
  expect(modifiedCount).toBe(1);
}

/** As the clock does when somebody opens stories by the dozen: pages cannot wait for that. */
async function noteLooksOf(email: string): Promise<void> {
  const client = await MongoClient.connect(stage.platform.mongoUri);
  const db = client.db(stage.platform.env['MONGODB_DB'] ?? 'openhaven');
  const user = await db.collection('users').findOne({ email });
  const about = { userId: String(user?._id), organisationId: String(user?.['organisationId']) };
  await db.collection<{ _id: string }>('look-alarms').insertOne({
    _id: '00000000-0000-4000-8000-0000000000aa',
    ...about,
    ...{ pattern: 'MANY_STORIES', count: 24, day: '2026-11-20', notedAt: new Date() },
    ...{ finding: null, foundBy: null, waiting: true, rev: 1 },
  });
  await client.close();
}

/** Looks at pages one after another, as somebody who types their addresses. */
async function look(
  page: Page,
  paths: Readonly<Record<string, string>>,
  complaints: readonly unknown[] = [],
): Promise<void> {
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(new URL(path, stage.platform.url).href);
    await page.locator('main h1').waitFor();
    await page.getByText('Loading…').waitFor({ state: 'detached' });
    await inspect(page, name);
    expect(await page.locator('main').innerText()).not.toMatch(/\b(she|her|undefined|NaN|null)\b/);
  }
  expect(stage.complaints).toEqual(complaints);
}

it('what is wrong with a page is found', async () => {
  const page = await stage.visit('/help', 'phone');
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  await expect(inspect(page, 'wrong')).rejects.toThrow('button-name');
}, 120_000);

describe('every screen, on a phone and on a desk, has nothing for axe to find', () => {
  it('for somebody who has not signed in', async () => {
    const page = await stage.visit('/', 'phone');
    await look(page, {
      'sign-in': '/sign-in',
      join: '/join',
      help: '/help',
      accessibility: '/accessibility',
      'not-found': '/nowhere',
    });
  }, 120_000);

  it('for a housing officer', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'desk');
    const [draft, sent] = [`/referrals/${ids.draft}`, `/referrals/${ids.referral}`];
    await look(page, {
      'work-list': '/work',
      referrals: '/referrals',
      'referral-new': '/referrals/new',
      'draft-story': `${draft}/story`,
      'draft-tasks': `${draft}/tasks`,
      'draft-household': `${draft}/household`,
      'draft-contact': `${draft}/contact`,
      'draft-needs': `${draft}/needs`,
      'draft-background': `${draft}/background`,
      'draft-check': `${draft}/check`,
      referral: sent,
      'referral-places': `${sent}/places`,
      'referral-told': `${sent}/told`,
      'referral-looks': `${sent}/looks`,
      'referral-keep-out': `${sent}/keep-out`,
      'draft-keep-out': `${draft}/keep-out`,
      'referral-conflict': `${sent}/conflict`,
      'referral-tonight': `${sent}/tonight`,
      'referral-unsafe-area': `${sent}/unsafe-area`,
      'referral-dates': `${sent}/dates`,
      'referral-safety-none': `${sent}/safety`,
      'referral-unmet': `${sent}/unmet`,
      'referral-escalate': `${sent}/escalate`,
      'referral-withdraw': `${sent}/withdraw`,
      'referral-offer-none': `${sent}/offer`,
      'referral-where-none': `${sent}/where`,
    });
  }, 300_000);

  it('for an officer who has a date watched and takes it away again', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    await look(page, { 'dates-empty': `/referrals/${ids.referral}/dates` });
    await press(page, page.getByRole('button', { name: 'Add the date' }));
    await inspect(page, 'dates-errors');
    await choose(page, page.getByLabel('Release from prison or custody'));
    await writeDay(page, new Date(Date.now() + 60 * 86_400_000));
    await press(page, page.getByRole('button', { name: 'Add the date' }));
    const away = page.getByRole('button', { name: /^Take away.*Release from prison/ });
    await away.waitFor();
    await inspect(page, 'dates-kept');
    await press(page, away);
    await page.getByText('No date is watched.').waitFor();
  }, 120_000);

  it('for an officer who is asked whether they are safe, and says so', async () => {
    await askForCheck(ids.reference);
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    await look(page, { 'referral-check-asked': `/referrals/${ids.referral}` });
    await press(page, page.getByRole('link', { name: 'My work' }));
    await press(page, page.getByRole('link', { name: new RegExp(`Look whether they are safe.*${ids.reference}`) }));
    await page.getByRole('heading', { name: 'Are they safe where they are?' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Save' }));
    await inspect(page, 'safety-errors');
    await choose(page, page.getByLabel('They are safe where they are'));
    await press(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText('Recorded: they are safe where they are.').waitFor();
    await page.getByText('Somebody looked whether they are safe').waitFor();
    await inspect(page, 'safety-recorded');
  }, 120_000);

  it('for a refuge manager', async () => {
    const page = await stage.signIn('manager.avon@example.org', 'phone');
    await look(page, {
      'manager-work': '/work',
      inbox: '/requests',
      'inbox-answered': '/requests?show=answered',
      'manager-request': `/requests/${ids.request}`,
      'manager-offer': `/requests/${ids.request}/offer`,
      'manager-question': `/requests/${ids.request}/question`,
      'manager-decline': `/requests/${ids.request}/decline`,
      'manager-conflict': `/requests/${ids.request}/conflict`,
      'manager-looks': `/requests/${ids.request}/looks`,
      'manager-withdraw-none': `/requests/${ids.request}/withdraw`,
      'manager-arrival-none': `/requests/${ids.request}/arrival`,
      'manager-where-none': `/requests/${ids.request}/where`,
      'manager-vacancies': '/vacancies',
      'manager-unit': `/vacancies/${ids.unit}`,
      'manager-out-of-use': `/vacancies/${ids.unit}/out-of-use`,
      stays: '/placements',
    });
  }, 300_000);

  it('for an agency from outside the county', async () => {
    const page = await stage.signIn('officer.dudley@example.org', 'phone');
    await look(page, { 'outside-work': '/work', 'likely-place': '/likely-place', 'outside-referrals': '/referrals' });
  }, 120_000);

  it('for people whose words may give somebody away: they are warned, and it is sent if they say so again', async () => {
    const officer = await stage.signIn('officer.worcester@example.org', 'desk');
    await look(officer, { 'draft-background-again': `/referrals/${ids.draft}/background` });
    await write(officer, officer.getByLabel(/What should a service know/), 'Her sister has 07700 900123');
    await officer.getByText(/This looks like a telephone number/).waitFor();
    await inspect(officer, 'background-warned');

    const manager = await stage.signIn('manager.avon@example.org', 'phone');
    await look(manager, { 'question-again': `/requests/${ids.request}/question` });
    await write(manager, manager.getByLabel('What do you need to know?'), 'Do they know 12 Mill Lane?');
    await press(manager, manager.getByRole('button', { name: 'Send the question' }));
    await manager
      .getByText(/This looks like a house number and street/)
      .first()
      .waitFor();
    await inspect(manager, 'question-warned');
    await press(manager, manager.getByRole('button', { name: 'Send the question' }));
    await manager.getByText('Your question has been sent.').waitFor();
  }, 120_000);

  it('for the county coordinator', async () => {
    const page = await stage.signIn('coordinator@example.org', 'desk');
    await look(page, {
      'coordinator-work': '/work',
      'coordinator-board': '/board',
      'coordinator-areas': '/board/areas',
      'coordinator-conflicts': '/board/conflicts',
      'coordinator-accounts': '/people/county',
      'coordinator-tonight': `/board/${ids.referral}/tonight`,
      'coordinator-close': `/board/${ids.referral}/close`,
      'coordinator-emergency': `/referrals/${ids.referral}/emergency`,
      'coordinator-matters': `/referrals/${ids.referral}/matters`,
      'coordinator-referral': `/referrals/${ids.referral}`,
    });
  }, 120_000);

  it('for an administrator', async () => {
    const page = await stage.signIn('admin.rowan@example.org', 'phone');
    await look(page, {
      'admin-work': '/work',
      people: '/people',
      'people-invite': '/people/invite',
      account: '/account',
    });
  }, 120_000);

  it('for the privacy officer, who keeps a story longer and lets it go again', async () => {
    const page = await stage.signIn('privacy@example.org', 'phone');
    await look(page, { 'privacy-work': '/work', 'privacy-looks': '/unusual-looks', retention: '/retention' });
    await press(page, page.getByRole('button', { name: 'Keep it' }));
    await inspect(page, 'retention-errors');
    await write(page, page.getByLabel('Reference of the referral'), ids.reference);
    await choose(page, page.getByLabel('Court proceedings'));
    await writeDay(page, new Date(Date.now() + 30 * 86_400_000));
    await press(page, page.getByRole('button', { name: 'Keep it' }));
    const lift = page.getByRole('button', { name: `Lift the hold on ${ids.reference}` });
    await lift.waitFor();
    await inspect(page, 'retention-held');
    await press(page, lift);
    await page.getByText(`The hold on ${ids.reference} is lifted.`).waitFor();
    await page.getByText('No story is kept longer than its time.').waitFor();
  }, 120_000);

  it('for the privacy officer, who asks why somebody looked at so much', async () => {
    await noteLooksOf('officer.wychavon@example.org');
    const page = await stage.signIn('privacy@example.org', 'phone');
    await press(page, page.getByRole('link', { name: /Ask about unusual looks/ }));
    await page.getByText(/Opened the stories of many households within an hour: 24/).waitFor();
    await inspect(page, 'unusual-looks');
    await press(page, page.getByRole('button', { name: /Not explained/ }));
    await page.getByText(/Have their administrator shut them out now/).waitFor();
    await inspect(page, 'unusual-looks-not-explained');
    await press(page, page.getByRole('link', { name: 'My work' }).first());
    await page.getByText('Nothing waits for you now.').waitFor();
  }, 120_000);

  it('for somebody who follows an address that is not theirs: the same page as for one that leads nowhere', async () => {
    const page = await stage.signIn('officer.wyreforest@example.org', 'phone');
    const notFound = [expect.stringContaining('404'), expect.stringContaining('404')];
    const paths = { 'referral-elsewhere': `/referrals/${ids.referral}`, 'referral-unknown': `/referrals/${ids.unit}` };
    await look(page, paths, notFound);
    expect(await page.locator('main').innerText()).toContain('There is nothing to show here');
  }, 120_000);
});
