import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MAKE_OFFER, SEND_REQUESTS, STORY_WORDS, TYPED_WORDS } from '../../infra/faults/documents.ts';
import { choose, press, reach, write, writeDay } from './keyboard.ts';
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

/** The address of the page on how the first of one's services answers. */
async function ownAnswers(page: Page): Promise<string> {
  await page.goto(new URL('/vacancies', stage.platform.url).href);
  return (
    (await page
      .getByRole('link', { name: /^How .* answers$/ })
      .first()
      .getAttribute('href')) ?? ''
  );
}

/** As the clock does on a Monday: pages cannot wait for one. */
async function keepWeekOf(email: string): Promise<void> {
  await inStore(stage, async (db) => {
    const user = await db.collection('users').findOne({ email });
    await db.collection<{ _id: string }>('look-digests').insertOne({
      _id: '00000000-0000-4000-8000-0000000000bb',
      ...{ organisationId: String(user?.['organisationId']), monday: '2026-11-16', readBy: null },
      ...{ people: [{ userId: String(user?._id), stories: 7, places: 1, emergencies: 0 }] },
    });
  });
}

/** As the clock does when somebody opens stories by the dozen: pages cannot wait for that. */
async function noteLooksOf(email: string): Promise<void> {
  await inStore(stage, async (db) => {
    const user = await db.collection('users').findOne({ email });
    const about = { userId: String(user?._id), organisationId: String(user?.['organisationId']) };
    await db.collection<{ _id: string }>('look-alarms').insertOne({
      _id: '00000000-0000-4000-8000-0000000000aa',
      ...about,
      ...{ pattern: 'MANY_STORIES', count: 24, day: '2026-11-20', notedAt: new Date() },
      ...{ finding: null, foundBy: null, waiting: true, rev: 1 },
    });
  });
}

const ACCEPT = `mutation ($input: AcceptOfferInput!) { acceptOffer(input: $input) { userErrors { code } } }`;
const SPACES = '{ vacancies(first: 50) { edges { node { id status service { id } } } } }';

/** A household that has said yes to a place in a house; the id of its referral. */
async function promisedBy(login: string): Promise<string> {
  const [officer, manager] = [await personOf(stage, 'officer.worcester'), await personOf(stage, login)];
  const { vacancies } = await manager.ask<{
    vacancies: { edges: { node: { id: string; status: string; service: { id: string } } }[] };
  }>(SPACES, {});
  const free = vacancies.edges.find(({ node }) => node.status === 'AVAILABLE')?.node;
  const referralId = await sentFrom(officer, 'E08000027');
  const asked = await officer.act<{ sendRequests: { requests: { id: string }[] } }>(SEND_REQUESTS, {
    referralId,
    serviceIds: [free?.service.id],
  });
  const offer = { requestId: asked.sendRequests.requests[0]?.id, unitId: free?.id };
  const { makeOffer } = await manager.act<{ makeOffer: { hold: { id: string } } }>(MAKE_OFFER, offer);
  await officer.act(ACCEPT, { holdId: makeOffer.hold.id, survivorAgrees: true });
  return referralId;
}

describe('every screen of everybody else, on a phone and on a desk, has nothing for axe to find', () => {
  it('for a refuge manager', async () => {
    const page = await stage.signIn('manager.avon@example.org', 'phone');
    await look(stage, page, {
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
      'manager-answers': await ownAnswers(page),
      'manager-unit': `/vacancies/${ids.unit}`,
      'manager-out-of-use': `/vacancies/${ids.unit}/out-of-use`,
      stays: '/placements',
    });
  }, 300_000);

  it('for a manager who changes what the service takes, after a look at what that would have turned', async () => {
    const page = await stage.signIn('manager.avon@example.org', 'desk');
    await press(page, page.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(page, page.getByRole('link', { name: /^What Avon House takes/ }));
    await page.getByRole('heading', { level: 1, name: 'What you take' }).waitFor();
    await inspect(page, 'policy');
    await write(page, page.getByLabel('How old must the applicant be?'), 'grown');
    await press(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.getByText('Enter an age in whole years').first().waitFor();
    await inspect(page, 'policy-errors');
    await write(page, page.getByLabel('How old must the applicant be?'), '25');
    await choose(
      page,
      page.getByRole('radiogroup', { name: /people from your own district/ }).getByLabel('No', { exact: true }),
    );
    await page.getByText('Youngest applicant: 16 → 25').waitFor();
    await press(page, page.getByRole('button', { name: 'See what it would have changed' }));
    await page.getByText(/^Looked at \d+ request/).waitFor();
    await inspect(page, 'policy-preview');
    await press(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.getByText('Saved. From now on places are found by it.').waitFor();
    await page.getByRole('heading', { name: 'Changes before' }).waitFor();
    await inspect(page, 'policy-saved');
  }, 120_000);

  it('for a manager who writes a rota, has somebody stand in, and takes that out again, by keyboard', async () => {
    const page = await stage.signIn('manager.avon@example.org', 'phone');
    await look(stage, page, { 'vacancies-rota': '/vacancies' });
    await press(page, page.getByRole('link', { name: /^Who is on call at Avon House/ }));
    await page.getByRole('heading', { level: 1, name: 'Who is on call' }).waitFor();
    await page.getByText('This service keeps no rota.').waitFor();
    await inspect(page, 'rota-empty');
    await press(page, page.getByRole('button', { name: 'Write the weekly pattern' }));
    await press(page, page.getByRole('button', { name: 'Save the pattern' }));
    await page.getByText('Shift 1: choose at least one day.').first().waitFor();
    await inspect(page, 'rota-pattern-errors');
    for (const day of ['Monday', 'Friday', 'Bank holidays']) await choose(page, page.getByLabel(day, { exact: true }));
    await write(page, page.getByLabel('Shift 1: from'), '1000PM');
    await write(page, page.getByLabel('Shift 1: until'), '0900AM');
    await reach(page, page.getByLabel('Shift 1: who is on call?'));
    await page.keyboard.press('ArrowDown');
    await inspect(page, 'rota-pattern');
    await press(page, page.getByRole('button', { name: 'Save the pattern' }));
    await page.getByText(/^Nobody is on call for \d+ hours of the next seven days/).waitFor();
    await page
      .getByText(/^Nobody from/)
      .first()
      .waitFor();
    await inspect(page, 'rota');

    await press(page, page.getByRole('button', { name: 'Somebody stands in' }));
    await press(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.getByText('Choose who stands in.').first().waitFor();
    await inspect(page, 'rota-cover-errors');
    await reach(page, page.getByLabel('Who stands in?'));
    await page.keyboard.press('ArrowDown');
    const [today, tomorrow] = [new Date(), new Date(Date.now() + 86_400_000)] as const;
    const writeInto = async (question: string, day: Date): Promise<void> => {
      const boxes = page.getByRole('group', { name: question });
      const parts = { Day: day.getUTCDate(), Month: day.getUTCMonth() + 1, Year: day.getUTCFullYear() };
      for (const [label, part] of Object.entries(parts)) await write(page, boxes.getByLabel(label), String(part));
    };
    await writeInto('From which day?', today);
    await write(page, page.getByLabel('From what time on that day?'), '0800PM');
    await writeInto('Until which day?', tomorrow);
    await write(page, page.getByLabel('Until what time on that day?'), '1000PM');
    await press(page, page.getByRole('button', { name: 'Save', exact: true }));
    await page.getByText('Saved. It wins over the weekly pattern.').waitFor();
    await inspect(page, 'rota-with-cover');
    await press(page, page.getByRole('button', { name: /^Take this out/ }));
    await page.getByText('Nobody stands in: the weekly pattern holds.').waitFor();
    const officer = await stage.signIn('officer.worcester@example.org', 'desk');
    await look(stage, officer, { 'referral-on-call': `/referrals/${ids.referral}` });
    await officer
      .getByText(/^(Somebody is on call or in the office|Nobody is on call) until/)
      .first()
      .waitFor();
  }, 180_000);

  it('for people whose words may give somebody away: they are warned, and it is sent if they say so again', async () => {
    const officer = await stage.signIn('officer.worcester@example.org', 'desk');
    await look(stage, officer, { 'draft-background-again': `/referrals/${ids.draft}/background` });
    await write(officer, officer.getByLabel(/What should a service know/), TYPED_WORDS.background);
    await officer.getByText(/This looks like a telephone number/).waitFor();
    await inspect(officer, 'background-warned');

    const manager = await stage.signIn('manager.avon@example.org', 'phone');
    await look(stage, manager, { 'question-again': `/requests/${ids.request}/question` });
    await write(manager, manager.getByLabel('What do you need to know?'), TYPED_WORDS.question);
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
    await look(stage, page, {
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

  it('for a commissioner, who sees what the county has not got, and the coordinator with them', async () => {
    const page = await stage.signIn('commissioner@example.org', 'phone');
    await look(stage, page, { 'commissioner-work': '/work' });
    await press(page, page.getByRole('link', { name: 'Unmet needs' }));
    await page.getByRole('heading', { name: 'Needs that nothing met' }).waitFor();
    await page.getByText('Households: 90').waitFor();
    await inspect(page, 'unmet-needs');
    const words = await page.locator('main').innerText();
    expect(words).toMatch(/Not shown/);
    expect(words).not.toMatch(/^[1-7]$/m);
    await press(page, page.getByRole('link', { name: 'How services answer' }));
    await page.getByText('Answered: 45. Said no: 25').waitFor();
    await inspect(page, 'answers');
    expect(await page.locator('main').innerText()).not.toMatch(/\b[1-7]$/m);
    const coordinator = await stage.signIn('coordinator@example.org', 'desk');
    await look(stage, coordinator, { 'coordinator-unmet-needs': '/unmet-needs' });
    expect(await coordinator.locator('main').innerText()).toBe(words);
  }, 120_000);

  it('for the coordinator, who finds that two referrals are one household, and that they are not', async () => {
    const officer = await stage.signIn('officer.worcester@example.org', 'desk');
    await officer.goto(new URL(`/referrals/${ids.draft}/check`, stage.platform.url).href);
    await press(officer, officer.getByRole('button', { name: /^Send/ }));
    await officer.waitForURL(({ pathname }) => !pathname.endsWith('/check'));
    const page = await stage.signIn('coordinator@example.org', 'phone');
    await look(stage, page, { 'duplicates-work': '/work', 'duplicates-waiting': '/board/duplicates' });
    await press(page, page.getByRole('button', { name: `One household: ${ids.reference} stays` }));
    await page.getByText(`They are one now: ${ids.reference} stays.`).waitFor();
    await inspect(page, 'duplicates-merged');
    await look(stage, officer, { 'referral-merged': `/referrals/${ids.draft}` });
    expect(await officer.locator('main').innerText()).toContain('joined to another referral');
    await press(page, page.getByRole('button', { name: /^Take apart again/ }));
    await page.getByText('They are two again.').waitFor();
    await inspect(page, 'duplicates-apart');
  }, 180_000);

  it('for an administrator', async () => {
    const page = await stage.signIn('admin.rowan@example.org', 'phone');
    await look(stage, page, {
      'admin-work': '/work',
      people: '/people',
      'people-invite': '/people/invite',
      account: '/account',
    });
    await look(stage, page, { 'weekly-looks-none': '/weekly-looks' });
    await keepWeekOf('admin.rowan@example.org');
    await press(page, page.getByRole('link', { name: 'My work' }).first());
    await press(page, page.getByRole('link', { name: /Go through what your people looked at/ }));
    await page.getByRole('rowheader', { name: 'Bryn Morgan' }).waitFor();
    await inspect(page, 'weekly-looks');
    await press(page, page.getByRole('button', { name: 'I have gone through it' }));
    await page.getByText('Somebody has gone through it.').waitFor();
  }, 120_000);

  it('for the privacy officer, who keeps a story longer and lets it go again', async () => {
    const page = await stage.signIn('privacy@example.org', 'phone');
    await look(stage, page, { 'privacy-work': '/work', 'privacy-looks': '/unusual-looks', retention: '/retention' });
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

  it('for two privacy officers, who answer somebody that asks what is kept about them', async () => {
    const prove = async (page: Page): Promise<void> => {
      await page.getByRole('heading', { name: 'Prove who you are' }).waitFor();
      await write(page, page.getByLabel('Your password'), stage.platform.signIns[0]?.password ?? '');
      await page.keyboard.press('Enter');
    };
    const first = await stage.signIn('privacy@example.org', 'phone');
    await look(stage, first, { 'copies-empty': '/copies' });
    await press(first, first.getByRole('button', { name: 'Begin' }));
    await inspect(first, 'copies-errors');
    await choose(first, first.getByLabel(/Anybody else/));
    await write(first, first.getByLabel('Reference of the referral'), ids.reference);
    await writeDay(first, new Date());
    await press(first, first.getByRole('button', { name: 'Begin' }));
    await first
      .getByText(/neither confirm nor deny/)
      .first()
      .waitFor();
    await inspect(first, 'copies-somebody-else');
    await choose(first, first.getByLabel(/the referral was made for/));
    await choose(first, first.getByLabel('In person, with a document'));
    await press(first, first.getByRole('button', { name: 'Begin' }));
    await first.getByText(/The request is in the list/).waitFor();
    await press(first, first.getByRole('button', { name: /^Prepare the copy/ }));
    await prove(first);
    await first.getByText(STORY_WORDS.phone).waitFor();
    expect(await first.locator('main').innerText()).not.toContain(STORY_WORDS.childName);
    await inspect(first, 'copies-prepare');
    await press(first, first.getByRole('button', { name: 'Prepare this copy' }));
    await first
      .getByText(/Somebody else has to read it/)
      .first()
      .waitFor();

    const second = await stage.signIn('privacy.second@example.org', 'desk');
    await press(second, second.getByRole('link', { name: /Read and release a copy/ }));
    await press(second, second.getByRole('button', { name: /^Read the copy/ }));
    await prove(second);
    await second.getByText(STORY_WORDS.phone).waitFor();
    await inspect(second, 'copies-read');
    await press(second, second.getByRole('button', { name: /release it/ }));
    await second.getByText(/It can be taken out for seven days/).waitFor();
    await inspect(second, 'copies-released');
    await press(second, second.getByRole('button', { name: /^Take the copy out/ }));
    await second.getByRole('button', { name: 'Print it' }).waitFor();
    await inspect(second, 'copies-taken-out');
    await second.emulateMedia({ media: 'print' });
    const printed = await second.locator('body').innerText();
    expect(printed).toContain(STORY_WORDS.phone);
    expect(printed).not.toMatch(/Who has asked|Somebody asks|Price/);
    await second.emulateMedia({ media: 'screen' });
    await press(second, second.getByRole('button', { name: 'Hide it' }));
    await second.getByText(STORY_WORDS.phone).waitFor({ state: 'detached' });
  }, 120_000);

  it('for a manager after a fire, who closes the house and opens it again, and the coordinator beside them', async () => {
    const lost = await promisedBy('manager.teme');
    const page = await stage.signIn('manager.teme@example.org', 'phone');
    await press(page, page.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(page, page.getByRole('link', { name: /^Fire or flood: close several spaces/ }));
    await page.getByRole('heading', { level: 1, name: 'Close several spaces' }).waitFor();
    await page.getByText('Teme House').waitFor();
    const see = page.getByRole('button', { name: 'See whom it concerns' });
    await press(page, see);
    await page.getByText('Choose which spaces.').first().waitFor();
    await inspect(page, 'closing-errors');
    await choose(page, page.getByLabel('Only some of them'));
    await inspect(page, 'closing-some');
    await choose(page, page.getByLabel(/^All \d+ spaces of this house/));
    await choose(page, page.getByLabel('Fire or flood', { exact: true }));
    await press(page, see);
    await page.getByRole('heading', { name: 'If you close them now' }).waitFor();
    await page
      .getByText(/somewhere tonight/)
      .first()
      .waitFor();
    await page.getByText('1 household loses a place to which they have said yes.').waitFor();
    await inspect(page, 'closing-warning');
    await press(page, page.getByRole('button', { name: /^Close \d+ spaces? now$/ }));
    await page.getByRole('heading', { level: 1, name: 'Closed' }).waitFor();
    await inspect(page, 'closing-done');
    await press(page, page.getByRole('link', { name: 'See who has to be placed again' }));
    await page.getByText('They live there and must move').first().waitFor();
    await inspect(page, 'again-service');

    const coordinator = await stage.signIn('coordinator@example.org', 'desk');
    await coordinator.goto(new URL('/board', stage.platform.url).href);
    await press(coordinator, coordinator.getByRole('link', { name: 'To be placed again' }));
    await coordinator.getByText('They live there and must move').first().waitFor();
    await coordinator.getByText('They had said yes to it').waitFor();
    await inspect(coordinator, 'again-county');
    await look(stage, coordinator, { 'taken-back-board': '/board', 'taken-back-referral': `/referrals/${lost}` });
    expect(await coordinator.locator('main').innerText()).toContain('A service took back the place it had offered');

    await press(page, page.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(page, page.getByRole('link', { name: /^Put spaces of Teme House back in use/ }));
    await page.getByRole('button', { name: 'Put back in use' }).waitFor();
    await inspect(page, 'reopening');
    await press(page, page.getByRole('button', { name: 'Put back in use' }));
    await page.getByText('Choose at least one space.').first().waitFor();
    await press(page, page.getByRole('button', { name: 'Choose all of them' }));
    await press(page, page.getByRole('button', { name: 'Put back in use' }));
    await page.getByText(/^Back in use: \d+ spaces/).waitFor();
    expect(stage.complaints.splice(0)).toEqual([]);
  }, 120_000);

  it('for a service without internet: its manager prints codes, it rings, and the county writes down what it says', async () => {
    const manager = await stage.signIn('manager.avon@example.org', 'phone');
    await press(manager, manager.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(manager, manager.getByRole('link', { name: /no internet: codes for the phone/ }));
    await manager.getByText('No list of codes has been made yet.').waitFor();
    await inspect(manager, 'phone-codes-none');
    await press(manager, manager.getByRole('button', { name: 'Make a new list of codes' }));
    await manager.getByRole('heading', { name: 'Prove who you are' }).waitFor();
    await write(manager, manager.getByLabel('Your password'), stage.platform.signIns[0]?.password ?? '');
    await manager.keyboard.press('Enter');
    await manager.getByRole('heading', { name: 'Print these codes now' }).waitFor();
    await inspect(manager, 'phone-codes-shown');
    const codes = await manager.locator('.app-code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await press(manager, manager.getByRole('button', { name: 'I have them on paper' }));
    await manager.getByText(/^10 codes not used yet/).waitFor();

    const page = await stage.signIn('coordinator@example.org', 'desk');
    await page.goto(new URL('/board', stage.platform.url).href);
    await press(page, page.getByRole('link', { name: 'A service rings' }));
    await write(page, page.getByLabel('Part of its name'), 'Avon');
    await inspect(page, 'by-phone');
    await press(page, page.getByRole('link', { name: 'Avon House' }));
    const answers = page.getByRole('link', { name: /^Write down an answer/ });
    await answers.first().waitFor();
    await inspect(page, 'by-phone-desk');
    await write(page, page.getByLabel('The next code on their list'), 'AAAA-BBBB-CCCC');
    const right = page.getByRole('button', { name: 'They say that it is right' });
    await press(page, right);
    await page.getByText('This code is not on their list, or has been used.').first().waitFor();
    await inspect(page, 'by-phone-wrong');
    await write(page, page.getByLabel('The next code on their list'), codes[0] ?? '');
    await press(page, right);
    await page.getByText('Confirmed, by phone.').waitFor();

    await press(page, page.getByRole('link', { name: new RegExp(`^Write down an answer.*${ids.reference}`) }));
    await page.getByRole('heading', { level: 1, name: 'Write down an answer by phone' }).waitFor();
    await page.getByLabel('They offer a space').waitFor();
    await choose(page, page.getByLabel('They offer a space'));
    await inspect(page, 'by-phone-offer');
    await choose(page, page.getByLabel('They say no'));
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await page.getByText('Choose the kind of reason.').first().waitFor();
    await inspect(page, 'by-phone-decline-errors');
    await choose(page, page.getByLabel('No space', { exact: true }));
    await choose(page, page.getByLabel('No vacancy', { exact: true }));
    await page.getByLabel('What would have made it a yes?').selectOption('A_SPACE_FREE_LATER');
    await write(page, page.getByLabel('The next code on their list'), codes[1] ?? '');
    await press(page, page.getByRole('button', { name: 'Write it down' }));
    await page.getByText('Written down, by phone.').waitFor();

    await look(stage, page, { 'by-phone-referral': `/referrals/${ids.referral}` });
    expect(await page.locator('main').innerText()).toContain('By phone, written down by the county');
    await look(stage, manager, { 'by-phone-request': `/requests/${ids.request}` });
    expect(await manager.locator('main').innerText()).toContain('Your answer came by phone');
    await press(manager, manager.getByRole('link', { name: 'Vacancies', exact: true }));
    await press(manager, manager.getByRole('link', { name: /no internet: codes for the phone/ }));
    await manager.getByText(/^8 codes not used yet/).waitFor();
    await manager.getByText('Service said no').waitFor();
    await inspect(manager, 'phone-codes-used');
  }, 120_000);
});
