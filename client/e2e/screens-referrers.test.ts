import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../infra/faults/person.ts';
import { choose, press, reach, write, writeDay } from './keyboard.ts';
import { question } from './question.ts';
import { type Ids, inStore, look, personOf, prepare, sentFrom } from './screens.ts';
import { inspect, openStage, type Stage } from './stage.ts';

let stage: Stage;
let ids: Ids;

beforeAll(async () => {
  stage = await openStage();
  ids = await prepare(stage);
}, 120_000);

afterAll(async () => {
  await stage.close();
});

/** As the clock does on the morning of a date that is watched: pages cannot wait for one. */
async function askForCheck(reference: string): Promise<void> {
  const safetyCheckBy = new Date(Date.now() + 4 * 3_600_000);
  await inStore(stage, async (db) => {
    const { modifiedCount } = await db.collection('referrals').updateOne({ reference }, { $set: { safetyCheckBy } });
    expect(modifiedCount).toBe(1);
  });
}

/** A phone that is safe at any hour, one that is his, and a wish for the police to look in. */
const SILENT = {
  safeContact: {
    codeWord: 'marigold',
    ifNoContact: 'CALL_POLICE',
    channels: [
      { kind: 'PHONE', value: '07700 900417', safe: true, mayLeaveMessage: false, whoMayAnswer: 'A sister' },
      { kind: 'PHONE', value: '07700 900666', safe: false, mayLeaveMessage: false },
    ],
  },
} as const;

/** Somebody rings and nobody answers, beside the pages. */
async function inVain(officer: Person, referralId: string): Promise<void> {
  const query = 'query ($id: ID!) { referral(id: $id) { rev } }';
  const { referral } = await officer.ask<{ referral: { rev: number } }>(query, { id: referralId });
  const show = 'mutation ($input: TryToReachInput!) { tryToReach(input: $input) { shown } }';
  const input = { referralId, rev: referral.rev, way: 0, cardRead: true };
  const { tryToReach } = await officer.ask<{ tryToReach: { shown: boolean } }>(show, { input });
  expect(tryToReach.shown).toBe(true);
  const note = 'mutation ($input: NoteContactInput!) { noteContact(input: $input) { userErrors { code } } }';
  await officer.act(note, { referralId, outcome: 'NO_ANSWER' });
}

it('what is wrong with a page is found', async () => {
  const page = await stage.visit('/help', 'phone');
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  await expect(inspect(page, 'wrong')).rejects.toThrow('button-name');
  await page.locator('main > button').evaluate((button) => button.replaceWith(document.createElement('hr')));
  await page.locator('main > hr').evaluate((line) => Object.assign(line.style, { width: '2000px' }));
  await expect(inspect(page, 'too-wide')).rejects.toThrow('overflow');
}, 120_000);

describe('every screen of those who refer, on a phone and on a desk, has nothing for axe to find', () => {
  it('for somebody who has not signed in', async () => {
    const page = await stage.visit('/', 'phone');
    await look(stage, page, {
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
    await look(stage, page, {
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
      'referral-compare-none': `${sent}/compare?units=gone`,
      'referral-arrange': `${sent}/arrange`,
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
    await look(stage, page, { 'dates-empty': `/referrals/${ids.referral}/dates` });
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
    await look(stage, page, { 'referral-check-asked': `/referrals/${ids.referral}` });
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

  it('for an officer whom nobody answers, who pauses, asks the police, and takes it up again', async () => {
    const officer = await personOf(stage, 'officer.worcester');
    const id = await sentFrom(officer, 'E07000237', SILENT);
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    await look(stage, page, { 'referral-before-reach': `/referrals/${id}` });
    await press(page, page.getByRole('link', { name: 'Try to reach the survivor' }));
    await page.getByText('Code word: marigold').waitFor();
    await inspect(page, 'reach-card');
    expect(await page.locator('main').innerText()).not.toMatch(/900 ?417|900 ?666/);
    await press(page, page.getByRole('button', { name: 'Show it for two minutes' }));
    await inspect(page, 'reach-errors');
    for (let attempt = 1; attempt <= 2; attempt++) {
      await choose(page, page.getByLabel('I have read how they may be reached'));
      await press(page, page.getByRole('button', { name: 'Show it for two minutes' }));
      await page.getByText('07700 900417').waitFor();
      expect(await page.getByLabel('Nobody answered, and I left a message').count()).toBe(0);
      if (attempt === 1) await inspect(page, 'reach-shown');
      await choose(page, page.getByLabel('Nobody answered, and I left nothing'));
      await press(page, page.getByRole('button', { name: 'Write it down' }));
      await page.getByRole('button', { name: 'Show it for two minutes' }).waitFor();
      expect(await page.locator('main').innerText()).not.toContain('900417');
    }
    await page.getByText('Ask them now.').waitFor();
    await press(page, page.getByRole('button', { name: 'Pause: they cannot be reached safely' }));
    await page.getByText(/^Paused since/).waitFor();
    await inspect(page, 'reach-paused');

    await press(page, page.getByRole('link', { name: 'My work' }));
    await page.getByText('Try again to reach the survivor').first().waitFor();
    await inspect(page, 'work-paused');
    await press(page, page.getByRole('link', { name: /^Ask the police for a welfare check/ }));
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await inspect(page, 'police-errors');
    await choose(page, page.getByLabel('I have asked the police, and wait to hear'));
    await write(page, page.getByLabel('Number the police gave (optional)'), 'WM-0042');
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await page.getByText('Number the police gave: WM-0042').waitFor();
    await inspect(page, 'police-asked');
    await look(stage, page, { 'referral-paused': `/referrals/${id}` });
    await press(page, page.getByRole('button', { name: 'They are back: go on with the search' }));
    await page.getByText('The search goes on, with the same story.').waitFor();
    await inspect(page, 'referral-resumed');
  }, 180_000);

  it('for a coordinator who has the police asked against what the survivor said', async () => {
    const officer = await personOf(stage, 'officer.worcester');
    const wish = { safeContact: { ...SILENT.safeContact, ifNoContact: 'DO_NOT_CALL_POLICE' } };
    const id = await sentFrom(officer, 'E07000237', wish);
    await inVain(officer, id);
    const page = await stage.signIn('coordinator@example.org', 'desk');
    await look(stage, page, { 'reach-no-police': `/referrals/${id}/reach` });
    await page.getByText('Do not ask the police to look in. The survivor does not want it.').waitFor();
    await press(page, page.getByRole('button', { name: 'Pause: they cannot be reached safely' }));
    await page.getByText(/^Paused since/).waitFor();
    await look(stage, page, { 'board-paused': '/board' });
    await page
      .getByText(/Paused since/)
      .first()
      .waitFor();
    await look(stage, page, { 'police-not-wanted': `/referrals/${id}/police` });
    await press(page, page.getByRole('button', { name: 'Have the police asked' }));
    await inspect(page, 'police-overrule-errors');
    await choose(page, page.getByLabel('There is reason to believe that a life is in danger'));
    await write(page, page.getByLabel('In a sentence or two'), 'A neighbour heard a threat.');
    await press(page, page.getByRole('button', { name: 'Have the police asked' }));
    await page.getByText('A coordinator has said that the police are asked this time.').waitFor();
    await inspect(page, 'police-overruled');
  }, 180_000);

  it('for an agency from outside the county', async () => {
    const page = await stage.signIn('officer.dudley@example.org', 'phone');
    await look(stage, page, {
      'outside-work': '/work',
      'likely-place': '/likely-place',
      'outside-referrals': '/referrals',
    });
  }, 120_000);

  it('for a no that is challenged and decided on, and a case conference', async () => {
    const officer = await stage.signIn('officer.worcester@example.org', 'phone');
    const manager = await stage.signIn('manager.avon@example.org', 'desk');
    const coordinator = await stage.signIn('coordinator@example.org', 'desk');
    await manager.goto(new URL(`/requests/${ids.request}/decline`, stage.platform.url).href);
    await choose(manager, manager.getByLabel(/A need we cannot meet/));
    await choose(manager, manager.getByLabel('Mental health needs'));
    await manager.getByLabel('Which need could not be met?').selectOption({ label: 'Mental health' });
    const change = { label: 'Extra support with the household' };
    await manager.getByLabel('What would have made it a yes?').selectOption(change);
    await press(manager, manager.getByRole('button', { name: 'Say no' }));
    await manager
      .getByText(/You have said no|said no/i)
      .first()
      .waitFor();

    await look(stage, officer, { 'referral-refused': `/referrals/${ids.referral}` });
    await press(officer, officer.getByRole('link', { name: /^Challenge this no/ }));
    await officer.getByRole('heading', { name: 'Challenge a no' }).waitFor();
    await press(officer, officer.getByRole('button', { name: 'Challenge this no' }));
    await inspect(officer, 'challenge-errors');
    await choose(officer, officer.getByLabel('The need can be met with support that comes with them'));
    await press(officer, officer.getByRole('button', { name: 'Challenge this no' }));
    await officer.getByText('The county coordinator decides, and has been told.').waitFor();
    await inspect(officer, 'challenge-raised');

    await look(stage, coordinator, { 'coordinator-challenge-work': '/work' });
    const task = coordinator.getByRole('link', { name: new RegExp(`Decide on a challenge.*${ids.reference}`) });
    await press(coordinator, task);
    await choose(coordinator, coordinator.getByLabel('The service is asked to look again'));
    await inspect(coordinator, 'challenge-decide');
    await press(coordinator, coordinator.getByRole('button', { name: 'Save' }));
    await coordinator.getByText('Decided: the service has been asked again').waitFor();
    await look(stage, coordinator, {
      'challenge-over': `/referrals/${ids.referral}/requests/${ids.request}/challenge`,
      'conference-none': `/referrals/${ids.referral}/conference`,
    });

    await inStore(stage, async (db) => {
      const conferenceBy = new Date(Date.now() + 4 * 3_600_000);
      await db.collection('referrals').updateOne({ reference: ids.reference }, { $set: { conferenceBy } });
    });
    await look(stage, officer, { 'conference-referrer': `/referrals/${ids.referral}/conference` });
    await look(stage, coordinator, { conference: `/referrals/${ids.referral}/conference` });
    await press(coordinator, coordinator.getByRole('button', { name: 'Write it down' }));
    await inspect(coordinator, 'conference-errors');
    await choose(coordinator, coordinator.getByLabel('A place with high support is looked for'));
    await press(coordinator, coordinator.getByRole('button', { name: 'Write it down' }));
    await coordinator.getByText('Written down: the case conference was held.').waitFor();
  }, 180_000);

  it('for a household that shares less, and then agrees no more', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    const manager = await stage.signIn('manager.avon@example.org', 'desk');
    await look(stage, page, { 'agreement-with-referral': `/referrals/${ids.referral}/agreement` });
    await page.getByText('When the referral was sent').waitFor();
    await reach(page, page.getByLabel('Health and support needs'));
    await page.keyboard.press('Space');
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await inspect(page, 'agreement-errors');
    await choose(page, page.getByLabel('Said it on the phone'));
    await choose(page, page.getByLabel('28 days'));
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await page.getByText('Health and support needs: no').waitFor();
    await inspect(page, 'agreement-narrower');
    await look(stage, manager, { 'request-less-shared': `/requests/${ids.request}` });
    expect(await manager.locator('main').innerText()).toContain('Not shared: the household has not agreed.');

    await press(page, page.getByRole('button', { name: 'They agree no more' }));
    await page.getByText('They agree no more. Nobody new can be asked').waitFor();
    await inspect(page, 'agreement-withdrawn');
    await look(stage, manager, { 'request-not-shared': `/requests/${ids.request}` });
    expect(await manager.locator('main').innerText()).toContain('Nothing is shared with you any more');
    await look(stage, page, { 'agreement-work': '/work' });
    await page
      .getByRole('link', { name: new RegExp(`Ask again what they agree to share.*${ids.reference}`) })
      .waitFor();
  }, 120_000);

  it('for somebody who follows an address that is not theirs: the same page as for one that leads nowhere', async () => {
    const page = await stage.signIn('officer.wyreforest@example.org', 'phone');
    const notFound = [expect.stringContaining('404'), expect.stringContaining('404')];
    const paths = { 'referral-elsewhere': `/referrals/${ids.referral}`, 'referral-unknown': `/referrals/${ids.unit}` };
    await look(stage, page, paths, notFound);
    expect(await page.locator('main').innerText()).toContain('There is nothing to show here');
  }, 120_000);
});

describe('places', () => {
  it('are chosen on a map of tiles, looked at side by side, and printed without a name', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'desk');
    await look(stage, page, { 'places-map': `/referrals/${ids.referral}/places` });
    const tile = page.getByRole('button', { name: /^Wychavon/ });
    await press(page, tile);
    await page.waitForURL(/area=E07000238/);
    await page.getByRole('button', { name: /^Wychavon/, pressed: true }).waitFor();
    await inspect(page, 'places-one-area');
    await press(page, tile);
    await page.waitForURL((url) => !url.search.includes('area'));

    const boxes = page.getByRole('checkbox', { name: /^Compare/ });
    await choose(page, boxes.nth(0));
    await choose(page, boxes.nth(1));
    await press(page, page.getByRole('link', { name: 'Compare 2 places' }));
    await page.getByRole('columnheader', { name: /^Place B: / }).waitFor();
    await inspect(page, 'compare');
    const name = /: (.*)$/.exec(await page.getByRole('columnheader', { name: /^Place A: / }).innerText())?.[1] ?? '';
    await page.emulateMedia({ media: 'print' });
    const printed = await page.locator('body').innerText();
    expect(printed).toContain('Place A');
    expect(printed).not.toContain(name);
    expect(printed).not.toMatch(/OpenHaven|domestic|abuse|refuge/i);
    await inspect(page, 'compare-printed');
  }, 120_000);

  it('that nobody has confirmed for a day are grey, to be asked about, and cannot be kept', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    const id = await sentFrom(await personOf(stage, 'officer.worcester'), 'E07000237');
    await look(stage, page, { 'places-stale': `/referrals/${id}/places?area=E07000221` });
    const part = (title: string) => page.locator('h2', { hasText: title }).locator('+ ul');
    const stale = page.locator('.app-unit').filter({ hasText: 'Ring first' });
    const grey = part('Free now: ask the service').locator('.app-unit').filter({ hasText: 'Ring first' });
    expect(await grey.count()).toBeGreaterThan(0);
    expect(await part('Fits and free now').locator('.app-unit').filter({ hasText: 'Ring first' }).count()).toBe(0);
    const text = (await grey.first().textContent()) ?? '';
    expect(text).toContain('Not confirmed for over 24 hours: ring first.');
    expect(text).toContain('Ask first');
    for (const tag of await grey.first().locator('.govuk-tag').all()) {
      expect(await tag.getAttribute('class')).toContain('govuk-tag--grey');
    }
    expect(await stale.getByRole('button', { name: 'Keep it free now' }).count()).toBe(0);
    const fresh = part('Fits and free now').getByRole('button', { name: 'Keep it free now' });
    expect(await fresh.count()).toBeGreaterThan(0);
  }, 120_000);

  it('outside their district say so, and how they get there is arranged by keyboard once one is kept', async () => {
    const page = await stage.signIn('officer.worcester@example.org', 'phone');
    const id = await sentFrom(await personOf(stage, 'officer.worcester'), 'E07000237');
    await look(stage, page, { 'places-way-there': `/referrals/${id}/places` });
    const card = page.locator('.app-card').filter({ hasText: 'Wren House' }).first();
    await card.getByText('Outside Worcester: how they get there has to be arranged').waitFor();
    await press(page, card.getByRole('button', { name: 'Keep it free now' }).first());
    await page.getByText('The space is kept free while the service decides.').waitFor();

    await press(page, page.getByRole('link', { name: 'My work' }).first());
    await page.getByRole('link', { name: /Arrange what they need beside a place/ }).waitFor();
    await look(stage, page, { 'arrange-way-there': `/referrals/${id}/arrange` });
    await page.getByText(/^To Wren House, /).waitFor();
    await press(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText('Say what came of it.').first().waitFor();
    await choose(page, page.getByLabel('It is arranged'));
    await press(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText('Say how they travel.').first().waitFor();
    await inspect(page, 'arrange-way-there-errors');
    await choose(page, question(page, 'How do they travel?').getByLabel('Train'));
    await choose(page, question(page, 'Who brings them?').getByLabel(/^Nobody/));
    await choose(page, question(page, 'Who pays?').getByLabel(/^Rail to Refuge/));
    await choose(page, question(page, 'On which day').getByLabel('Tomorrow'));
    // Browsers that tell the hours twice want to know which half of the day; others take no notice.
    await write(page, page.getByLabel('At what time do they set off?'), '0930AM');
    await press(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText('Nothing has to be arranged now.').waitFor();
    await page.getByText('They set off: tomorrow at 09:30').waitFor();
    await inspect(page, 'arrange-way-there-settled');

    await press(page, page.getByRole('button', { name: /^Plans have changed/ }));
    await choose(page, page.getByLabel('It is not needed, or not any more'));
    await inspect(page, 'arrange-way-there-changed');
    await press(page, page.getByRole('button', { name: 'Save' }));
    await page.getByText(/It is not needed, or not any more, said on/).waitFor();
    await look(stage, page, { 'arrange-way-there-work': '/work' });
    expect(await page.getByRole('link', { name: /Arrange what they need beside a place/ }).count()).toBe(0);
  }, 180_000);
});
