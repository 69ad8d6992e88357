import { addDays, civilDateAt, instantsOf } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { isCodeOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import type { ReferralStatus } from './referral.ts';
import type { RequestStatus } from './placement-request.ts';
import { EMPTY_STORY, type Story } from './story.ts';

/**
 * The parts of a story that a household may agree to share, or leave out. Without them a service that is asked still
 * reads what it cannot answer without: how many, how old, what the building must have, pets, funds, language.
 */
export const CONSENT_PARTS = listOf(OURS, [
  { code: 'NEEDS', label: 'Health and support needs' },
  { code: 'HISTORY', label: 'Arson, violence or sexual offences in the past' },
  { code: 'BACKGROUND', label: 'The background, once a service is looking at it' },
]);
export type ConsentPart = (typeof CONSENT_PARTS)[number]['code'];

/** How somebody agreed. */
export const CONSENT_WAYS = listOf(OURS, [
  { code: 'FACE_TO_FACE', label: 'Said it face to face' },
  { code: 'BY_PHONE', label: 'Said it on the phone' },
  { code: 'IN_WRITING', label: 'In writing' },
  { code: 'THROUGH_INTERPRETER', label: 'Through an interpreter' },
  { code: 'WITH_REFERRAL', label: 'When the referral was sent' },
  { code: 'LIFE_AT_RISK', label: 'Could not be asked, and waiting would put a life at risk' },
]);
export type ConsentWay = (typeof CONSENT_WAYS)[number]['code'];

/** For how many days somebody may agree. PROPOSAL. */
export const CONSENT_DAYS = [7, 28, 90] as const;
/** For how long a story sent without asking may be shared: long enough to ask. PROPOSAL. */
export const LIFE_AT_RISK_DAYS = 3;
const DAYS_WITH_REFERRAL = 28;

/** What a household agreed to at one time. A later one takes its place. */
export interface Consent {
  readonly parts: readonly ConsentPart[];
  readonly how: ConsentWay;
  readonly givenAt: Date;
  /** The end of the last civil day. */
  readonly until: Date;
  readonly recordedBy: string;
  readonly withdrawnAt?: Date;
}

/** All that was agreed to, the last one last. */
export type Consents = readonly Consent[];

export type ConsentState = 'NONE' | 'IN_FORCE' | 'ENDED' | 'WITHDRAWN';

/** How it stands with what was agreed to. */
export function consentState(consents: Consents, now: Date): ConsentState {
  const last = consents.at(-1);
  if (last === undefined) return 'NONE';
  if (last.withdrawnAt !== undefined) return 'WITHDRAWN';
  return now < last.until ? 'IN_FORCE' : 'ENDED';
}

/** Whether services may be asked and may read what is shared. */
export const mayShare = (consents: Consents, now: Date): boolean => consentState(consents, now) === 'IN_FORCE';

/** Midnight after the last of `days` civil days, today being day 0. */
function endAfter(days: number, now: Date): Date {
  const [end] = instantsOf(addDays(civilDateAt(now), days + 1), '00:00');
  if (end === undefined) throw new Error('a civil day has no beginning');
  return end;
}

/** What is agreed to by sending a referral: all parts, unless something narrower was recorded before. */
export function consentWithReferral(before: Consents, recordedBy: string, now: Date): Consents {
  if (mayShare(before, now)) return before;
  const parts = CONSENT_PARTS.map(({ code }) => code);
  const until = endAfter(DAYS_WITH_REFERRAL, now);
  return kept(before, { parts, how: 'WITH_REFERRAL', givenAt: now, until, recordedBy });
}

/** What somebody says that the household agreed to. */
export interface ConsentTold {
  readonly parts: readonly string[];
  readonly how: string;
  /** How long; not asked for where a life is at risk. */
  readonly days?: number;
  readonly recordedBy: string;
}

/** Adds what was agreed to now, or says what is wrong with it. */
export function recordConsent(before: Consents, told: ConsentTold, now: Date): Decision<Consents> {
  const { parts, how, days, recordedBy } = told;
  const today = civilDateAt(now);
  if (!isCodeOf(CONSENT_WAYS, how, today) || how === 'WITH_REFERRAL') return refuse('CONSENT_WAY_NEEDED', 'how');
  const known = CONSENT_PARTS.map(({ code }) => code).filter((code) => parts.includes(code));
  if (known.length !== new Set(parts).size) return refuse('CONSENT_PART_UNKNOWN', 'parts');
  const length = how === 'LIFE_AT_RISK' ? LIFE_AT_RISK_DAYS : CONSENT_DAYS.find((one) => one === days);
  if (length === undefined) return refuse('CONSENT_DAYS_NEEDED', 'days');
  return allow(kept(before, { parts: known, how, givenAt: now, until: endAfter(length, now), recordedBy }));
}

/** Takes back what was agreed to, from this instant. */
export function withdrawConsent(before: Consents, now: Date): Decision<Consents> {
  const last = before.at(-1);
  if (last === undefined || !mayShare(before, now)) return refuse('CONSENT_NEEDED');
  return allow([...before.slice(0, -1), { ...last, withdrawnAt: now }]);
}

const MOST_KEPT = 20;

function kept(before: Consents, last: Consent): Consents {
  return [...before, last].slice(-MOST_KEPT);
}

/** What somebody reads a story for: the request to a service, and how far the referral has come. */
interface Reading {
  readonly consents: Consents;
  readonly referral: ReferralStatus;
  readonly request: RequestStatus;
}

const HAS_A_PLACE: readonly ReferralStatus[] = ['AGREED', 'ARRIVED', 'PLACED'];

/**
 * The parts that a service may read; undefined: nothing at all. A place that the household said yes to keeps what it was
 * told: it has to look after them.
 */
export function sharedParts({ consents, referral, request }: Reading, now: Date): readonly ConsentPart[] | undefined {
  const isTheirPlace = request === 'OFFERED' && HAS_A_PLACE.includes(referral);
  return isTheirPlace || mayShare(consents, now) ? (consents.at(-1)?.parts ?? []) : undefined;
}

/** The story without what was not agreed to: those parts read as not told. */
export function withParts(story: Story, parts: readonly ConsentPart[]): Story {
  const { background, needs, history, ...rest } = story;
  return {
    ...rest,
    needs: parts.includes('NEEDS') ? needs : EMPTY_STORY.needs,
    history: parts.includes('HISTORY') ? history : EMPTY_STORY.history,
    ...(background !== undefined && parts.includes('BACKGROUND') && { background }),
  };
}

/** The parts that are not shared, whether anything was told of them or not: that alone would tell something. */
export function partsNotShared(parts: readonly ConsentPart[]): readonly ConsentPart[] {
  return CONSENT_PARTS.map(({ code }) => code).filter((code) => !parts.includes(code));
}

/** Days before its end at which those who refer are asked to renew it. PROPOSAL. */
const RENEW_DAYS_BEFORE = 3;
const DAY_MS = 86_400_000;

/** Since when somebody has to ask again; undefined while nobody has to. */
export function renewConsentFrom(consents: Consents, now: Date): Date | undefined {
  const last = consents.at(-1);
  if (last === undefined) return undefined;
  const from = last.withdrawnAt ?? new Date(last.until.getTime() - RENEW_DAYS_BEFORE * DAY_MS);
  return from <= now ? from : undefined;
}
