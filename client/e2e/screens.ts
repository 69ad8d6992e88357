import { expect } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import type { Page } from 'playwright-core';
import { SAVE_DRAFT, SEND_REQUESTS, SUBMIT, TOLD_STORY } from '../../infra/faults/documents.ts';
import { Person } from '../../infra/faults/person.ts';
import { inspect, type Stage } from './stage.ts';

/** What the pages are about: see `prepare`. */
export interface Ids {
  readonly draft: string;
  readonly referral: string;
  readonly reference: string;
  readonly unit: string;
  readonly request: string;
}

async function newReferral(officer: Person, change: object = {}): Promise<string> {
  const { saveDraft } = await officer.act<{ saveDraft: { referral: { id: string } } }>(SAVE_DRAFT, {
    story: { ...TOLD_STORY, ...change },
  });
  return saveDraft.referral.id;
}

/** A referral that has been sent, of a household that lives in a district. */
export async function sentFrom(officer: Person, homeAreaCode: string, change: object = {}): Promise<string> {
  const referral = await newReferral(officer, { homeAreaCode, ...change });
  await officer.act(SUBMIT, { referralId: referral });
  return referral;
}

/** Somebody of the demonstration who acts beside the pages. */
export async function personOf(stage: Stage, login: string): Promise<Person> {
  const one = stage.platform.signIns.find(({ email }) => email === `${login}@example.org`);
  return Person.signIn(stage.platform.url, one?.email ?? '', one?.password ?? '');
}

/** A draft, a sent referral, a request to one service and a unit of it, so that every page has something to show. */
export async function prepare(stage: Stage): Promise<Ids> {
  const [officer, manager] = [await personOf(stage, 'officer.worcester'), await personOf(stage, 'manager.avon')];
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

/** The store behind the pages, for what only the clock would bring about. */
export async function inStore(stage: Stage, act: (db: Db) => Promise<void>): Promise<void> {
  const client = await MongoClient.connect(stage.platform.mongoUri);
  await act(client.db(stage.platform.env['MONGODB_DB'] ?? 'openhaven'));
  await client.close();
}

/** Looks at pages one after another, as somebody who types their addresses. */
export async function look(
  stage: Stage,
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
  expect(stage.complaints.splice(0)).toEqual(complaints);
}
