import { areaName } from '@openhaven/domain/area';
import { IMMIGRATION_STATUSES, labelOf } from '@openhaven/domain/codes';
import type { PetKind } from '@openhaven/domain/household';
import type { SummaryRow } from '../../ui/summary-list/summary-list';
import { count, dayInWords } from '../../ui/time';
import { needInWords } from '../../ui/words/reasons';
import {
  CHANNEL,
  IF_NO_CONTACT,
  KNOWN,
  MEMBER_ROLE,
  PET,
  SEVERITY,
  SEX,
  TONIGHT,
  UNSAFE_OWNER,
} from '../../ui/words/story';
import { ACCESS_OPTIONS } from './access';
import { A_PLACE, type ChannelForm, type MemberForm, type StoryForm, type UnsafeAreaForm } from './story-form';

/** The page on which each part of the story is told. */
type Page = 'story' | 'household' | 'contact' | 'needs' | 'background';

const NOT_SAID: readonly string[] = ['Not said yet'];

interface RowRule {
  readonly key: string;
  readonly page: Page;
  readonly lines: (form: StoryForm) => readonly string[];
}

const ROWS: readonly RowRule[] = [
  { key: 'What to call the survivor', page: 'household', lines: ({ preferredName }) => text(preferredName) },
  { key: 'Reaching the survivor', page: 'contact', lines: contactLines },
  { key: 'Who needs a place', page: 'story', lines: ({ members }) => members.map(memberInWords) },
  { key: 'Pregnancy', page: 'household', lines: pregnancyLines },
  { key: 'Pets', page: 'household', lines: ({ pets }) => pets.map((pet) => PET[pet as PetKind]) },
  { key: 'Unsafe areas', page: 'story', lines: unsafeLines },
  { key: 'Tonight', page: 'story', lines: ({ tonight }) => [TONIGHT[tonight]] },
  { key: 'What the building must have', page: 'story', lines: accessLines },
  {
    key: 'No recourse to public funds',
    page: 'story',
    lines: ({ noRecourseToPublicFunds }) => [KNOWN[noRecourseToPublicFunds]],
  },
  {
    key: 'Immigration status',
    page: 'background',
    lines: ({ immigration }) => (immigration === '' ? [] : [labelOf(IMMIGRATION_STATUSES, immigration)]),
  },
  {
    key: 'Support needs',
    page: 'needs',
    lines: ({ needs }) =>
      needs.map(({ need, severity }) => `${needInWords(need)}: ${SEVERITY[severity].toLowerCase()}`),
  },
  { key: 'History', page: 'needs', lines: historyLines },
  {
    key: 'Home district',
    page: 'background',
    lines: ({ homeAreaCode }) => (homeAreaCode === '' ? [] : [areaName(homeAreaCode)]),
  },
  { key: 'Background', page: 'background', lines: ({ background }) => text(background) },
  {
    key: 'Agrees to share',
    page: 'story',
    lines: ({ consentToShare }) => [consentToShare === 'YES' ? 'Yes' : 'Not yet'],
  },
];

/** The whole story as questions and answers. With an id, each with the way to where it is changed. */
export function storyRows(form: StoryForm, id?: string): readonly SummaryRow[] {
  return ROWS.map(({ key, page, lines }) => {
    const told = lines(form);
    const row = { key, lines: told.length === 0 ? NOT_SAID : told };
    return id === undefined ? row : { ...row, change: `/referrals/${id}/${page}` };
  });
}

/** Who is in the household, in one line: "Female, 34; boy, 15; girl, 6". */
export function householdLine(members: readonly MemberForm[]): string {
  return members.map((member) => (member.role === 'CHILD' ? childInWords(member) : adultInWords(member))).join('; ');
}

function text(told: string): readonly string[] {
  return told.trim() === '' ? [] : [told];
}

const CHILD_WORD = { FEMALE: 'girl', MALE: 'boy', NOT_KNOWN: 'child' } as const;

function childInWords({ sex, age }: MemberForm): string {
  return `${CHILD_WORD[sex]}, ${age === '' ? 'age not known' : age}`;
}

function adultInWords({ role, sex, age }: MemberForm): string {
  const who = role === 'APPLICANT' ? SEX[sex] : MEMBER_ROLE[role].toLowerCase();
  return `${who === 'Not known' ? 'Sex not known' : who}, ${age === '' ? 'age not known' : age}`;
}

function memberInWords(member: MemberForm): string {
  const who =
    member.role === 'CHILD' ? `Child: ${childInWords(member)}` : `${MEMBER_ROLE[member.role]}: ${adultInWords(member)}`;
  const born = member.dateOfBirth === '' ? '' : `, born ${dayInWords(member.dateOfBirth)}`;
  return `${who}${member.name === '' ? '' : `, ${member.name}`}${born}`;
}

/** A way of contact in one line. One that is not safe is named, and cannot be used from here. */
export function channelInWords({ kind, value, safe, from, until, mayLeaveMessage, whoMayAnswer }: ChannelForm): string {
  if (kind === '') return '';
  if (kind === 'THROUGH_REFERRER') return CHANNEL[kind];
  const hours = from === '' && until === '' ? '' : `, ${from || '00:00'} to ${until || '24:00'}`;
  const message = mayLeaveMessage ? ', a message may be left' : ', leave no message';
  const who = whoMayAnswer === '' ? '' : `, may answer: ${whoMayAnswer}`;
  if (safe) return `${CHANNEL[kind]} ${value}${hours}${message}${who}`;
  return `Not safe, do not use: ${CHANNEL[kind]} ${partOf(kind, value)}`;
}

/** Enough of a number or address to know it again, and too little to use it. */
function partOf(kind: ChannelForm['kind'], value: string): string {
  if (value === '') return '';
  return kind === 'EMAIL' ? `that begins with ${value.slice(0, 2)}` : `ending in ${value.slice(-3)}`;
}

/** The story without any number or address to reach them by: those are shown one at a time, once the card is read. */
export function withoutNumbers(form: StoryForm): StoryForm {
  const channels = form.channels.map((channel) =>
    channel.kind === '' || !channel.safe ? channel : { ...channel, value: partOf(channel.kind, channel.value) },
  );
  return { ...form, channels };
}

function contactLines({ channels, codeWord, interpreterLanguage, ifNoContact }: StoryForm): readonly string[] {
  const ways = channels.map(channelInWords).filter((line) => line !== '');
  const more = [
    told('Code word', codeWord),
    told('Interpreter', interpreterLanguage),
    told('If not reached', ifNoContact === 'NOT_ASKED' ? '' : IF_NO_CONTACT[ifNoContact].toLowerCase()),
  ];
  return [...ways, ...more.flat()];
}

function told(what: string, answer: string): readonly string[] {
  return answer === '' ? [] : [`${what}: ${answer}`];
}

function pregnancyLines({ pregnant, dueDate }: StoryForm): readonly string[] {
  return dueDate === '' ? [KNOWN[pregnant]] : [`${KNOWN[pregnant]}, due ${dayInWords(dueDate)}`];
}

/** An unsafe area in one line. */
export function areaInWords({ areaCode, placeName, radiusKm, whose, hard }: UnsafeAreaForm): string {
  const where =
    areaCode === A_PLACE ? `${placeName}, ${count(Number(radiusKm), 'kilometre')} around` : areaName(areaCode);
  return `${where}: ${UNSAFE_OWNER[whose].toLowerCase()}${hard ? '' : ' (only if there is no other way)'}`;
}

function unsafeLines({ unsafe, unsafeAreas }: StoryForm): readonly string[] {
  return unsafe === 'NONE'
    ? ['There are none']
    : unsafeAreas.filter(({ areaCode }) => areaCode !== '').map(areaInWords);
}

function accessLines({ access }: StoryForm): readonly string[] {
  const answers = Object.values(access);
  if (answers.every((answer) => answer === 'NO')) return ['None of these'];
  return ACCESS_OPTIONS.filter(({ value }) => value !== 'NONE' && access[value] === 'YES').map(({ label }) => label);
}

function historyLines({ history }: StoryForm): readonly string[] {
  const words = { arson: 'Arson', violence: 'Violence', sexualOffence: 'Sexual offence' } as const;
  const keys = ['arson', 'violence', 'sexualOffence'] as const;
  return keys
    .filter((key) => history[key] !== 'NOT_KNOWN')
    .map((key) => `${words[key]}: ${KNOWN[history[key]].toLowerCase()}`);
}
