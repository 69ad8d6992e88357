import { areaName } from './area.ts';
import { type CivilDate, addDays, addMonths, civilDateAt } from './calendar.ts';
import { OURS, listOf } from './code-list.ts';
import { SUPPORT_NEEDS, isCodeOf, labelOf } from './codes.ts';
import { type Decision, allow, refuse } from './decision.ts';
import { type KnownAnswer, applicantOf } from './household.ts';
import type { SubjectAccessId, UserId } from './ids.ts';
import { isElevated } from './access.ts';
import type { Story } from './story.ts';

/** How it was made sure that the request comes from the person herself. Anything less is no check. */
export const IDENTITY_CHECKS = listOf(OURS, [
  { code: 'IN_PERSON', label: 'In person, with a document' },
  { code: 'KNOWN_WORKER', label: 'By a worker who knows them, in person or by a safe contact' },
  { code: 'CODE_WORD', label: 'By a safe contact, with the agreed word' },
]);

/**
 * Whose a part of the story is.
 *
 * OWN: the person's own, and in the copy unless somebody takes it out. MIXED: hers, with others in it; out unless
 * somebody puts it in. OTHER_PERSON and WITHHELD: never in a copy, whatever anybody chooses.
 */
export const DISCLOSURE_TAGS = ['OWN', 'MIXED', 'OTHER_PERSON', 'WITHHELD'] as const;
export type DisclosureTag = (typeof DISCLOSURE_TAGS)[number];

/** A part of what is kept about somebody. `text` is empty where it is never shown, not even to whoever prepares the copy. */
export interface DisclosureItem {
  readonly key: string;
  readonly label: string;
  readonly tag: DisclosureTag;
  readonly text: string;
}

/** Where a request for a copy of what is kept stands. */
export const SUBJECT_ACCESS_STATES = ['OPEN', 'PREPARED', 'RELEASED', 'CLOSED'] as const;
export type SubjectAccessState = (typeof SUBJECT_ACCESS_STATES)[number];

/** A request of the person a referral is about, to see what is kept. Codes and days; what it holds is elsewhere, sealed. */
export interface SubjectAccess {
  readonly id: SubjectAccessId;
  readonly state: SubjectAccessState;
  readonly receivedOn: CivilDate;
  readonly identity: string;
  readonly preparedBy?: UserId;
  readonly releasedBy?: UserId;
  readonly releasedAt?: Date;
}

/** The last day for the answer: a calendar month after it came. Source: UK GDPR, article 12(3). */
export function answerDueOn({ receivedOn }: Pick<SubjectAccess, 'receivedOn'>): CivilDate {
  return addMonths(receivedOn, 1);
}

/** How long a released copy can be taken out: long enough for a printer that is broken, short enough to be forgotten. */
const COPY_DAYS = 7;

/** Until when the copy can be taken out; null before it is released. A time of ours. */
export function copyUntil({ releasedAt }: Pick<SubjectAccess, 'releasedAt'>): Date | null {
  return releasedAt === undefined ? null : new Date(releasedAt.getTime() + COPY_DAYS * 86_400_000);
}

const EARLIEST_DAYS = 366;

/**
 * Whether a request can be begun. Whoever is not the person herself learns nothing by asking, not even whether there is
 * anything; and so is the officer told.
 */
export function openSubjectAccess(
  asked: { readonly isApplicant: boolean; readonly identity: string; readonly receivedOn: CivilDate },
  referral: { readonly erased: boolean },
  now: Date,
): Decision<Pick<SubjectAccess, 'state' | 'receivedOn' | 'identity'>> {
  const today = civilDateAt(now);
  if (!asked.isApplicant) return refuse('NEITHER_CONFIRM_NOR_DENY', 'isApplicant');
  if (!isCodeOf(IDENTITY_CHECKS, asked.identity, today)) return refuse('IDENTITY_NOT_CHECKED', 'identity');
  if (asked.receivedOn > today || asked.receivedOn < addDays(today, -EARLIEST_DAYS)) {
    return refuse('RECEIVED_DAY', 'receivedOn');
  }
  if (referral.erased) return refuse('NOTHING_LEFT_TO_KEEP', 'reference');
  return allow({ state: 'OPEN', receivedOn: asked.receivedOn, identity: asked.identity });
}

/** Whoever does anything with it has just proved who they are. */
interface Actor {
  readonly userId: UserId;
  readonly elevatedAt: Date | undefined;
}

/** The parts that go into the copy, in the order of the story. What is not hers cannot be chosen. Whoever was shown them has proved who they are. */
export function prepareSubjectAccess(
  request: SubjectAccess,
  { items, keys }: { readonly items: readonly DisclosureItem[]; readonly keys: readonly string[] },
  userId: UserId,
): Decision<{ readonly request: SubjectAccess; readonly copy: readonly DisclosureItem[] }> {
  if (request.state !== 'OPEN') return refuse('SUBJECT_ACCESS_STATE');
  const hers = items.filter(({ tag }) => tag === 'OWN' || tag === 'MIXED');
  if (keys.some((key) => !hers.some((item) => item.key === key))) return refuse('NOT_THEIR_OWN', 'include');
  const copy = hers.filter(({ key }) => keys.includes(key));
  if (copy.length === 0) return refuse('NOTHING_CHOSEN', 'include');
  return allow({ request: { ...request, state: 'PREPARED', preparedBy: userId }, copy });
}

/** Released by a second person, who has read what the first one prepared. */
export function releaseSubjectAccess(
  request: SubjectAccess,
  { userId, elevatedAt }: Actor,
  now: Date,
): Decision<SubjectAccess> {
  if (request.state !== 'PREPARED') return refuse('SUBJECT_ACCESS_STATE');
  if (request.preparedBy === userId) return refuse('SECOND_PERSON_NEEDED');
  if (!isElevated(elevatedAt, now)) return refuse('STEP_UP_NEEDED');
  return allow({ ...request, state: 'RELEASED', releasedBy: userId, releasedAt: now });
}

/** What is prepared is prepared anew: somebody found a fault in it. */
export function reopenSubjectAccess(request: SubjectAccess): Decision<SubjectAccess> {
  if (request.state !== 'PREPARED') return refuse('SUBJECT_ACCESS_STATE');
  const { preparedBy: _preparedBy, ...rest } = request;
  return allow({ ...rest, state: 'OPEN' });
}

/** Ended without a copy: taken back, or begun for the wrong referral. */
export function closeSubjectAccess(request: SubjectAccess): Decision<SubjectAccess> {
  if (request.state !== 'OPEN' && request.state !== 'PREPARED') return refuse('SUBJECT_ACCESS_STATE');
  return allow({ ...request, state: 'CLOSED' });
}

/** The question is whether there is no recourse; the answer is read the other way round. */
const FUNDS: Readonly<Record<KnownAnswer, string>> = { YES: 'none', NO: 'yes', NOT_KNOWN: 'not known' };

const inWords = (code: string): string => code.toLowerCase().replaceAll('_', ' ');

/** What is kept in a story, part by part, with whose it is. What nobody has told is left out. */
export function disclosureItems(story: Story): readonly DisclosureItem[] {
  const item = (key: string, label: string, tag: DisclosureTag, parts: readonly (string | undefined)[]) => {
    const told = parts.filter((part) => part !== undefined && part !== '');
    return told.length === 0 ? [] : [{ key, label, tag, text: told.join('; ') }];
  };
  return [
    ...item('name', 'Name', 'OWN', [...new Set([story.preferredName, applicantOf(story.household)?.name])]),
    ...item('self', 'About the applicant', 'OWN', selfIn(story)),
    ...item('contact', 'Ways of contact', 'OWN', channelsIn(story)),
    ...item('home', 'Home district', 'OWN', [story.homeArea && areaName(story.homeArea)]),
    ...item('tonight', 'Where they sleep', 'OWN', [inWords(story.tonight)]),
    ...item('access', 'What the building must have', 'OWN', answersIn(story.access)),
    ...item('money', 'Recourse to public funds', 'OWN', [
      FUNDS[story.noRecourseToPublicFunds],
      story.immigration && inWords(story.immigration),
    ]),
    ...item('needs', 'Support needs', 'OWN', needsIn(story)),
    ...item('history', 'Answers about history', 'OWN', answersIn(story.history)),
    ...item('codeWord', 'Agreed word', 'MIXED', [story.safeContact?.codeWord]),
    ...item('unsafeAreas', 'Areas that are not safe', 'MIXED', unsafeIn(story)),
    ...item('background', 'Background, in the words of the worker', 'MIXED', [story.background]),
    ...othersIn(story),
    ...ALWAYS_WITHHELD,
  ];
}

/** Where places are and what services said is theirs; who is kept out, and why, is what a perpetrator would ask for. */
const ALWAYS_WITHHELD: readonly DisclosureItem[] = [
  {
    key: 'places',
    label: 'Where places are, which services were asked, and what they wrote',
    tag: 'WITHHELD',
    text: '',
  },
  {
    key: 'keptOut',
    label: 'Whom they flee from, who must not see it, and dates that are watched',
    tag: 'WITHHELD',
    text: '',
  },
  { key: 'staff', label: 'Who worked on it or looked at it', tag: 'WITHHELD', text: '' },
];

function othersIn({ household, safeContact }: Story): readonly DisclosureItem[] {
  const others = household.members.filter(({ role }) => role !== 'APPLICANT').length;
  const answering = safeContact?.channels.some(({ whoMayAnswer }) => whoMayAnswer !== undefined) ?? false;
  const item = (key: string, label: string): DisclosureItem => ({ key, label, tag: 'OTHER_PERSON', text: '' });
  return [
    ...(others > 0 ? [item('others', 'The other people of the household')] : []),
    ...(answering ? [item('whoMayAnswer', 'Who may answer the telephone')] : []),
  ];
}

function selfIn({ household }: Story): readonly string[] {
  const self = applicantOf(household);
  if (self === undefined) return [];
  const age = self.dateOfBirth ?? (self.ageYears === undefined ? undefined : `${self.ageYears} years`);
  return [
    inWords(self.sex),
    ...(age === undefined ? [] : [age]),
    ...(self.transgender === 'NOT_KNOWN' ? [] : [`transgender: ${inWords(self.transgender)}`]),
    ...(household.pregnant === 'YES' ? ['pregnant'] : []),
    ...household.pets.map((pet) => `pet: ${inWords(pet)}`),
  ];
}

const channelsIn = ({ safeContact }: Story): readonly string[] =>
  (safeContact?.channels ?? []).map(
    ({ kind, value = '', safe }) => `${inWords(kind)} ${value} (${safe ? 'safe' : 'not safe'})`,
  );

/** Only what was answered: "not known" about oneself is no news. */
const answersIn = (answers: object): readonly string[] =>
  Object.entries(answers as Readonly<Record<string, string>>)
    .filter(([, answer]) => answer !== 'NOT_KNOWN')
    .map(
      ([what, answer]) => `${what.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${inWords(answer)}`,
    );

const needsIn = ({ needs }: Story): readonly string[] =>
  needs.map(({ need, severity }) => `${labelOf(SUPPORT_NEEDS, need)} (${inWords(severity)})`);

const unsafeIn = ({ unsafeAreas = [] }: Story): readonly string[] =>
  unsafeAreas.map((area) =>
    area.kind === 'PLACE' ? `${area.placeName}, ${area.radiusKm} km around` : areaName(area.areaCode),
  );
