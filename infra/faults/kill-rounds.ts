import { setTimeout as wait } from 'node:timers/promises';
import { type Leak, leaksIn, type Words } from '@openhaven/server/testing/leaks';
import type { Db } from 'mongodb';
import type { Part, Platform } from '../run/platform.ts';
import {
  FIND_PLACES,
  PLACE_HOLD,
  PLACE_WORDS,
  SAVE_DRAFT,
  SEND_REQUESTS,
  STORY_WORDS,
  SUBMIT,
  TOLD_STORY,
} from './documents.ts';
import {
  countReferrals,
  doublyHeldUnits,
  jobsLeft,
  lapseHolds,
  lostHolds,
  lostReferrals,
  makeEscalationsDue,
} from './evidence.ts';
import { Person } from './person.ts';
import { sweep } from './sweep.ts';

interface Found {
  readonly findPlaces: {
    readonly fits: readonly { unitId: string; mayHold: boolean; service: { id: string } }[];
    readonly services: readonly { service: { id: string } }[];
  };
}
interface Saved {
  readonly saveDraft: { readonly referral: { id: string } | null };
}
interface Submitted {
  readonly submitReferral: { readonly referral: { id: string } | null };
}
interface Held {
  readonly placeHold: {
    readonly hold: { id: string } | null;
    readonly userErrors: readonly { code: string }[];
  };
}

export interface KillRun {
  readonly platform: Platform;
  /** Where the platform keeps everything. */
  readonly dataDir: string;
  readonly db: Db;
  readonly parts: readonly Part[];
  readonly rounds: number;
  /** Submits and holds in all rounds together. */
  readonly acts: number;
  /** A number from 0 up to 1; seeded, so that a run can be repeated. */
  readonly chance: () => number;
  /** Turns a global id of the API into the id of the store. */
  readonly storeId: (globalId: string) => string;
}

/** What was promised to people, and what the store says about it afterwards. */
export interface KillReport {
  readonly kills: Readonly<Record<string, number>>;
  readonly submitted: number;
  readonly lostReferrals: number;
  readonly doubledReferrals: number;
  readonly heldFirst: number;
  readonly toldGone: number;
  readonly lostHolds: number;
  readonly doublyHeld: number;
  readonly lapsed: number;
  readonly lapsedNotFree: number;
  readonly escalations: number;
  readonly slowestEscalationMs: number;
  /** Personal words and words of places in what was answered, and in what lies about afterwards. */
  readonly leaks: readonly Leak[];
}

/** Everything that nobody may read who only asks as these people do. */
export const HIDDEN_WORDS: Words = { ...STORY_WORDS, ...PLACE_WORDS };

/** The officer, and every referral of which "received" was said. */
interface Officer {
  readonly person: Person;
  readonly submitted: string[];
}

const ESCALATION_PATIENCE_MS = 60_000;

/** Submits and holds by people who keep trying, while one part after another is killed with no warning. */
export async function killRounds(run: KillRun): Promise<KillReport> {
  const leaks: Leak[] = [];
  const hear = (answer: string): void => void leaks.push(...leaksIn('answer', answer, HIDDEN_WORDS));
  const officer = { person: await officerOf(run.platform, hear), submitted: [] as string[] };
  const before = await countReferrals(run.db);
  const tally = { kills: {} as Record<string, number>, holds: [] as string[], gone: 0 };
  const lapse = { lapsed: 0, notFree: 0 };
  for (let round = 0; round < run.rounds; round++) {
    const part = run.parts[round % run.parts.length] ?? 'server';
    const households = Math.round(run.acts / run.rounds / 2);
    // Together: a part that does not come back is the reason to tell, not that nobody was answered a minute later.
    const [outcomes] = await Promise.all([Promise.all(acts(run, officer, households)), strike(run, part)]);
    tally.kills[part] = (tally.kills[part] ?? 0) + 1;
    for (const one of outcomes) {
      if (one.holdId === null) tally.gone++;
      else tally.holds.push(run.storeId(one.holdId));
    }
    const lapsed = await lapseAndLook(run, officer, round % 5 === 4);
    lapse.lapsed += lapsed.lapsed;
    lapse.notFree += lapsed.notFree;
  }
  const escalations = await escalateAfterRestart(run, officer);
  return {
    kills: tally.kills,
    submitted: officer.submitted.length,
    lostReferrals: (await lostReferrals(run.db, officer.submitted.map(run.storeId))).length,
    doubledReferrals: (await countReferrals(run.db)) - before - officer.submitted.length,
    heldFirst: tally.holds.length,
    toldGone: tally.gone,
    lostHolds: (await lostHolds(run.db, tally.holds)).length,
    doublyHeld: (await doublyHeldUnits(run.db)).length,
    lapsed: lapse.lapsed,
    lapsedNotFree: lapse.notFree,
    ...escalations,
    leaks: [...leaks, ...(await sweep(run.platform, run.dataDir, HIDDEN_WORDS))],
  };
}

async function officerOf(platform: Platform, hear: (answer: string) => void): Promise<Person> {
  const officer = platform.signIns.find((one) => one.role === 'REFERRER');
  if (!officer) throw new Error('no officer among the sign-ins');
  return Person.signIn(platform.url, officer.email, officer.password, hear);
}

async function strike({ platform, chance }: KillRun, part: Part): Promise<void> {
  await wait(chance() * 600);
  await platform.kill(part, 'SIGKILL');
  await wait(chance() * 400);
  await platform.restart(part);
}

/** `households` people at once: each is submitted, then wants one of the few first places. */
function acts(
  run: KillRun,
  officer: Officer,
  households: number,
): Promise<{ referralId: string; holdId: string | null }>[] {
  return Array.from({ length: households }, async () => {
    await wait(run.chance() * 500);
    const referralId = await submitOne(officer);
    const found = await places(officer, referralId);
    const wanted = found.fits.filter((place) => place.mayHold).slice(0, 3);
    const unit = wanted[Math.floor(run.chance() * wanted.length)];
    if (!unit) return { referralId, holdId: null };
    const { placeHold } = await officer.person.act<Held>(PLACE_HOLD, { referralId, unitId: unit.unitId });
    return { referralId, holdId: placeHold.hold?.id ?? null };
  });
}

async function submitOne(officer: Officer): Promise<string> {
  const { saveDraft } = await officer.person.act<Saved>(SAVE_DRAFT, { story: TOLD_STORY });
  const id = saveDraft.referral?.id;
  if (id === undefined) throw new Error('a draft was refused');
  const { submitReferral } = await officer.person.act<Submitted>(SUBMIT, { referralId: id });
  if (!submitReferral.referral) throw new Error('a complete referral was refused');
  officer.submitted.push(id);
  return id;
}

async function places(officer: Officer, referralId: string): Promise<Found['findPlaces']> {
  return officer.person.persist(
    async () => (await officer.person.ask<Found>(FIND_PLACES, { id: referralId })).findPlaces,
  );
}

/** Lets all holds run out, with the workers dead if asked, and looks at once whether the places read as free. */
async function lapseAndLook(
  run: KillRun,
  officer: Officer,
  workersDead: boolean,
): Promise<{ lapsed: number; notFree: number }> {
  if (workersDead) await run.platform.kill('workers', 'SIGKILL');
  const referralId = await submitOne(officer);
  const lapsed = await lapseHolds(run.db);
  const { fits } = await places(officer, referralId);
  const free = new Set(fits.filter((place) => place.mayHold).map((place) => run.storeId(place.unitId)));
  if (workersDead) await run.platform.restart('workers');
  return { lapsed: lapsed.length, notFree: lapsed.filter((unitId) => !free.has(unitId)).length };
}

/** Requests fall silent for two hours while the workers are dead: how long after restart is every step taken? */
async function escalateAfterRestart(
  run: KillRun,
  officer: Officer,
): Promise<{ escalations: number; slowestEscalationMs: number }> {
  const referralId = await submitOne(officer);
  const { fits, services } = await places(officer, referralId);
  const serviceIds = [...new Set([...fits, ...services].map((one) => one.service.id))].slice(0, 5);
  await officer.person.act(SEND_REQUESTS, { referralId, serviceIds });
  await run.platform.kill('workers', 'SIGKILL');
  const due = await makeEscalationsDue(run.db);
  await run.platform.restart('workers');
  const from = Date.now();
  while ((await jobsLeft(run.db, due)) > 0 && Date.now() - from < ESCALATION_PATIENCE_MS) await wait(200);
  return { escalations: due.length, slowestEscalationMs: Date.now() - from };
}
