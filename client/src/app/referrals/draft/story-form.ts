import type { KnownAnswer, MemberRole, Sex } from '@openhaven/domain/household';
import type { ChannelKind, IfNoContact } from '@openhaven/domain/safe-contact';
import type { AccessNeeds, History, Severity, TonightPlan } from '@openhaven/domain/story';
import type { UnsafeAreaOwner } from '@openhaven/domain/area';
import { agesText, childAges } from './ages';

/** One person as the page holds them: texts as typed. A day is '' or 'YYYY-MM-DD' or NOT_A_DAY. */
export interface MemberForm {
  readonly role: MemberRole;
  readonly sex: Sex;
  readonly transgender: KnownAnswer;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly age: string;
}

/** A way to reach the survivor. `kind` is '' until it is chosen. */
export interface ChannelForm {
  readonly kind: ChannelKind | '';
  readonly value: string;
  readonly safe: boolean;
  readonly from: string;
  readonly until: string;
  readonly mayLeaveMessage: boolean;
  readonly whoMayAnswer: string;
}

/** Stands where an area code would, for a town or other place. */
export const A_PLACE = 'PLACE';

/** An unsafe area: a district or county by code, or A_PLACE with a name and a radius. */
export interface UnsafeAreaForm {
  readonly areaCode: string;
  readonly placeName: string;
  readonly radiusKm: string;
  readonly whose: UnsafeAreaOwner;
  readonly hard: boolean;
}

export interface NeedForm {
  readonly need: string;
  readonly severity: Severity;
}

/** The story as the pages of a draft hold it. */
export interface StoryForm {
  readonly preferredName: string;
  readonly members: readonly MemberForm[];
  /** The children's ages as typed, by sex; `members` follows while they can be read. */
  readonly ages: Readonly<Record<Sex, string>>;
  readonly otherAdults: string;
  readonly pregnant: KnownAnswer;
  readonly dueDate: string;
  readonly pets: readonly string[];
  readonly channels: readonly ChannelForm[];
  readonly codeWord: string;
  readonly interpreterLanguage: string;
  readonly ifNoContact: IfNoContact;
  /** '' until somebody has asked. */
  readonly unsafe: '' | 'NONE' | 'SOME';
  readonly unsafeAreas: readonly UnsafeAreaForm[];
  readonly homeAreaCode: string;
  readonly tonight: TonightPlan;
  readonly access: AccessNeeds;
  readonly noRecourseToPublicFunds: KnownAnswer;
  readonly immigration: string;
  readonly needs: readonly NeedForm[];
  readonly history: History;
  readonly background: string;
  readonly consentToShare: KnownAnswer;
}

export const EMPTY_CHANNEL: ChannelForm = {
  kind: '',
  value: '',
  safe: true,
  from: '',
  until: '',
  mayLeaveMessage: false,
  whoMayAnswer: '',
};

export const EMPTY_AREA: UnsafeAreaForm = {
  areaCode: '',
  placeName: '',
  radiusKm: '',
  whose: 'SURVIVOR_KNOWN',
  hard: true,
};

export function memberOf(role: MemberRole, facts: Partial<MemberForm> = {}): MemberForm {
  return { role, sex: 'NOT_KNOWN', transgender: 'NOT_KNOWN', name: '', dateOfBirth: '', age: '', ...facts };
}

/** A story of which nothing has been told yet. */
export const EMPTY_FORM: StoryForm = {
  preferredName: '',
  members: [memberOf('APPLICANT')],
  ages: { FEMALE: '', MALE: '', NOT_KNOWN: '' },
  otherAdults: '',
  pregnant: 'NOT_KNOWN',
  dueDate: '',
  pets: [],
  channels: [EMPTY_CHANNEL],
  codeWord: '',
  interpreterLanguage: '',
  ifNoContact: 'NOT_ASKED',
  unsafe: '',
  unsafeAreas: [],
  homeAreaCode: '',
  tonight: 'NOT_KNOWN',
  access: { stepFree: 'NOT_KNOWN', wheelchair: 'NOT_KNOWN', adaptedBathroom: 'NOT_KNOWN', carerRoom: 'NOT_KNOWN' },
  noRecourseToPublicFunds: 'NOT_KNOWN',
  immigration: '',
  needs: [],
  history: { arson: 'NOT_KNOWN', violence: 'NOT_KNOWN', sexualOffence: 'NOT_KNOWN' },
  background: '',
  consentToShare: 'NOT_KNOWN',
};

export function applicantOf(form: StoryForm): MemberForm {
  return form.members.find(({ role }) => role === 'APPLICANT') ?? memberOf('APPLICANT');
}

/** The form with a change to the applicant. */
export function withApplicant(form: StoryForm, facts: Partial<MemberForm>): StoryForm {
  const others = form.members.filter(({ role }) => role !== 'APPLICANT');
  return { ...form, members: [{ ...applicantOf(form), ...facts }, ...others] };
}

/** The form with a change to the first way of contact. */
export function withChannel(form: StoryForm, facts: Partial<ChannelForm>): StoryForm {
  const [first = EMPTY_CHANNEL, ...others] = form.channels;
  return { ...form, channels: [{ ...first, ...facts }, ...others] };
}

/**
 * The form with the ages of the children of one sex as typed. While the text cannot be read the children stay as they
 * were. A child whose age is still there keeps what is known of them.
 */
export function withAges(form: StoryForm, sex: Sex, text: string): StoryForm {
  const ages = childAges(text);
  const typed = { ...form, ages: { ...form.ages, [sex]: text } };
  if (ages === undefined) return typed;
  const isOne = (member: MemberForm): boolean => member.role === 'CHILD' && member.sex === sex;
  const known = form.members.filter(isOne);
  const others = form.members.filter((member) => !isOne(member));
  return { ...typed, members: [...others, ...ages.map((age) => takeChild(known, sex, age))] };
}

/** Takes a known child of this age out of the list, or makes one. */
function takeChild(known: MemberForm[], sex: Sex, age: string): MemberForm {
  const index = known.findIndex((child) => child.age === age);
  const [child] = index < 0 ? [] : known.splice(index, 1);
  return child ?? memberOf('CHILD', { sex, age });
}

const MOST_ADULTS = 10;

/** The form with a number of other adults as typed; anything but a small whole number changes nobody. */
export function withOtherAdults(form: StoryForm, text: string): StoryForm {
  const typed = { ...form, otherAdults: text };
  const number = text.trim() === '' ? 0 : Number(text);
  if (!Number.isInteger(number) || number < 0 || number > MOST_ADULTS) return typed;
  const adults = form.members.filter(({ role }) => role === 'ADULT_DEPENDANT').slice(0, number);
  const more = Array.from({ length: number - adults.length }, () => memberOf('ADULT_DEPENDANT'));
  const others = form.members.filter(({ role }) => role !== 'ADULT_DEPENDANT');
  return { ...typed, members: [...others, ...adults, ...more] };
}

/** The texts that follow from a list of members. */
export function textsOf(members: readonly MemberForm[]): Pick<StoryForm, 'ages' | 'otherAdults'> {
  const ages = (sex: Sex): string =>
    agesText(members.filter((member) => member.role === 'CHILD' && member.sex === sex).map(({ age }) => age));
  const adults = members.filter(({ role }) => role === 'ADULT_DEPENDANT').length;
  return {
    ages: { FEMALE: ages('FEMALE'), MALE: ages('MALE'), NOT_KNOWN: ages('NOT_KNOWN') },
    otherAdults: adults === 0 ? '' : String(adults),
  };
}
