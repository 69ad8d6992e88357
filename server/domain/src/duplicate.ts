import type { CivilDate } from './calendar.ts';
import type { Consent, Consents } from './consent.ts';
import { nameKey } from './exclusion.ts';
import { type Sex, ageOf, applicantOf } from './household.ts';
import type { ContactChannel, SafeContact } from './safe-contact.ts';
import type { Story } from './story.ts';

/** What a coordinator found who has looked at two referrals that may be about one household. */
export const DUPLICATE_VERDICTS = ['SAME_HOUSEHOLD', 'DIFFERENT_HOUSEHOLDS'] as const;
export type DuplicateVerdict = (typeof DUPLICATE_VERDICTS)[number];

/** As much of an applicant as two referrals are compared by. */
export interface Identity {
  /** How the names sound, however they are spelt. */
  readonly sounds: readonly string[];
  readonly sex: Sex;
  readonly dateOfBirth?: CivilDate;
  readonly age?: number;
}

/** How a word sounds, however it is spelt; '' where no sound is known of it. */
export type SoundOf = (word: string) => string;

/** How a name sounds, its words in one order. Words that no sound is known of count as they are written. */
function soundOfName(name: string, soundOf: SoundOf): string {
  const words = nameKey(name).split(' ');
  return words
    .map((word) => soundOf(word) || word)
    .sort()
    .join(' ');
}

/** Who the applicant is, as it is compared. One word alone is no name. */
export function identityOf({ preferredName, household }: Story, on: CivilDate, soundOf: SoundOf): Identity {
  const applicant = applicantOf(household);
  const names = [preferredName, applicant?.name].filter((name) => nameKey(name ?? '').includes(' '));
  const age = applicant && ageOf(applicant, on);
  return {
    sounds: [...new Set(names.map((name) => soundOfName(name ?? '', soundOf)))],
    sex: applicant?.sex ?? 'NOT_KNOWN',
    ...(applicant?.dateOfBirth !== undefined && { dateOfBirth: applicant.dateOfBirth }),
    ...(age !== undefined && { age }),
  };
}

/** Ages as they are told on the telephone are a year off now and then. */
const YEARS_OFF = 1;

/** Whether two applicants may be one person: a name that sounds alike, and nothing else that speaks against it. */
export function mayBeSame(one: Identity, other: Identity): boolean {
  if (!one.sounds.some((sound) => other.sounds.includes(sound))) return false;
  if (one.sex !== other.sex && one.sex !== 'NOT_KNOWN' && other.sex !== 'NOT_KNOWN') return false;
  if (one.dateOfBirth !== undefined && other.dateOfBirth !== undefined) return one.dateOfBirth === other.dateOfBirth;
  return one.age === undefined || other.age === undefined || Math.abs(one.age - other.age) <= YEARS_OFF;
}

const numberKey = (value: string | undefined): string => (value ?? '').toLowerCase().replace(/[\s().-]/g, '');

function saferChannel(kept: ContactChannel, others: readonly ContactChannel[]): ContactChannel {
  const same = others.find(({ kind, value }) => kind === kept.kind && numberKey(value) === numberKey(kept.value));
  if (same === undefined) return kept;
  const { from, until } = kept.from === undefined ? same : kept;
  return {
    ...kept,
    safe: kept.safe && same.safe,
    mayLeaveMessage: kept.mayLeaveMessage && same.mayLeaveMessage,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

/**
 * The safer of what was told about reaching the survivor. Nothing is added that the one that stays does not know: a way
 * is only closed, never opened.
 */
export function saferContact(kept: SafeContact, merged: SafeContact | undefined): SafeContact {
  if (merged === undefined) return kept;
  const isNo = [kept, merged].some(({ ifNoContact }) => ifNoContact === 'DO_NOT_CALL_POLICE');
  const asked = kept.ifNoContact === 'NOT_ASKED' ? merged.ifNoContact : kept.ifNoContact;
  return {
    ...kept,
    channels: kept.channels.map((channel) => saferChannel(channel, merged.channels)),
    ifNoContact: isNo ? 'DO_NOT_CALL_POLICE' : asked,
  };
}

/** The story that stays, as careful as both: every unsafe area of either, and the safer way of contact. */
export function mergedStory(kept: Story, merged: Story): Story {
  const known = new Set((kept.unsafeAreas ?? []).map((area) => JSON.stringify(area)));
  const more = (merged.unsafeAreas ?? []).filter((area) => !known.has(JSON.stringify(area)));
  return {
    ...kept,
    ...((kept.unsafeAreas !== undefined || more.length > 0) && { unsafeAreas: [...(kept.unsafeAreas ?? []), ...more] }),
    ...(kept.safeContact && { safeContact: saferContact(kept.safeContact, merged.safeContact) }),
  };
}

/** The stricter of two agreements that are both in force: what both allow, until the first of them ends. */
export function stricterConsent(kept: Consents, merged: Consents): Consents {
  const [one, other] = [kept.at(-1), merged.at(-1)];
  if (one === undefined || other === undefined) return kept;
  const parts = one.parts.filter((part) => other.parts.includes(part));
  const until = one.until < other.until ? one.until : other.until;
  const stricter: Consent = { ...one, parts, until };
  return [...kept.slice(0, -1), stricter];
}
